"""Names that members typed, fit to be read by people outside: no links, no tricks, not too long."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from apps.accounts.names import JOINERS, tidy_name
from apps.contacts.forms.fields import UNSEEN

LONGEST_NAME = 60
ADDRESS_SIGNS = "/@.\u3002\uff0e\uff61\uff0f\uff20"
"""Within a word they make an address of it; some are those of other scripts, which IDNA reads alike."""
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
MARKS = frozenset("'’-·")
"""Within a name they belong to its spelling."""


def clean_name(typed: str) -> str:
    """Letters, single spaces and what is spelled within a name; at most 60 characters, maybe none.

    A full stop stays where a word ends with it ("J. R."), so that nothing reads as an address.
    """
    words = (_letters(word) for word in tidy_name(typed).split(" "))
    return " ".join(word for word in words if word)[:LONGEST_NAME].strip()


def clean_line(typed: str, longest: int = 200) -> str:
    """Words on one line, without control and direction characters."""
    return tidy_name(typed)[:longest].strip()


def clean_text(typed: str) -> str:
    """Words on several lines, without what cannot be seen or turns the direction of what follows."""
    return UNSEEN.sub("", typed)


def clean_words(typed: str, longest: int = 200) -> str:
    """As `clean_line`, for mail that Kith sends: what mail readers would turn into a link is left out."""
    return " ".join(word for word in clean_line(typed, longest).split(" ") if not _reads_as_address(word))


def web_address(typed: str) -> str:
    """What a browser opens for an address on the web, typed with or without https://; "" for all else."""
    whole = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and not parts.username and HOST.fullmatch(host)
    return whole if is_web and whole.isascii() and whole.isprintable() and " " not in whole else ""


def first_of(name: str) -> str:
    """How a letter calls them the second time."""
    return name.split(" ")[0] if name else ""


def _reads_as_address(word: str) -> bool:
    within = word.rstrip(".,;:!?)")
    return any(each in within for each in ADDRESS_SIGNS)


def _letters(word: str) -> str:
    if _reads_as_address(word):
        return ""
    kept = "".join(
        each for each in word if each in MARKS or each in JOINERS or unicodedata.category(each)[0] in "LM"
    )
    if not any(unicodedata.category(each)[0] == "L" for each in kept):
        return ""
    return f"{kept}." if word.endswith(".") and len(kept) <= 4 else kept

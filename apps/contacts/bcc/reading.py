"""What a header says of a mail: by whom, to whom, when, and whether a hand wrote it. Pure functions.

Headers come from anywhere: whatever cannot be read is as if it were not there, and nothing here raises. Old
rules of parsing (`compat32`) are taken on purpose, as they take any bytes and time in proportion to them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import utils
from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

MOST_RECIPIENTS = 100
"""So many of a mail's recipients are looked at; more is a mailing, not a letter."""
LONGEST_ADDRESS = 320
BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
AS_WRITTEN = {"strict": False} if getattr(utils, "supports_strict_parsing", False) else {}
"""Newer Pythons else drop a whole line for one comma too many; older ones read it so in any case."""
BY_MACHINES = ("List-Id", "X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, as far as it matters; addresses in lower case."""

    sender: str
    """"" where it names none, or more than one."""
    recipients: tuple[str, ...]
    """A domain with other letters than ASCII's stands in both ways of writing."""
    sent_at: datetime | None
    is_by_hand: bool
    """Not an automatic answer, a list, a bounce or a report (RFC 3834 and what programs did before it)."""
    identity: str
    """Its Message-ID; of a mail without one all that would be the same in another copy of it."""


NOTHING = Mail("", (), None, False, "")


def read(header: bytes, return_path: str) -> Mail:
    """The mail of that header; `return_path` is what MAIL FROM said."""
    try:
        return _read(HeaderParser(policy=compat32).parsestr(_text(header)), return_path)
    except Exception:  # hostile headers break parsers in ways nobody lists; such a mail says nothing
        return NOTHING


def _text(header: bytes) -> str:
    """UTF-8, as mail programs write it today (RFC 6532); of anything else what is not ASCII stays unread."""
    try:
        return header.decode()
    except UnicodeDecodeError:
        return header.decode("ascii", "surrogateescape")


def _read(found: Message, return_path: str) -> Mail:
    senders = list(_addresses(found, "From"))
    written_to = list(dict.fromkeys(_addresses(found, "To", "Cc", "Bcc", **AS_WRITTEN)))[:MOST_RECIPIENTS]
    recipients = tuple(dict.fromkeys([*written_to, *map(_in_letters, written_to)]))
    sent = _said(found, "Date")
    identity = _said(found, "Message-ID") or repr((sent, senders, recipients))
    return Mail(
        sender=senders[0] if len(senders) == 1 else "",
        recipients=recipients,
        sent_at=_instant(sent),
        is_by_hand=_is_by_hand(found, return_path),
        identity=identity,
    )


def _is_by_hand(found: Message, return_path: str) -> bool:
    paths = [return_path, *_all(found, "Return-Path")]
    return not (
        any(name in found for name in BY_MACHINES)
        or any(_is_of_a_machine(path) for path in paths)
        or _word(found, "Auto-Submitted") not in ("", "no")
        or _word(found, "Precedence") in BULK
        or found.get_content_type() == "multipart/report"
    )


def _is_of_a_machine(path: str) -> bool:
    address = path.strip().strip("<>").lower()
    return not address or address.partition("@")[0] == "mailer-daemon"


def _addresses(found: Message, *names: str, **how: bool) -> Iterator[str]:
    for name in names:
        for said in _all(found, name):
            for _name, address in getaddresses([said], **how):
                if "@" not in address or len(address) > LONGEST_ADDRESS:
                    continue  # asked before: what looks like an @ is none, and many marks take long to order
                address = unicodedata.normalize("NFKC", address).strip().lower()
                if "@" in address and len(address) <= LONGEST_ADDRESS and address.isprintable():
                    yield address


def _in_letters(address: str) -> str:
    """An address whose domain mail programs wrote in ASCII ("xn--…"), as people write it."""
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('ascii').decode('idna')}" if "xn--" in domain else address
    except UnicodeError:
        return address


def _instant(said: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _word(found: Message, name: str) -> str:
    return _said(found, name).partition(";")[0].strip().lower()


def _said(found: Message, name: str) -> str:
    return next(iter(_all(found, name)), "").strip()


def _all(found: Message, name: str) -> list[str]:
    return [str(said) for said in found.get_all(name, [])]

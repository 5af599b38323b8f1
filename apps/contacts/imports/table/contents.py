"""What a column seems to hold, where no title says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from apps.contacts.imports.vcard.values import read_email

_DAY = re.compile(r"([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?[0-9]{4})")
_PHONE = re.compile(r"[+(0][0-9 ()/.+-]{5,24}")
_PAGE = re.compile(r"(https?://|www\.)\S{3,}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][\w'’.\- ]{0,60}")
# So many of the cells that hold something must look alike.
_MOST = 0.6


def guessed_by_contents(rows: Sequence[Sequence[str]], width: int, *, taken: Sequence[str]) -> list[str]:
    """A field for each of `width` columns, "" where the cells do not look like one.

    Names are guessed only where no column is a name already; of days only one column is a birthday.
    """
    cells = [[row[number].strip() for row in rows if number < len(row)] for number in range(width)]
    found = [_kind([cell for cell in column if cell]) for column in cells]
    if "birthday" in taken or found.count("birthday") != 1:
        found = ["" if kind == "birthday" else kind for kind in found]
    if not {"name", "given", "family"} & set(taken):
        _name(found, cells)
    return ["" if kind == "words" else kind for kind in found]


def _kind(cells: list[str]) -> str:
    looks: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("email", read_email),
        ("url", _PAGE.fullmatch),
        ("birthday", _DAY.fullmatch),
        ("phone", _PHONE.fullmatch),
        ("words", _WORDS.fullmatch),
    )
    for kind, look in looks:
        if cells and sum(bool(look(cell)) for cell in cells) >= _MOST * len(cells):
            return kind
    return ""


def _name(found: list[str], cells: list[list[str]]) -> None:
    """The first column of words is the name; two beside each other, of one word each, are its parts."""
    first = next((number for number, kind in enumerate(found) if kind == "words"), None)
    if first is None:
        return
    pair = found[first : first + 2] == ["words", "words"] and _of_one_word(cells[first])
    found[first] = "given" if pair else "name"
    if pair:
        found[first + 1] = "family"


def _of_one_word(cells: list[str]) -> bool:
    told = [cell for cell in cells if cell]
    return sum(" " not in cell for cell in told) >= _MOST * len(told)

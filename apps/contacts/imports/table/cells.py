"""A cell of a table: its text, tidied, and what its column says of it."""

from __future__ import annotations

from typing import NamedTuple

from apps.contacts.imports.table.titles import Meaning, spoken

# A spreadsheet would take a cell that begins so for a formula (OWASP, CSV injection); the last four are
# the full-width forms of the first four.
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
APOSTROPHE = "'"


class Cell(NamedTuple):
    """`text` is not empty; `says` is what the title means; `order` is how its column, the `number`th,
    writes days.
    """

    text: str
    title: str
    says: Meaning
    order: str = ""
    number: int = 0


class Named(NamedTuple):
    """A label as people read it, and whether the file marks its value as the first choice."""

    label: str
    preferred: bool


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it; see `restored`.

    So has a text that begins with apostrophes before such a sign, or else it could not be told apart.
    """
    return APOSTROPHE + text if text.lstrip(APOSTROPHE).startswith(FORMULA_SIGNS) else text


def restored(text: str) -> str:
    """What `neutralised` was given."""
    if text.startswith(APOSTROPHE) and text.lstrip(APOSTROPHE).startswith(FORMULA_SIGNS):
        return text[1:]
    return text


def on_one_line(text: str) -> str:
    """Without line ends, nor blanks at the ends or doubled."""
    return " ".join(text.split())


def in_lines(text: str) -> str:
    """The lines without blanks at their ends, nor empty ones before and after."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def named(label: str, *, is_exact: bool) -> Named:
    """ "* Home" is the preferred one, at home; what the file means exactly is left as it is."""
    if is_exact:
        return Named(label, preferred=False)
    plain = label.removeprefix("*").strip()
    return Named(spoken(plain), preferred=plain != label)

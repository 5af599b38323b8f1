"""Reads LinkedIn's Connections.csv: whatever preamble, order of columns, language or age it has.

Columns are found by name. The e-mail is nearly always missing, so the profile address is what tells people
apart; who hides has only that, and gives no card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from apps.contacts.imports.card import Card, Labelled, Position, Post, Row
from apps.contacts.imports.csv_rows import Record, Records, cells_of
from apps.contacts.imports.decoding import Encoding, clean, decode_line
from apps.contacts.imports.limits import CELLS_BEYOND, HEADER_LINES, RECORD_BYTES, ROWS, VALUE_CHARACTERS
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.streams import as_utf8, line_ends, lines, measure
from apps.contacts.imports.vcard_values import is_link, read_email

# "How we met", for the program; the page says it in the member's language.
MET = "LinkedIn"

_FIELDS = {
    "first name": "given",
    "vorname": "given",
    "last name": "family",
    "nachname": "family",
    "url": "url",
    "profile url": "url",
    "profil-url": "url",
    "email address": "email",
    "e-mail address": "email",
    "e-mail-adresse": "email",
    "company": "organisation",
    "unternehmen": "organisation",
    "firma": "organisation",
    "position": "role",
    "connected on": "met_on",
    "verbunden am": "met_on",
    "vernetzt am": "met_on",
}
_REFUSALS = {"row_too_big", "file_too_big"}
# English and German.
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "mär": 3, "mrz": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7}
_MONTHS |= {"aug": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\.?[ -]([^\W\d_]{3,10})\.?[ -]([0-9]{4}|[0-9]{2})(?![0-9])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of this file begin and what its columns hold; decided once, kept with the batch.

    `columns` names the field of each column, "" where it has none; `titles` are the titles as written.
    """

    delimiter: str
    columns: Sequence[str]
    titles: Sequence[str]
    start: Position

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "start": Position(**data["start"])})


def find_layout(head: bytes, encoding: Encoding) -> Layout | None:
    """The layout of the file that begins with `head`, or None where its first lines hold no such header."""
    offset, line_number = 0, 1
    for number, raw in enumerate(lines(as_utf8([head], encoding), RECORD_BYTES)):
        if number >= HEADER_LINES:
            return None
        offset += measure(raw, encoding)
        line_number += line_ends(raw)
        text = clean(decode_line(raw, encoding)[0]).strip()
        for delimiter in ",;\t":
            titles = [title.strip() for title in cells_of(text, delimiter)]
            columns = [_FIELDS.get(title.casefold(), "") for title in titles]
            if is_connections(columns):
                return Layout(delimiter, columns, titles, Position(offset, line_number))
    return None


def is_connections(columns: Sequence[str]) -> bool:
    """Whether these are LinkedIn's columns: a name, and the day, or profile, company and post."""
    named = set(columns)
    return {"given", "family"} <= named and ("met_on" in named or {"url", "organisation", "role"} <= named)


class LinkedInReader:
    """Iterates over the rows of Connections.csv.

    `chunks` are its bytes from `start.offset` on; `start` is `layout.start`, or `row.after` to go on.
    """

    def __init__(
        self, chunks: Iterable[bytes], encoding: Encoding, layout: Layout, start: Position | None = None
    ) -> None:
        self._layout = layout
        self._records = Records(chunks, encoding, layout.delimiter, start or layout.start)

    def __iter__(self) -> Iterator[Row]:
        for record in self._records:
            if record.end.number > ROWS:
                yield self._too_many(record)
                return
            card, refused = self._read(record)
            yield _row(record, record.end, card, refused)

    def _read(self, record: Record) -> tuple[Card | None, Remark | None]:
        for code in record.remarks:
            if code in _REFUSALS:
                return None, Remark(code)
        card = read_row(record.cells, self._layout, [Remark(code) for code in record.remarks])
        if card.name:
            return card, None
        return None, Remark("hidden_member" if card.urls or card.met_on else "nameless")

    def _too_many(self, record: Record) -> Row:
        """One row for all that lies beyond the limit: counted, not read."""
        left, end = self._records.rest()
        return _row(record, end, None, Remark("too_many_rows", str(left + 1)))


def _row(record: Record, end: Position, card: Card | None, refused: Remark | None) -> Row:
    return Row(end.number, record.line, record.text, card, refused, end.offset, end.line)


def read_row(cells: Sequence[str], layout: Layout, remarks: list[Remark]) -> Card:
    """The card of one row; its name is empty where the row names nobody."""
    cells = [" ".join(cell.split()) for cell in cells]
    if any(len(cell) > VALUE_CHARACTERS for cell in cells):
        remarks.append(Remark("value_cut", "…"))
        cells = [cell[:VALUE_CHARACTERS] for cell in cells]
    found: dict[str, str] = {}
    extras: list[tuple[str, str]] = []
    for field, title, cell in zip(layout.columns, layout.titles, cells, strict=False):
        if field and field not in found:
            found[field] = cell
        elif cell:
            extras.append((title, cell))
    if beyond := [cell for cell in cells[len(layout.columns) :] if cell]:
        remarks.append(Remark("ragged"))
        extras += [("", cell) for cell in beyond[:CELLS_BEYOND]]
    return _card(found, extras, remarks)


def _card(found: dict[str, str], extras: list[tuple[str, str]], remarks: list[Remark]) -> Card:
    # "Okoye, MBA, CPA": what follows the comma is not part of the name.
    family, _, letters = found.get("family", "").partition(",")
    if letters.strip():
        extras.append(("suffix", letters.strip()))
    email, url = _email(found, extras, remarks), _url(found, extras, remarks)
    name = " ".join(part for part in (found.get("given", ""), family.strip()) if part)
    if not name and email:
        remarks.append(Remark("named_by_address"))
    met_on = read_day(found.get("met_on", ""))
    if met_on is None and found.get("met_on"):
        remarks.append(Remark("date_unreadable", found["met_on"][:100]))
        extras.append(("Connected On", found["met_on"]))
    organisation, role = found.get("organisation", ""), found.get("role", "")
    return Card(
        name=(name or email)[:VALUE_CHARACTERS],
        given=found.get("given", ""),
        family=family.strip(),
        emails=(Labelled(email),) if email else (),
        urls=(Labelled(url, "linkedin"),) if url else (),
        posts=(Post(organisation, "", role),) if organisation or role else (),
        met=MET,
        met_on=met_on,
        extras=tuple(extras),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _email(found: dict[str, str], extras: list[tuple[str, str]], remarks: list[Remark]) -> str:
    text = found.get("email", "")
    address = read_email(text) if text else ""
    if address is None:
        remarks.append(Remark("email_unreadable", text[:100]))
        extras.append(("email", text))
    return address or ""


def _url(found: dict[str, str], extras: list[tuple[str, str]], remarks: list[Remark]) -> str:
    text = found.get("url", "")
    if text and not is_link(text):
        remarks.append(Remark("url_refused", text[:100]))
        extras.append(("url", text))
        return ""
    return text


def read_day(text: str) -> date | None:
    """`05 Mar 2024`, `15-Jan-24`, `5. März 2024`, `2024-03-05`; None for anything else."""
    if match := _ISO.match(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_MONTH_YEAR.match(text):
        day, year = int(match[1]), int(match[3])
        month = _MONTHS.get(match[2][:3].casefold(), 0)
        # LinkedIn began in 2003.
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None

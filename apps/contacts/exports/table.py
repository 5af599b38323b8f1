"""Writes people as a table: CSV as RFC 4180 has it, in UTF-8 with a mark, so that spreadsheets open it.

The titles are those of Google Contacts where it has them, so that others read most of it too. A cell that a
spreadsheet would calculate is made inert by an apostrophe, which our own reader takes off again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from tempfile import SpooledTemporaryFile

from apps.contacts.imports.card import Card, Labelled, PartialDate
from apps.contacts.imports.table.cells import neutralised

IN_MEMORY = 4 * 1024 * 1024
_MARK = b"\xef\xbb\xbf"
_NAME_PARTS = {"additional": "Additional Name", "prefix": "Name Prefix", "suffix": "Name Suffix"}
_WAY = ("Label", "Value")
_ADDRESS = ("Label", "Street", "City", "Region", "Postal Code", "Country")
_POST = ("Name", "Department", "Title", "From", "Until")
# A title, or a section that comes as often as somebody needs it, at least so many times. The sections come
# last, for a reader has a limit of columns: somebody of 300 addresses is not to cost all others their notes.
_ORDER: tuple[str | tuple[str, tuple[str, ...], int], ...] = (
    *("Name", "Given Name", "Additional Name", "Family Name", "Name Prefix", "Name Suffix", "Nickname"),
    *("What they are to me", "Circles", "City", "Birthday", "Died on"),
    *("Interests", "How we met", "Met on", "Introduced by", "Introduced by UID", "Rhythm in days", "Notes"),
    "UID",
    ("Organization", _POST, 1),
    ("E-mail", _WAY, 1),
    ("Phone", _WAY, 1),
    ("Address", _ADDRESS, 1),
    ("Website", _WAY, 0),
    ("IM", ("Service", "Value"), 0),
    ("Event", _WAY, 0),
    ("Relation", _WAY, 0),
    ("Custom Field", _WAY, 0),
)
Cells = dict[str, str]


def write(cards: Iterable[Card], introducers: Mapping[str, str]) -> Iterator[bytes]:
    """The table of these people, a row for each; `introducers` are the names behind UIDs.

    How many columns there are is known only after the last row, so that the rows wait in a file.
    """
    most: dict[str, int] = {}
    with SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+t", encoding="utf-8", newline="\n") as waiting:
        for card in cards:
            cells = dict(_cells(card, introducers))
            for section, count in _counted(card).items():
                most[section] = max(count, most.get(section, 0))
            waiting.write(json.dumps(cells) + "\n")
        titles = list(_titles(most))
        yield _MARK + _row(titles)
        waiting.seek(0)
        for line in waiting:
            cells = json.loads(line)
            yield _row([neutralised(cells.get(title, "")) for title in titles])


def _titles(most: Mapping[str, int]) -> Iterator[str]:
    for column in _ORDER:
        if isinstance(column, str):
            yield column
            continue
        section, parts, least = column
        for number in range(1, max(least, most.get(section, 0)) + 1):
            yield from (f"{section} {number} - {part}" for part in parts)


def _row(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _counted(card: Card) -> dict[str, int]:
    several = {
        "Organization": card.posts,
        "E-mail": card.emails,
        "Phone": card.phones,
        "Address": card.addresses,
        "Website": card.urls,
        "IM": card.messengers,
        "Event": card.dates,
        "Relation": card.related,
        "Custom Field": _own(card),
    }
    return {section: len(entries) for section, entries in several.items()}


def _own(card: Card) -> list[tuple[str, str]]:
    """What has no column: all extras but the first of each part of the name."""
    firsts = {key: next((pair for pair in card.extras if pair[0] == key), None) for key in _NAME_PARTS}
    return [pair for pair in card.extras if pair is not firsts.get(pair[0])]


def _cells(card: Card, introducers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("Name", card.name), ("Given Name", card.given), ("Family Name", card.family))
    extras = dict(reversed(card.extras))
    yield from ((title, extras.get(key, "")) for key, title in _NAME_PARTS.items())
    yield from (("Nickname", card.nickname), ("What they are to me", card.relation))
    yield "City", card.city
    yield from (("Circles", "\n".join(card.circles)), ("Interests", card.interests), ("Notes", card.notes))
    yield from (("How we met", card.met), ("Met on", _day(card.met_on)), ("Died on", _day(card.died_on)))
    yield "Birthday", _partial(card.birthday) if card.birthday else ""
    yield "Introduced by", introducers.get(card.introduced_by, "")
    yield from (("Introduced by UID", card.introduced_by), ("UID", card.uid))
    yield "Rhythm in days", str(card.rhythm_days or "")
    yield from _sections(card)


def _sections(card: Card) -> Iterator[tuple[str, str]]:
    for number, post in enumerate(card.posts, 1):
        days = (_day(post.from_on), _day(post.until_on))
        yield from _section(
            "Organization", number, _POST, (post.organisation, post.department, post.role, *days)
        )
    for number, place in enumerate(card.addresses, 1):
        parts = (place.label, place.street, place.city, place.region, place.postcode, place.country)
        yield from _section("Address", number, _ADDRESS, parts)
    ways = {"E-mail": card.emails, "Phone": card.phones, "Website": card.urls, "Relation": card.related}
    for section, entries in ways.items():
        yield from _labelled(section, entries)
    for number, entry in enumerate(card.messengers, 1):
        yield from _section("IM", number, ("Service", "Value"), (entry.label, entry.value))
    yield from _labelled("Event", [Labelled(_partial(day.date), day.label) for day in card.dates])
    yield from _labelled("Custom Field", [Labelled(value, key) for key, value in _own(card)])


def _labelled(section: str, entries: Iterable[Labelled]) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(entries, 1):
        yield from _section(section, number, _WAY, (entry.label, entry.value))


def _section(
    section: str, number: int, parts: tuple[str, ...], values: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for part, value in zip(parts, values, strict=True):
        yield f"{section} {number} - {part}", value


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _partial(day: PartialDate) -> str:
    """As ISO 8601 has it, without the year as RFC 6350 has it."""
    return f"{'-' if day.year is None else f'{day.year:04}'}-{day.month:02}-{day.day:02}"

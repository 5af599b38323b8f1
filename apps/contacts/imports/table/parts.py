"""Postal addresses and posts: what several columns of one row say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from apps.contacts.imports.card import Address, Post
from apps.contacts.imports.table.cells import Cell
from apps.contacts.imports.table.days import whole_day
from apps.contacts.imports.table.draft import Draft

_PLACE = ("city", "region", "postcode", "country")
_LINES = ("street", "address")
_POST = ("organisation", "department", "role", "post_from", "post_until")


class _Entry(NamedTuple):
    """The parts of one address or post: their values by field, and its label."""

    parts: dict[str, list[str]]
    label: str

    def one(self, field: str) -> str:
        return next(iter(self.parts.get(field, ())), "")


def addresses_of(draft: Draft) -> tuple[Address, ...]:
    """An address for each group of columns; several where the program joins them in one cell."""
    found: dict[Address, None] = {}
    for entry in _entries(draft, (*_LINES, *_PLACE), several=_LINES):
        city, region, postcode, country = (entry.one(field) for field in _PLACE)
        street, whole = ("\n".join(entry.parts.get(field, ())) for field in _LINES)
        # the whole address is read only where nothing in it is said apart
        if not street and not any(place and place in whole for place in (city, postcode, country)):
            street = whole
        found[Address(street, city, region, postcode, country, entry.label)] = None
    return tuple(found)


def posts_of(draft: Draft) -> tuple[Post, ...]:
    """Where somebody is and as what, from when to when: one for each group of columns."""
    found: dict[Post, None] = {}
    for entry in _entries(draft, _POST):
        organisation, department, role = (entry.one(field) for field in _POST[:3])
        begun, ended = (whole_day(draft, entry.one(field)) for field in _POST[3:])
        if organisation or department or role:
            found[Post(organisation, department, role, begun, ended)] = None
    return tuple(found)


def _entries(draft: Draft, fields: tuple[str, ...], several: Collection[str] = ()) -> Iterator[_Entry]:
    """The cells of these fields by group, in the order of columns; a part said twice is kept as text."""
    groups: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    told = [(cell.number, field, cell) for field in fields for cell in draft.all(field)]
    for _number, field, cell in sorted(told, key=lambda each: each[0]):
        kept = groups[cell.says.group][field]
        if kept and field not in several:
            draft.keep(cell)
        else:
            kept.append(cell)
    for group in groups.values():
        yield from _parted(draft, group)


def _parted(draft: Draft, group: dict[str, list[Cell]]) -> Iterator[_Entry]:
    label = draft.named(next(iter(group.values()))[0]).label
    parted = {field: [draft.parts(cell) for cell in cells] for field, cells in group.items()}
    for number in range(max(len(values) for lists in parted.values() for values in lists)):
        parts = {
            field: [values[number] for values in lists if number < len(values) and values[number]]
            for field, lists in parted.items()
        }
        if any(parts.values()):
            yield _Entry(parts, label)

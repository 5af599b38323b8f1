"""From a file to its rows: decide once how it is to be read, then read, and go on wherever it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import chain
from typing import Any, Self

from apps.contacts.imports.card import START, Position, Row
from apps.contacts.imports.decoding import Encoding, decide
from apps.contacts.imports.monica.reader import MonicaReader, is_monica
from apps.contacts.imports.sniff import Kind, begins_card
from apps.contacts.imports.streams import portions
from apps.contacts.imports.table.columns import TableLayout
from apps.contacts.imports.table.header import find_bare, find_titled
from apps.contacts.imports.table.reader import TableReader, with_orders
from apps.contacts.imports.vcard.reader import VCardReader


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file is read; the same for all of its parts, and kept with the batch as JSON."""

    kind: Kind
    encoding: Encoding
    layout: TableLayout | None = None

    def to_json(self) -> dict[str, Any]:
        layout = self.layout.to_json() if self.layout else None
        return {"kind": self.kind.value, "encoding": asdict(self.encoding), "layout": layout}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        layout = data["layout"] and TableLayout.from_json({"dialect": data["kind"], **data["layout"]})
        return cls(Kind(data["kind"]), Encoding(**data["encoding"]), layout)

    @property
    def start(self) -> Position:
        """Where the first row begins."""
        return self.layout.start if self.layout else START

    def begin(self, at: Position) -> int:
        """From which byte on the file is needed to go on at `at`: JSON always as a whole."""
        return 0 if self.kind is Kind.MONICA else at.offset


def make_plan(chunks: Iterable[bytes]) -> Plan | None:
    """How to read a vCard file or a table, of which `chunks` are all bytes; None where it is neither.

    Reads the chunks once, to know the encoding of the whole. An archive is unpacked before.
    """
    pieces = portions(chunks)
    head = next(pieces, b"")
    encoding = decide(chain([head], pieces))
    text = head.decode(encoding.name, "replace").lstrip("\ufeff").lstrip()
    if begins_card(text):
        return Plan(Kind.VCARD, encoding)
    if is_monica(text):
        return Plan(Kind.MONICA, encoding)
    if layout := find_titled(head, encoding):
        return Plan(Kind(layout.dialect), encoding, layout)
    if ":VCARD" in text.upper():
        return Plan(Kind.VCARD, encoding)
    layout = find_bare(head, encoding)
    return Plan(Kind(layout.dialect), encoding, layout) if layout else None


def settle(plan: Plan, chunks: Iterable[bytes]) -> Plan:
    """The plan that knows how a table's columns write their days; `chunks` begin at `plan.start`.

    Reads a table once to its end; leaves other files alone.
    """
    if plan.layout is None:
        return plan
    return replace(plan, layout=with_orders(plan.layout, chunks, plan.encoding))


def rows(plan: Plan, chunks: Iterable[bytes], start: Position | None = None) -> Iterator[Row]:
    """The rows from `start` on (`row.after` of the last one stored); `chunks` begin at `begin`."""
    start = start or plan.start
    if plan.layout:
        return iter(TableReader(chunks, plan.encoding, plan.layout, start))
    if plan.kind is Kind.MONICA:
        return iter(MonicaReader(chunks, plan.encoding, start))
    return iter(VCardReader(chunks, plan.encoding, start))

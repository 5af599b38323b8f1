"""From a file to its rows: decide once how it is to be read, then read, and go on wherever it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, Self

from apps.contacts.imports.card import START, Position, Row
from apps.contacts.imports.decoding import Encoding, decide
from apps.contacts.imports.linkedin import Layout, LinkedInReader, find_layout
from apps.contacts.imports.monica import MonicaReader, is_monica
from apps.contacts.imports.sniff import Kind
from apps.contacts.imports.streams import portions
from apps.contacts.imports.vcard import VCardReader


@dataclass(frozen=True, slots=True)
class Plan:
    """How one file is read; the same for all of its parts, and kept with the batch as JSON."""

    kind: Kind
    encoding: Encoding
    layout: Layout | None = None

    def to_json(self) -> dict[str, Any]:
        layout = self.layout.to_json() if self.layout else None
        return {"kind": self.kind.value, "encoding": asdict(self.encoding), "layout": layout}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        layout = Layout.from_json(data["layout"]) if data["layout"] else None
        return cls(Kind(data["kind"]), Encoding(**data["encoding"]), layout)

    @property
    def start(self) -> Position:
        """Where the first row begins."""
        return self.layout.start if self.layout else START

    def begin(self, at: Position) -> int:
        """From which byte on the file is needed to go on at `at`: JSON always as a whole."""
        return 0 if self.kind is Kind.MONICA else at.offset


def make_plan(chunks: Iterable[bytes]) -> Plan | None:
    """How to read a vCard or LinkedIn file, of which `chunks` are all bytes; None where it is neither.

    Reads the chunks once, to know the encoding of the whole. An archive is unpacked before.
    """
    pieces = portions(chunks)
    head = next(pieces, b"")
    encoding = decide(chain([head], pieces))
    if layout := find_layout(head, encoding):
        return Plan(Kind.LINKEDIN, encoding, layout)
    text = head.decode(encoding.name, "replace").lstrip("\ufeff").lstrip()
    if is_monica(text):
        return Plan(Kind.MONICA, encoding)
    return Plan(Kind.VCARD, encoding) if ":VCARD" in text.upper() else None


def rows(plan: Plan, chunks: Iterable[bytes], start: Position | None = None) -> Iterator[Row]:
    """The rows from `start` on (`row.after` of the last one stored); `chunks` begin at `begin`."""
    start = start or plan.start
    if plan.layout:
        return iter(LinkedInReader(chunks, plan.encoding, plan.layout, start))
    if plan.kind is Kind.MONICA:
        return iter(MonicaReader(chunks, plan.encoding, start))
    return iter(VCardReader(chunks, plan.encoding, start))

"""Values out of somebody else's JSON, whatever stands there: texts, lists, days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from apps.contacts.imports.card import PartialDate
from apps.contacts.imports.decoding import clean
from apps.contacts.imports.limits import LISTED, NOTE_BYTES, REMARKS, VALUE_CHARACTERS
from apps.contacts.imports.partial_dates import UnreadableDate, read_date
from apps.contacts.imports.remarks import Remark

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def properties(value: Any) -> dict[str, Any]:
    """What Monica says of a thing, beside its uuid and times."""
    return mapping(mapping(value).get("properties"))


def text(value: Any) -> str:
    """A text or number as text, line ends kept; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


def line(value: Any) -> str:
    """The same on one line."""
    return " ".join(text(value).split())


def uuid_in(value: Any) -> str:
    """A thing's uuid, or the uuid that stands in its place."""
    return line(value if isinstance(value, str) else mapping(value).get("uuid"))[:100]


class Sayings:
    """Remarks and extras of one card, each within its limit."""

    def __init__(self) -> None:
        self.remarks: dict[Remark, None] = {}
        self.extras: list[tuple[str, str]] = []

    def say(self, code: str, detail: str = "") -> None:
        if len(self.remarks) < REMARKS:
            self.remarks[Remark(code, detail[:120])] = None

    def keep(self, key: str, *parts: Any) -> None:
        """One more thing that has no field of its own."""
        kept = ", ".join(part for part in map(line, parts) if part)
        if not kept:
            return
        if len(self.extras) >= LISTED:
            self.say("value_cut", key)
        else:
            self.extras.append((key, self.cut(kept, key)))

    def cut(self, value: str, name: str) -> str:
        if len(value) <= VALUE_CHARACTERS:
            return value
        self.say("value_cut", name)
        return value[:VALUE_CHARACTERS].rstrip()

    def cut_note(self, note: str) -> str:
        raw = note.encode("utf-8", "replace")
        if len(raw) <= NOTE_BYTES:
            return note
        self.say("note_cut")
        return raw[:NOTE_BYTES].decode("utf-8", "ignore").rstrip()

    def day(self, value: Any) -> date | None:
        """The calendar day of a date or instant."""
        found = self.partial(line(value)[:10]) if value else None
        return date(found.year, found.month, found.day) if found and found.year else None

    def partial(self, written: str) -> PartialDate | None:
        try:
            return read_date(written)
        except UnreadableDate as problem:
            self.say(problem.code, written)
            return None

    def special(self, value: Any, about: str) -> PartialDate | None:
        """One of Monica's special dates: its year may be unknown, or all but its year guessed from an age."""
        found = mapping(value)
        written = line(found.get("date"))[:10]
        if not written:
            return None
        if found.get("is_age_based") is True:
            self.keep(about, written[:4])
            return None
        if found.get("is_year_unknown") is True and _DAY.fullmatch(written):
            written = f"--{written[5:]}"
        return self.partial(written)

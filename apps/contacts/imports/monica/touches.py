"""Activities, calls and conversations of a Monica export: in touch on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apps.contacts.imports.card import Touch
from apps.contacts.imports.limits import TOUCH_CHARACTERS
from apps.contacts.imports.monica.values import Sayings, line, mapping, properties, several, text, uuid_in

MET, TALKED, WROTE = "met", "talked", "wrote"


def activity(value: Any, *, with_note: bool = True) -> Touch | str:
    """What people did together; whoever it names shares it. Its words alone where it has no day."""
    told = properties(value)
    note = _joined((text(told.get("summary")), text(told.get("description"))))
    on = Sayings().day(told.get("happened_at"))
    return note if on is None else Touch(MET, on, note if with_note else "", uuid_in(value))


def call(value: Any, sayings: Sayings) -> Touch | None:
    told = properties(value)
    feelings = ", ".join(filter(None, map(line, several(told.get("emotions")))))
    note = _joined((text(told.get("content")), feelings))
    return _touch(TALKED, told.get("called_at"), note, value, sayings)


def conversation(value: Any, sayings: Sayings) -> Touch | None:
    """An exchange of messages: one touch, whatever number of lines it has."""
    told = properties(value)
    written = [_message(each) for each in several(told.get("messages"))]
    return _touch(WROTE, told.get("happened_at"), "\n".join(filter(None, written)), value, sayings)


def _message(value: Any) -> str:
    told = properties(value) or mapping(value)
    said = line(told.get("content"))
    return f"› {said}" if said and told.get("written_by_me") is True else said


def _touch(kind: str, on: Any, note: str, value: Any, sayings: Sayings) -> Touch | None:
    day = sayings.day(on)
    if day is None:
        keep_undated(kind, note, sayings)
        return None
    if len(note) > TOUCH_CHARACTERS:
        sayings.say("value_cut", kind)
    return Touch(kind, day, note[:TOUCH_CHARACTERS].rstrip(), uuid_in(value))


def keep_undated(kind: str, note: str, sayings: Sayings) -> None:
    """Being in touch on no day is no touch; what was said of it stays."""
    sayings.say("touch_without_day", note[:100])
    sayings.keep(kind, note)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)[:TOUCH_CHARACTERS].rstrip()

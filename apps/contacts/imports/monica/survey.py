"""The first look through a Monica export: where each contact lies, and all that contacts refer to.

Collections that are empty are absent, and lists of bare uuids sit among the others. What people share (an
activity) stands once for all of them, after the contacts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from apps.contacts.imports.card import Labelled, Touch
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.limits import (
    JSON_ENTRY_BYTES,
    JSON_KINDS,
    JSON_SHARED,
    ROWS,
    TOUCHES_CHARACTERS,
    VALUE_CHARACTERS,
)
from apps.contacts.imports.monica.names import full_name
from apps.contacts.imports.monica.touches import activity
from apps.contacts.imports.monica.values import line, mapping, properties, several, uuid_in
from apps.contacts.imports.monica.walk import Broken, Cursor, Span, load

# The member themselves, and bookkeeping of the program.
_NOT_ABOUT_PEOPLE = {"user", "contact", "relationship", "address_book", "address_book_subscription"}
_NOT_ABOUT_PEOPLE |= {"addressbook", "addressbook_subscription"}
# What is read of a kind of contact field, gender or life event.
_WORDS = ("name", "type", "protocol", "translation_key")
_UUID = re.compile(rb'"uuid"\s*:\s*"([0-9A-Za-z-]{1,100})"')
_HEAD_BYTES = 400
_REFERRED_TO = ("activity", "photo", "document")


@dataclass
class Survey:
    """Spans of contacts in file order, and by uuid what they refer to."""

    data: bytes | bytearray
    encoding: Encoding
    contacts: list[Span] = field(default_factory=list)
    beyond: int = 0
    """Contacts beyond the limit, counted only."""
    types: dict[str, dict[str, str]] = field(default_factory=dict)
    """Kinds of contact fields, genders and life events: what they are called."""
    names: dict[str, str] = field(default_factory=dict)
    touches: dict[str, Touch] = field(default_factory=dict)
    undated: dict[str, str] = field(default_factory=dict)
    """The words of activities without a day."""
    related: dict[str, list[Labelled]] = field(default_factory=lambda: defaultdict(list))
    photos: dict[str, Span] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)
    """What belongs to no one person, by its type."""
    exported_on: str = ""
    room: int = JSON_SHARED
    """How many more things will be remembered, besides contacts."""

    def load(self, span: Span) -> Any:
        """What stands at this place, or None."""
        return load(self.data, span, self.encoding)

    def uuid(self, span: Span) -> str:
        """The uuid of what stands at this place, also where that is too large to be built."""
        if span.end - span.start <= JSON_ENTRY_BYTES:
            return uuid_in(self.load(span))
        match = _UUID.search(self.data, span.start, span.start + _HEAD_BYTES)
        return match[1].decode("ascii", "replace") if match else ""

    def picture(self, uuid: str) -> str:
        """A photo of the file as a data: address; raises OverflowError where it is too large."""
        span = self.photos[uuid]
        if span.end - span.start > JSON_ENTRY_BYTES:
            raise OverflowError
        return line(properties(self.load(span)).get("dataUrl"))


def survey(data: bytes | bytearray, encoding: Encoding) -> Survey:
    """Look through a whole export; raises Broken where it is no JSON or cut off."""
    found = Survey(data, encoding)
    groups = walk(found)
    for span in groups.pop("instance", ()):
        value = found.load(span)
        told = properties(value)
        found.types[uuid_in(value)] = {word: line(told.get(word))[:100] for word in _WORDS}
    _look_at_shared(groups, found)
    _look_at_contacts(found)
    for span in groups.get("relationship", ()):
        _relate(properties(found.load(span)), found)
    return found


def walk(found: Survey) -> dict[str, list[Span]]:
    """Spans of all things of the account by their type; those of contacts in `found`. Raises Broken."""
    groups: dict[str, list[Span]] = defaultdict(list)
    cursor = Cursor(found.data)
    if cursor.peek() != b"{":
        raise Broken
    for key in cursor.entries():
        if key == "account" and cursor.peek() == b"{":
            _account(cursor, groups, found)
        elif key == "export_date":
            found.exported_on = line(cursor.text())[:10]
    if cursor.peek():
        raise Broken
    return groups


def _account(cursor: Cursor, groups: dict[str, list[Span]], found: Survey) -> None:
    for key in cursor.entries():
        if key == "data" and cursor.peek() == b"[":
            for _ in cursor.entries():
                if cursor.peek() == b"{":
                    _collection(cursor, groups, found)
        elif key in ("instance", "properties") and cursor.peek() == b"{":
            for name in cursor.entries():
                if cursor.peek() == b"[" and (key == "instance" or name == "journal_entries"):
                    kept = groups["instance" if key == "instance" else name]
                    found.left[name] += _gather(cursor, kept)


def _collection(cursor: Cursor, groups: dict[str, list[Span]], found: Survey) -> None:
    """One `{count, type, values}`, in whatever order."""
    kind = ""
    values: list[Span] = []
    more = 0
    for key in cursor.entries():
        if key == "type":
            kind = line(cursor.text())[:60]
        elif key == "values" and cursor.peek() == b"[":
            more = _gather(cursor, values)
    if kind == "contact":
        room = max(0, ROWS - len(found.contacts))
        found.contacts += values[:room]
        found.beyond += more + len(values[room:])
        return
    if kind not in groups and len(groups) >= JSON_KINDS:
        kind = "other"
    kept = values[: found.room]
    found.room -= len(kept)
    groups[kind] += kept
    found.left[kind] += more + len(values) - len(kept)


def _gather(cursor: Cursor, values: list[Span]) -> int:
    """The elements of a list; how many more there were than anybody could need."""
    more = 0
    for _ in cursor.entries():
        span = cursor.skip()
        if len(values) < JSON_SHARED:
            values.append(span)
        else:
            more += 1
    return more


def _look_at_shared(groups: dict[str, list[Span]], found: Survey) -> None:
    room = TOUCHES_CHARACTERS
    for span in groups.get("activity", ()):
        value = found.load(span)
        found_out = activity(value, with_note=room > 0)
        if isinstance(found_out, Touch):
            found.touches[uuid_in(value)] = found_out
            room -= len(found_out.note)
        else:
            found.undated[uuid_in(value)] = found_out[: min(VALUE_CHARACTERS, max(room, 0))]
            room -= len(found_out)
    for span in groups.get("photo", ()):
        found.photos[found.uuid(span)] = span
    for span in groups.get("document", ()):
        name = line(properties(found.load(span)).get("original_filename"))[:200]
        found.documents[found.uuid(span)] = name
    for kind, spans in groups.items():
        if kind not in _NOT_ABOUT_PEOPLE and kind not in _REFERRED_TO:
            found.left[kind] += len(spans)


def _look_at_contacts(found: Survey) -> None:
    """Their names, for whoever is related to them; and which shared things nobody refers to."""
    alone = dict.fromkeys((*found.touches, *found.undated), "activity")
    alone |= dict.fromkeys(found.photos, "photo") | dict.fromkeys(found.documents, "document")
    for span in found.contacts:
        value = found.load(span)
        found.names[uuid_in(value)] = full_name(properties(value))[:200]
        alone.pop(line(mapping(properties(value).get("avatar")).get("avatar_photo")), None)
        for part in several(mapping(value).get("data")):
            for each in part if isinstance(part, list) else [part]:
                alone.pop(uuid_in(each), None)
    found.left.update(alone.values())


def _relate(relation: dict[str, Any], found: Survey) -> None:
    """`contact_is` is the partner of `of_contact`."""
    name = found.names.get(uuid_in(relation.get("contact_is")), "")
    if name:
        label = line(relation.get("type")).replace("_", " ")[:100]
        found.related[uuid_in(relation.get("of_contact"))].append(Labelled(name, label))
    else:
        found.left["relationship"] += 1

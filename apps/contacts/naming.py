"""Names as people write them down: several on a line, a note in brackets; and whom each may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from apps.contacts.models import Contact
from apps.core.fold import fold, sort_key

MOST_NAMES = 200
LONGEST_NAME = 200
LONGEST_KEPT_SHORT = 200
"""As long as `Contact.remember`; a longer note goes to the notes."""
NEW, SAME, NOBODY = "new", "same", "out"
# Commas and semicolons part names, but not inside brackets; an opening bracket may be alone.
ENTRY = re.compile(r"(?:[^\n,;،(]|\([^()\n]*\)|\()+")
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
BULLET = re.compile(r"^(?:[-*•–—·]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was written, and what stood in brackets behind it."""

    name: str
    note: str = ""

    @property
    def key(self) -> str:
        """By which equal names are told."""
        return sort_key(self.name)[:200]

    @property
    def is_full(self) -> bool:
        """Two words at least: enough to take an equal name for the same person."""
        return " " in fold(self.name)


@dataclass(slots=True)
class Asked:
    """A name, whom it may mean, and what is taken to be meant until the member says otherwise.

    `choices` are (value, words): a person's pk, NEW, SAME (as an equal name above) or NOBODY; `meant`
    is "" where the member must say.
    """

    named: Named
    candidates: list[Contact] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    meant: str = NEW


class UnfitName(ValueError):
    """What was written is no name; `entry` says which."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


def names_of(typed: str) -> list[Named]:
    """Every name that was typed, in its order, equal ones kept apart.

    Raises UnfitName for an entry without a letter or digit outside its brackets, or of more than 200
    characters. Mere punctuation is no entry.
    """
    entries = (" ".join(entry.split()) for entry in ENTRY.findall(typed))
    return [_named(BULLET.sub("", entry)) for entry in entries if any(map(_says, entry))]


def _named(entry: str) -> Named:
    name = " ".join(IN_BRACKETS.sub(" ", entry).split()).strip(' "')
    note = "; ".join(filter(None, (each.strip() for each in IN_BRACKETS.findall(entry))))
    if not fold(name) or len(name) > LONGEST_NAME:
        raise UnfitName(entry)
    return Named(name, note)


def _says(sign: str) -> bool:
    return sign.isalnum() or ord(sign) > 0x2190


def note_down(people: Iterable[tuple[Contact, str]]) -> list[Contact]:
    """Put each note with its person, unsaved: what to remember if that is free, else the notes.

    Whom it changed.
    """
    changed = []
    for person, note in people:
        if not note or note == person.remember or note in person.notes:
            continue
        if not person.remember and len(note) <= LONGEST_KEPT_SHORT:
            person.remember = note
        else:
            person.notes = f"{person.notes}\n{note}".strip()
        changed.append(person)
    return changed

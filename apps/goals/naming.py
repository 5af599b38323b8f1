"""Names in one line, as somebody writes them the morning after: "Joan, Pete (drives the van), Amira".

Commas, semicolons, new lines and "and" part them; what stands in brackets is a note. Odd input never
fails: a bracket without its other half is a blank, what names nobody is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.contacts.forms.fields import UNSEEN
from apps.contacts.models import Contact
from apps.contacts.naming import BULLET, LONGEST_NAME, Named
from apps.core.fold import fold, sort_key

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST_NOTE = 4000
"""As long as the line itself: nothing of it is cut off."""
OPENING, CLOSING = "([{（【", ")]}）】"
BETWEEN = ",;،、；，\n"


def names_in(typed: str) -> list[Named]:
    """Every name once, by its fold, in the order written, with its notes; a note alone is the last one's.

    A name may be longer than one can be kept by: `too_long` says so.
    """
    found: dict[str, Named] = {}
    last = ""
    for words, note in _entries(UNSEEN.sub(" ", typed.replace("\r\n", "\n").replace("\r", "\n"))):
        if name := _name(words):
            last = fold(name)
            found.setdefault(last, Named(name))
        if note and last:
            found[last] = Named(found[last].name, _with(found[last].note, note))
    return list(found.values())


def _entries(text: str) -> Iterable[tuple[str, str]]:
    """(words, what stood in brackets among them) between two separators outside brackets."""
    ends, joints = _pairs(text), _joints(text)
    words, notes, at = "", [], 0
    while at < len(text):
        sign = text[at]
        if at in ends:
            notes.append(" ".join(text[at + 1 : ends[at]].split()))
            at, words = ends[at], words + " "
        elif sign in BETWEEN or at in joints:
            yield words, "; ".join(filter(None, notes))
            words, notes, at = "", [], joints.get(at, at)
        else:
            words += " " if sign in OPENING + CLOSING else sign
        at += 1
    yield words, "; ".join(filter(None, notes))


def _pairs(text: str) -> dict[int, int]:
    """Where each outermost bracket of a line opens, and where it closes."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == "\n":
            opened = []
        elif sign in OPENING:
            opened.append(at)
        elif sign in CLOSING and opened:
            ends[opened.pop()] = at
    return ends


def _joints(text: str) -> dict[int, int]:
    """Where an "and" begins, the blank before it included, and its last letter."""
    before, after = rf"(?:^|(?<=[{re.escape(CLOSING)}])|\s)", rf"(?=\s|$|[{re.escape(OPENING)}])"
    joint = rf"{before}(?:&|\+|and|{re.escape(_('and'))}){after}"
    return {each.start(): each.end() - 1 for each in re.finditer(joint, text, flags=re.IGNORECASE)}


def _name(part: str) -> str:
    name = BULLET.sub("", " ".join(part.split())).strip(' "“”')
    return name if fold(name) else ""


def _with(note: str, more: str) -> str:
    if more in note:
        return note
    return "; ".join(filter(None, (note, more)))[:LONGEST_NOTE]


def too_long(names: Iterable[Named]) -> str:
    """The first of these names that nobody can be kept by, as much as a sentence can hold; "" for none."""
    return next((f"{named.name[:59]}…" for named in names if len(named.name) > LONGEST_NAME), "")


def meant_by(member: Member, names: Sequence[str], near: Sequence[Contact] = ()) -> dict[str, list[Contact]]:
    """Whom each name may mean, by its fold: nobody, somebody, or several the member must choose between.

    Those called exactly so; for a single name also those of `near` whose first name or nickname it is.
    One query.
    """
    folded = {fold(name): name for name in names}
    keys = {sort_key(name)[:LONGEST_NAME]: key for key, name in folded.items()}
    found: dict[str, list[Contact]] = {key: [] for key in folded}
    for person in Contact.objects.of(member).filter(sort_key__in=list(keys)).order_by("pk"):
        found[keys[person.sort_key]].append(person)
    for key, people in found.items():
        known = {person.pk for person in people}
        if " " not in key:
            people += [person for person in near if person.pk not in known and key in _first_names(person)]
    return found


def _first_names(person: Contact) -> set[str]:
    return {fold(name) for name in (person.first_name, person.name.split(" ")[0], person.nickname)} - {""}

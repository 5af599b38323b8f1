"""One person on one day: everything a due line may say about them, for Today and for the note.

The words stand in `templates/contacts/due/_<kind>.html` and `.txt`; an Occasion is what they
speak about. One statement for any number of people; it is in SQL for the reason told in `due.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from apps.contacts.first_lines import first_lines, own_line
from apps.contacts.models import Contact, ContactPoint
from apps.core import dates
from apps.core.due import Kind

if TYPE_CHECKING:
    from apps.accounts.models import Member

# The latest thing noted, whatever came of later days in touch that nobody noted anything about.
PEOPLE = """
select p.id, p.name, p.given_name, p.relation, p.last_touch_on, p.ask_next,
    coalesce(nullif(p.remember, ''), p.how_we_met), p.opener, (
        select i.note from contacts_participation t
        join contacts_interaction i on i.owner_id = t.owner_id and i.id = t.interaction_id
        where t.owner_id = p.owner_id and t.contact_id = p.id and i.note <> ''
        order by i.happened_on desc, i.id desc limit 1), (
        select b.year from contacts_importantdate b
        where b.owner_id = p.owner_id and b.contact_id = p.id and b.kind = 'birthday'),
    array(
        select array[w.kind, w.value, w.match_key] from contacts_contactpoint w
        where w.owner_id = p.owner_id and w.contact_id = p.id and w.kind in ('email', 'phone')
        order by w.position, w.id)
from contacts_contact p
where p.owner_id = %(owner)s and p.id = any(%(people)s) and p.let_be_at is null and p.died_on is null
"""
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
A_SENTENCE_ENDS = re.compile(r"[.!?…:;]")
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why to write to this person now, in pieces. Texts are one line each and may be empty."""

    kind: str
    today: date
    pk: int
    name: str
    called: str
    relation: str
    last_touch_on: date | None
    spoke_of: str
    ask_next: str
    remember: str
    line: str
    is_own_line: bool
    turns: int | None
    points: tuple[ContactPoint, ...]

    @property
    def first_name(self) -> str:
        """How one calls this person, under the name that Contact has for it."""
        return self.called

    @property
    def when(self) -> str:
        """The margin: what kind of day it is, or when they were last in touch."""
        if self.kind == Kind.BIRTHDAY:
            return _("birthday")
        if self.kind == Kind.FROM_BEFORE:
            return _("from before")
        return dates.day_and_month(self.last_touch_on, self.today) if self.last_touch_on else ""

    @property
    def since(self) -> str:
        """The time since they were in touch, as in "four months"; empty where no touch is known."""
        return dates.span_in_words(self.last_touch_on, self.today) if self.last_touch_on else ""

    @property
    def spoke_of_reads_on(self) -> bool:
        """Whether it can follow "You spoke about" without quotation marks."""
        return reads_on(self.spoke_of)

    @property
    def ask_next_reads_on(self) -> bool:
        """Whether it can follow "You meant to ask" without quotation marks."""
        return reads_on(self.ask_next)

    @property
    def email(self) -> ContactPoint | None:
        """The first e-mail address."""
        return next((point for point in self.points if point.kind == ContactPoint.Kind.EMAIL), None)

    @property
    def phone(self) -> ContactPoint | None:
        """The first telephone number that can be dialled."""
        phones = (point for point in self.points if point.kind == ContactPoint.Kind.PHONE)
        return next((point for point in phones if point.number), None)

    @property
    def can_be_reached(self) -> bool:
        """Whether Kith knows an address to write to or a number to dial."""
        return self.email is not None or self.phone is not None


def occasions(member: Member, kinds: dict[int, str], *, today: date) -> dict[int, Occasion]:
    """What to say of these people, kinds by contact pk, in that order; without who is gone or let be."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"owner": member.pk, "people": list(kinds)})
        found = {row[0]: _occasion(kinds[row[0]], today, *row) for row in cursor.fetchall()}
    return {pk: found[pk] for pk in kinds if pk in found}


def one_line(text: str, longest: int = LONGEST) -> str:
    """Text on one line, without marks that hide or turn it, at most so many characters."""
    clean = " ".join(UNSEEN.sub(" ", text or "").split())
    return clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"


def _occasion(
    kind: str,
    today: date,
    pk: int,
    name: str,
    given_name: str,
    relation: str,
    last_touch_on: date | None,
    ask_next: str,
    remember: str,
    opener: str,
    spoke_of: str | None,
    born_in: int | None,
    points: list[list[str]],
) -> Occasion:
    person = Contact(pk=pk, name=name, given_name=given_name, opener=opener, ask_next=ask_next)
    line = one_line(first_lines(person, kind, turn=today.toordinal())[0])
    meant_to_ask = one_line(ask_next)
    return Occasion(
        kind=kind,
        today=today,
        pk=pk,
        name=one_line(name),
        called=one_line(person.first_name),
        relation=one_line(relation),
        last_touch_on=last_touch_on,
        spoke_of=one_line(spoke_of or ""),
        ask_next="" if meant_to_ask == line else meant_to_ask,
        remember=one_line(remember),
        line=line,
        is_own_line=bool(own_line(person)) and kind != Kind.BIRTHDAY,
        turns=dates.age_on(born_in, today),
        points=tuple(
            ContactPoint(kind=kind, value=value, match_key=match_key) for kind, value, match_key in points
        ),
    )


def reads_on(text: str) -> bool:
    """A phrase such as "her move to Lisbon": it begins small and no sentence ends in it."""
    return bool(text) and text[0].islower() and not A_SENTENCE_ENDS.search(text)

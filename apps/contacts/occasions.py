"""One person on one day: everything a due line may say about them, for Today and for the note.

The words stand in `templates/contacts/due/_<kind>.html` and `.txt`; an Occasion is what they
speak about. One query for any number of people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from apps.contacts.first_lines import first_lines
from apps.contacts.models import Contact, ContactPoint, ImportantDate, Participation
from apps.core import dates
from apps.core.due import Kind

if TYPE_CHECKING:
    from apps.accounts.models import Member

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
        return _reads_on(self.spoke_of)

    @property
    def ask_next_reads_on(self) -> bool:
        """Whether it can follow "You meant to ask" without quotation marks."""
        return _reads_on(self.ask_next)

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
    people = (
        Contact.objects.of(member)
        .filter(pk__in=kinds, let_be_at=None, died_on=None)
        .annotate(spoke_of=_latest_note(), born_in=_birth_year(), ways=_ways_to_reach())
    )
    found = {person.pk: _occasion(kinds[person.pk], person, today) for person in people}
    return {pk: found[pk] for pk in kinds if pk in found}


def one_line(text: str, longest: int = LONGEST) -> str:
    """Text on one line, without marks that hide or turn it, at most so many characters."""
    clean = " ".join(UNSEEN.sub(" ", text or "").split())
    return clean if len(clean) <= longest else clean[: longest - 1].rstrip() + "…"


def _latest_note() -> Subquery:
    touched = Participation.objects.filter(owner_id=OuterRef("owner_id"), contact_id=OuterRef("pk"))
    latest = touched.exclude(interaction__note="").order_by("-interaction__happened_on", "-interaction_id")
    return Subquery(latest.values("interaction__note")[:1])


def _birth_year() -> Subquery:
    born = ImportantDate.objects.filter(
        owner_id=OuterRef("owner_id"), contact_id=OuterRef("pk"), kind=ImportantDate.Kind.BIRTHDAY
    )
    return Subquery(born.values("year")[:1])


def _ways_to_reach() -> ArraySubquery:
    ways = ContactPoint.objects.filter(
        owner_id=OuterRef("owner_id"),
        contact_id=OuterRef("pk"),
        kind__in=(ContactPoint.Kind.EMAIL, ContactPoint.Kind.PHONE),
    )
    columns = JSONObject(kind="kind", value="value", match_key="match_key")
    return ArraySubquery(ways.order_by("position", "pk").values(row=columns))


def _occasion(kind: str, person: Any, today: date) -> Occasion:
    """`person` is a Contact with what `occasions` read beside it."""
    own = one_line(person.opener) if kind != Kind.BIRTHDAY else ""
    suggested = first_lines(person, kind, turn=today.toordinal())
    return Occasion(
        kind=kind,
        today=today,
        pk=person.pk,
        name=one_line(person.name),
        called=one_line(person.first_name),
        relation=one_line(person.relation),
        last_touch_on=person.last_touch_on,
        spoke_of=one_line(person.spoke_of),
        ask_next=one_line(person.ask_next),
        remember=one_line(person.remember or person.how_we_met),
        line=one_line(suggested[0]),
        is_own_line=bool(own),
        turns=dates.age_on(person.born_in, today),
        points=tuple(ContactPoint(**way) for way in person.ways),
    )


def _reads_on(text: str) -> bool:
    """A phrase such as "her move to Lisbon": it begins small and no sentence ends in it."""
    return bool(text) and text[0].islower() and not A_SENTENCE_ENDS.search(text)

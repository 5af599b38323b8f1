"""The closing round of a season: whom to keep with a rhythm, whom to let rest; all of it one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from apps.commitments.models import Commitment, Near, Session
from apps.contacts.models import Contact, Origin, Participation

MOST = 300
REST, AS_IS = "rest", "as_is"
RHYTHMS = (30, 91, 182)


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody of the season, how often they were met at its gatherings, and what holds for them now."""

    person: Contact
    meetings: int

    @property
    def holds(self) -> str:
        """The answer that is ticked: a rhythm, rest, or as it is; rest where nothing was decided.

        Somebody still to be met stays somebody to meet.
        """
        person = self.person
        if person.rhythm_days in RHYTHMS:
            return str(person.rhythm_days)
        if person.just_remember_on:
            return REST
        is_to_meet = person.origin == Origin.TO_MEET and person.last_touch_on is None
        is_decided = person.rhythm_days or person.due_on or person.from_before_on or is_to_meet
        return AS_IS if is_decided else REST


def companions(own: Commitment) -> list[Companion]:
    """Who was met at its gatherings, the most often met first, then whom it brings near; one query."""
    gatherings = Session.objects.filter(owner=own.owner_id, commitment=own).values("gathering")
    met = Participation.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"))
    there = Exists(met.filter(interaction__met_at__gathering__in=gatherings))
    near = Exists(Near.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"), commitment=own))
    at_it = Q(participations__interaction__met_at__gathering__in=gatherings)
    people: Any = Contact.objects.of(own.owner_id).filter(there | near, let_be_at=None, died_on=None)
    counted = people.annotate(
        meetings=Count("participations__interaction__met_at__gathering", filter=at_it, distinct=True)
    )
    found = counted.order_by("-meetings", "sort_key", "pk")[:MOST]
    return [Companion(person, person.meetings) for person in found]


def round_off(
    own: Commitment, answers: Mapping[int, str], people: Iterable[Contact], *, now: datetime
) -> tuple[int, int]:
    """Do what was answered for each person's key; (whom to keep, whom to let rest) that this changed.

    A few statements whatever their number; the caller holds the transaction.
    """
    today, kept = own.owner.day(now), 0
    changed = [each for each in people if answers.get(each.pk, AS_IS) != AS_IS]
    mine = Contact.objects.of(own.owner_id)
    for days in RHYTHMS:
        chosen = [each.pk for each in changed if answers[each.pk] == str(days) and each.rhythm_days != days]
        if chosen:
            mine.filter(pk__in=chosen).choose_rhythm(days, today=today, now=now)
            kept += len(chosen)
    resting = [each.pk for each in changed if answers[each.pk] == REST and each.just_remember_on is None]
    if resting:
        mine.filter(pk__in=resting).just_remember(today=today, now=now)
    own.round_off(today)
    return kept, len(resting)

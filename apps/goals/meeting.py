"""Whom did you meet? One line the morning after becomes people, touches and where they came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, Prefetch, Q, When

from apps.contacts.likeness import comparing
from apps.contacts.models import Contact, ContactPoint, Interaction, Organisation, Origin, Participation
from apps.contacts.naming import LONGEST_KEPT_SHORT, Named
from apps.core.panels import fillers_of
from apps.goals.likely import people_likely_at
from apps.goals.models import Gathering, MetAt
from apps.goals.naming import meant_by

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.acts import Act

MOST_NEAR = 200
LONGEST_NOTE = 4000
LONGEST_HOW = 300
HOURS_TO_WRITE = timedelta(hours=48)
Answers = Sequence[tuple[Named, Contact | None]]
"""Each name with the person it means; None is somebody new."""


def meant_at(
    gathering: Gathering, member: Member, names: Sequence[Named], today: date
) -> dict[str, list[Contact]]:
    """Whom each name may mean, by its fold: people called so, or likely there. Three queries."""
    met = [person for person, _touch in met_at(gathering)]
    there = people_likely_at(member, gathering, today, most=MOST_NEAR)
    near = {person.pk: person for person in (*met, *there)}
    found = meant_by(member, [named.name for named in names], list(near.values()))
    already = {person.pk for person in met}
    for key, people in found.items():
        again = [person for person in people if person.pk in already]
        found[key] = again if len(again) == 1 else people
    return found


def met_at(gathering: Gathering) -> list[tuple[Contact, Interaction]]:
    """Whom the member met at it, with the touch that came of it, by name; one query."""
    rows = Participation.objects.of(gathering.owner_id).filter(interaction__met_at__gathering=gathering)
    rows = rows.select_related("contact", "interaction").order_by("contact__sort_key", "contact_id", "pk")
    return [(row.contact, row.interaction) for row in rows]


def met_and_noted(gathering: Gathering) -> list[tuple[Contact, str]]:
    """Everybody met at it once, also who was two people then, with all that was noted; one query."""
    notes: dict[Contact, list[str]] = {}
    for person, touch in met_at(gathering):
        notes.setdefault(person, []).append(touch.note)
    return [(person, "; ".join(filter(None, dict.fromkeys(noted)))) for person, noted in notes.items()]


def told_still(member: Member, act: Act, touched: dict[type[Any], set[int]]) -> None:
    """After an act was taken back: where somebody met there is left, nobody need ask again."""
    there: Any = MetAt.objects.of(member).filter(
        Q(pk__in=touched.get(MetAt, ())) | Q(gathering__in=touched.get(Gathering, ()))
    )
    again: Any = Gathering.objects.of(member).filter(pk__in=there.values("gathering"), told_on=None)
    again.update(told_on=member.day(act.at))


def meet(gathering: Gathering, member: Member, answers: Answers, *, now: datetime) -> list[Contact]:
    """The member met these people there: a meeting each, on the gathering's own day, with what was noted.

    Where that day is still to come on the member's calendar, it is their today that they met on. Nobody
    is met twice at one gathering: told again, only the note is added. Who is new comes into the book with
    the gathering as how they met. Nobody at all is an answer too. In one transaction; whom it is about.
    """
    today = member.day(now)
    with transaction.atomic():
        on = min(gathering.on, today)
        notes = _notes(answers, _newcomers(gathering, member, answers, on, now))
        already = {person.pk: touch for person, touch in met_at(gathering)}
        for person, note in notes:
            if person.pk in already:
                _add_note(already[person.pk], note)
        touches = _log(member, [each for each in notes if each[0].pk not in already], on, now)
        gathering.tell(touches, today)
        people = [person for person, _note in notes]
        Contact.objects.recompute([person.pk for person in people])
        Contact.objects.reindex([person.pk for person in people])
    comparing.ask(member, now=now)
    return people


def _newcomers(
    gathering: Gathering, member: Member, answers: Answers, on: date, now: datetime
) -> Iterable[Contact]:
    made = [
        Contact(
            owner=member,
            name=named.name,
            origin=Origin.GATHERING,
            how_we_met=how_met(gathering),
            met_on=on,
            remember=named.note if len(named.note) <= LONGEST_KEPT_SHORT else "",
            created_at=now,
            changed_at=now,
        )
        for named, person in answers
        if person is None
    ]
    return iter(Contact.objects.bulk_create(made))


def how_met(gathering: Gathering) -> str:
    """ "Food bank, Harbour hall": the gathering, and its place where that says more."""
    place = gathering.place
    names = [gathering.title] + ([place.name] if place and place.name not in gathering.title else [])
    return ", ".join(names)[:LONGEST_HOW]


def _notes(answers: Answers, newcomers: Iterable[Contact]) -> list[tuple[Contact, str]]:
    """Everybody once, with all that was noted of them."""
    people: dict[int, Contact] = {}
    notes: dict[int, list[str]] = {}
    fresh = iter(newcomers)
    for named, known in answers:
        person = known or next(fresh)
        people.setdefault(person.pk, person)
        notes.setdefault(person.pk, []).extend([named.note] if named.note else [])
    return [(person, "; ".join(notes[pk])[:LONGEST_NOTE]) for pk, person in people.items()]


def _add_note(touch: Interaction, note: str) -> None:
    if note and note not in touch.note:
        touch.note = "; ".join(filter(None, (touch.note, note)))[:LONGEST_NOTE]
        touch.save(update_fields=["note"])


def _log(
    member: Member, people: Sequence[tuple[Contact, str]], on: date, now: datetime
) -> Sequence[Interaction]:
    """A touch for each, in the statements of one; the caller recomputes."""
    touches: list[Interaction] = Interaction.objects.bulk_create(
        Interaction(owner=member, kind=Interaction.Kind.MET, happened_on=on, note=note, created_at=now)
        for _person, note in people
    )
    Participation.objects.bulk_create(
        Participation(owner=member, interaction=touch, contact=person)
        for (person, _note), touch in zip(people, touches, strict=True)
    )
    return touches


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What comes after: the next gathering there, else whom to write to while it is fresh, and until when."""

    next: Gathering | None
    write: list[Contact]
    until_on: date


def follow_up(gathering: Gathering, now: datetime) -> FollowUp:
    """The next gathering of what it is part of, else at that place, or of that organisation where it has no
    place; else those met there who have an address, within 48 hours. At most two queries and addresses.
    """
    until = gathering.ends_at + HOURS_TO_WRITE
    until_on = until.astimezone(gathering.zone).date()
    following = _next(gathering, now)
    if following or now > until:
        return FollowUp(following, [], until_on)
    points = ContactPoint.objects.filter(kind__in=("email", "phone")).order_by("position", "pk")
    met = Contact.objects.of(gathering.owner_id).filter(
        participations__interaction__met_at__gathering=gathering, let_be_at=None, died_on=None
    )
    people = met.distinct().order_by("sort_key", "pk").prefetch_related(Prefetch("points", points, "reached"))
    return FollowUp(None, [person for person in people if person.reached], until_on)


def _next(gathering: Gathering, now: datetime) -> Gathering | None:
    there = _there(gathering)
    same = [fill(gathering) for fill in fillers_of("next_gathering")]
    if there is None and not same:
        return None
    nearest = Case(*(When(each, then=0) for each in same), default=1)
    mine = Gathering.objects.of(gathering.owner_id).ahead(now).exclude(pk=gathering.pk)
    wanted = reduce(or_, (Q(each) for each in same), there or Q(pk=None))
    found: Gathering | None = mine.filter(wanted).order_by(nearest, "starts_at", "pk").first()
    return found


def _there(gathering: Gathering) -> Q | None:
    if gathering.place_id:
        return Q(place=gathering.place_id)
    return Q(organisation=gathering.organisation_id) if gathering.organisation_id else None


def of_nonprofit(gathering: Gathering) -> bool:
    """Whether one stands beside people there: it, or its place, belongs to a nonprofit."""
    place = gathering.place
    whole = gathering.organisation or (place.organisation if place else None)
    return whole is not None and whole.kind == Organisation.Kind.NONPROFIT

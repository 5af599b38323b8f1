"""Two years of a believable life: the same seed, dates relative to today, through the usual verbs."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from apps.accounts.models import Member
from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Organisation,
    Origin,
)
from apps.core.acts import act
from apps.core.fold import fold
from apps.core.scope import acting_as
from apps.dashboard.demo.commitments import CAP, add_commitments
from apps.dashboard.demo.goals import add_goals
from apps.dashboard.demo.introductions import add_introductions
from apps.dashboard.demo.more import add_facts
from apps.dashboard.demo.people import EVERYONE, Sketch
from apps.introductions import clock

TWO_YEARS = 730
EMAIL = "demo@kith.example"


def make_demo_member(password: str, *, now: datetime) -> Member:
    """Maya Ortega of Oakland, with everybody she knows; her book is made in one act."""
    from allauth.account.models import EmailAddress

    member = Member.objects.create_user(
        EMAIL,
        password,
        name="Maya Ortega",
        time_zone="America/Los_Angeles",
        country="US",
        note_at=time(7, 30),
        outside_hours_cap=CAP,
        joined_at=now - timedelta(days=TWO_YEARS),
        onboarded_at=now - timedelta(days=TWO_YEARS),
        wants_note=now - timedelta(days=TWO_YEARS),
    )
    EmailAddress.objects.create(user=member, email=EMAIL, verified=True, primary=True)
    with acting_as(member), act(member, "demo", now=now):
        write_book(member, now=now)
    clock.run(now=now)  # outside the member's scope, as the planner does
    member.plan_next_note(after=now)
    member.save(update_fields=["next_digest_at"])
    return member


def write_book(member: Member, *, now: datetime) -> None:
    """Everybody in EVERYONE, with what was said and when."""
    dice, today = random.Random(20), member.day(now)
    Circle.make_starters(member)
    people: dict[str, Contact] = {}
    for sketch in EVERYONE:
        people[sketch.name] = person = _person(member, sketch, people.get(sketch.by), now)
        _ways(member, person, sketch, dice)
        _organisation(member, person, sketch, today)
        _birthday(member, person, sketch, today)
        _touches(member, person, sketch, today, dice, now)
        if sketch.every:
            person.choose_rhythm(sketch.every, today=today, now=now)
    add_facts(member, people, now=now)
    add_goals(member, people, now=now)
    add_commitments(member, people, now=now)
    add_introductions(member, people, now=now)
    pks = [person.pk for person in people.values()]
    Contact.objects.recompute(pks)
    Contact.objects.reindex(pks)


def _person(member: Member, sketch: Sketch, by: Contact | None, now: datetime) -> Contact:
    walked = sketch.circle == "School" and not sketch.every
    return Contact.objects.add(
        member,
        sketch.name,
        now=now - timedelta(days=TWO_YEARS),
        circles=[sketch.circle],
        relation=sketch.relation,
        city=sketch.city,
        remember=sketch.remember,
        ask_next=sketch.ask_next,
        opener=sketch.opener,
        how_we_met=sketch.how_we_met,
        notes=sketch.notes,
        introduced_by=by,
        origin=Origin.WALK if walked else Origin.TYPED,
    )


def _ways(member: Member, person: Contact, sketch: Sketch, dice: random.Random) -> None:
    handle = fold(sketch.name).replace(" ", ".")
    ways = [(ContactPoint.Kind.EMAIL, f"{handle}@example.org")]
    if dice.random() < 0.7:
        ways.append((ContactPoint.Kind.PHONE, f"+1510555{dice.randrange(100, 200):04d}"))
    ContactPoint.objects.bulk_create(
        ContactPoint(owner=member, contact=person, kind=kind, value=value, match_key=value, position=number)
        for number, (kind, value) in enumerate(ways)
    )


def _organisation(member: Member, person: Contact, sketch: Sketch, today: date) -> None:
    if not sketch.at:
        return
    place, _made = Organisation.objects.get_or_create(
        owner=member, folded=fold(sketch.at), defaults={"name": sketch.at}
    )
    Affiliation.objects.create(
        owner=member,
        contact=person,
        organisation=place,
        role=sketch.role,
        from_on=today - timedelta(days=TWO_YEARS),
    )


def _birthday(member: Member, person: Contact, sketch: Sketch, today: date) -> None:
    if sketch.born is None:
        return
    month, day, year = sketch.born
    ImportantDate.objects.create(
        owner=member,
        contact=person,
        kind=ImportantDate.Kind.BIRTHDAY,
        month=month or today.month,  # a zero stands for today, so that the demo always has one
        day=day or today.day,
        year=year,
    )


def _touches(
    member: Member, person: Contact, sketch: Sketch, today: date, dice: random.Random, now: datetime
) -> None:
    if sketch.last_days_ago is None:
        return
    apart, on, number = sketch.every or 200, today - timedelta(days=sketch.last_days_ago), 0
    while (today - on).days < TWO_YEARS:
        Interaction.log(
            member,
            [person],
            kind=dice.choice(["met", "talked", "talked", "wrote"]),
            on=on,
            note=sketch.spoke_of[number % len(sketch.spoke_of)] if sketch.spoke_of else "",
            now=now,
        )
        on -= timedelta(days=max(7, round(apart * dice.uniform(0.7, 1.4))))
        number += 1

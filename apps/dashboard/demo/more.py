"""The second layer of the demo life: facts, helping, dinners, periods, an end, two cards of one person."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from apps.accounts.models import Member
from apps.contacts.models import (
    Affiliation,
    Ask,
    Cause,
    Circle,
    Contact,
    ContactPoint,
    Give,
    Interaction,
    Organisation,
    Period,
    Recollection,
)
from apps.core.fold import fold
from apps.dashboard.demo.facts import DINNERS, FACTS, PERIODS, PLACES, Facts, Span
from apps.dashboard.demo.people import EVERYONE

A_SEASON = 91
TWICE = "Colin Shaw"
"""Also in the book as a phone once wrote him, so that Tidy up has something to show."""


def add_facts(member: Member, people: dict[str, Contact], *, now: datetime) -> None:
    """Everything of `facts`, for these people of the member's by name."""
    today = member.day(now)
    for name, facts in FACTS.items():
        _facts(member, people[name], facts, today)
    for days_ago, names, note in DINNERS:
        there = [people[name] for name in names]
        on = today - timedelta(days=days_ago)
        Interaction.log(member, there, kind=Interaction.Kind.MET, on=on, note=note, now=now)
    for name, kind in PLACES.items():
        Organisation.objects.of(member).filter(folded=fold(name)).update(kind=kind)
    for span in PERIODS:
        _period(member, people, span, now)
    Circle.named(member, "Learning from").choose_rhythm(A_SEASON, today=today)
    _ends(member, people, today, now)
    people["C. Shaw"] = _second_card(member, people[TWICE], now)


def _facts(member: Member, person: Contact, facts: Facts, today: date) -> None:
    Contact.objects.of(member).filter(pk=person.pk).update(interests=facts.interests, family=facts.family)
    Cause.objects.bulk_create(
        Cause(
            owner=member,
            contact=person,
            name=name,
            folded=fold(name),
            source=Cause.Source.PUBLIC if where else Cause.Source.TOLD,
            where=where,
        )
        for name, where in facts.causes
    )
    for model, rows in ((Give, facts.helped), (Ask, facts.asked)):
        for days_ago, what in rows:
            on = today - timedelta(days=days_ago)
            model.objects.create(owner=member, contact=person, what=what, happened_on=on)
    asked = Ask.objects.of(member).filter(contact=person, what=str(Ask.Kind.WHOM_ELSE.label))
    asked.update(kind=Ask.Kind.WHOM_ELSE)


def _period(member: Member, people: dict[str, Contact], span: Span, now: datetime) -> None:
    kind = Organisation.Kind.SCHOOL if span.kind == Period.Kind.SCHOOL else Organisation.Kind.COMPANY
    place = Organisation.objects.create(owner=member, name=span.name, folded=fold(span.name), kind=kind)
    period = Period.objects.create(
        owner=member,
        kind=span.kind,
        name=span.name,
        from_year=span.first,
        until_year=span.last,
        circle=Circle.named(member, span.circle),
        organisation=place,
        begun_at=now,
        walked_at=now,
    )
    first, last = date(span.first, 1, 1), date(span.last, 12, 31)
    for name in span.people:
        own = {"owner": member, "contact": people[name]}
        Recollection.objects.create(**own, period=period)
        Affiliation.objects.create(**own, organisation=place, from_on=first, until_on=last)


def _ends(member: Member, people: dict[str, Contact], today: date, now: datetime) -> None:
    for sketch in EVERYONE:
        if sketch.died_days_ago is not None:
            people[sketch.name].has_died(today - timedelta(days=sketch.died_days_ago), now=now)


def _second_card(member: Member, first: Contact, now: datetime) -> Contact:
    twin = Contact.objects.add(member, "C. Shaw", now=now, city=first.city)
    address = first.points.filter(kind=ContactPoint.Kind.EMAIL).get()
    ContactPoint.objects.create(
        owner=member, contact=twin, kind=address.kind, value=address.value, match_key=address.match_key
    )
    return twin

"""Real morning notes in the outbox, for drills and benchmarks: planned by the planner, then multiplied."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from apps.accounts.models import Member
from apps.contacts.models import Contact, ContactPoint, Interaction, Participation
from apps.core.outbox import Outbox, put_all
from apps.nudges.planning import plan

DUE = ("Ana Lima", "Tom Reyes", "Ruth Okafor")
NOTE = "We spoke about the move, and whether the flat by the river worked out."


def plan_note(number: int, *, people: int = 20, now: datetime) -> Outbox:
    """A member with so many people, three of them due, and the note that the planner made of it."""
    member = Member.objects.create_user(
        f"member{number}@example.org", name="Maya Ortega", joined_at=now, wants_note=now, next_digest_at=now
    )
    today = member.day(now)
    known = [_person(member, f"Person {n:05d}", today + timedelta(days=60), now) for n in range(people - 3)]
    Contact.objects.bulk_create(known, batch_size=1000)
    for name in DUE:
        _befriend(member, name, today, now)
    plan(now=now)
    return Outbox.objects.get(member=member)


def multiply(note: Outbox, count: int) -> None:
    """The same note again and again, to so many addresses, each with a key of its own."""
    put_all(
        [
            Outbox(
                key=f"{note.key}:{number}",
                kind=note.kind,
                recipient=f"reader{note.pk}-{number}@example.org",
                member_id=note.member_id,
                facts=note.facts,
                due_at=note.due_at,
                created_at=note.created_at,
            )
            for number in range(count)
        ]
    )


def _befriend(member: Member, name: str, today: date, now: datetime) -> None:
    """Somebody whose month has long come round, with an address, a number and a note of the last time."""
    met_on = today - timedelta(days=120)
    person = _person(member, name, today - timedelta(days=90), now)
    person.last_touch_on, person.ask_next, person.opener = (
        met_on,
        "How is the new kitchen?",
        "Is it home by now?",
    )
    person.save()
    address = f"{name.split()[0].lower()}@example.net"
    for kind, value in (("email", address), ("phone", "+15105550123")):
        ContactPoint.objects.create(owner=member, contact=person, kind=kind, value=value, match_key=value)
    touch = Interaction.objects.create(
        owner=member, kind="talked", happened_on=met_on, note=NOTE, created_at=now
    )
    Participation.objects.create(owner=member, interaction=touch, contact=person)


def _person(member: Member, name: str, due_on: date, now: datetime) -> Contact:
    return Contact(
        owner=member, name=name, rhythm_days=30, due_on=due_on, sort_key=name, created_at=now, changed_at=now
    )

"""10,000 people deleted as one act by the worker and taken back: row for row as before."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.bulk import working
from apps.contacts.models import BulkDeed, Contact, ContactPoint, Interaction, Participation
from apps.core import taking_back
from apps.core.acts import Act
from apps.core.scope import acting_as

PEOPLE = 10_000
BOOK = ("contacts_contact", "contacts_contactpoint", "contacts_interaction", "contacts_participation")


def run() -> dict[str, Any]:
    """Figures: people, seconds to delete and to take back; passed when every row is there again."""
    member = make_book()
    before, asked_at = prints(member), timezone.now()
    with acting_as(member):
        working.ask(member, "delete", "", {}, key=None, now=asked_at)
    deleting = seconds_of(lambda: working.go_on(until=asked_at + timedelta(hours=1), clock=timezone.now))
    with acting_as(member):
        gone = not Contact.objects.of(member).exists()
        Act.objects.filter(verb="delete_many").update(asked_back_at=timezone.now())
    taking = seconds_of(taking_back.take_back_asked)
    same = prints(member) == before
    return {
        "people": BulkDeed.objects.get().done,
        "seconds to delete": deleting,
        "seconds to take back": taking,
        "all there again": same,
        "passed": gone and same and BulkDeed.objects.get().done == PEOPLE,
    }


def make_book() -> Member:
    """People with an address each, every fifth with a touch that the next one shared."""
    now = timezone.now()
    member = Member.objects.create_user("many@example.org", joined_at=now, country="US")
    with acting_as(member):
        people = Contact.objects.bulk_create(
            Contact(
                owner=member, name=f"Person {n} Many{n % 97}", created_at=now, changed_at=now, notes="Rows."
            )
            for n in range(PEOPLE)
        )
        ContactPoint.objects.bulk_create(
            ContactPoint(owner=member, contact=each, kind="email", value=f"{each.pk}@example.org")
            for each in people
        )
        touches = Interaction.objects.bulk_create(
            Interaction(owner=member, kind="met", happened_on=now.date(), created_at=now, note="boats")
            for _ in range(0, PEOPLE, 5)
        )
        Participation.objects.bulk_create(
            Participation(owner=member, interaction=touch, contact=people[5 * at + both])
            for at, touch in enumerate(touches)
            for both in (0, 1)
        )
        pks = [each.pk for each in people]
        Contact.objects.recompute(pks)
        Contact.objects.reindex(pks)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return member


def prints(member: Member) -> dict[str, str]:
    """A fingerprint of every row of each table, and of the search."""
    found = {}
    with connection.cursor() as cursor:
        for table in BOOK:
            cursor.execute(f"select t::text from {table} t where owner_id = %s order by id", [member.pk])
            found[table] = _digest(cursor.fetchall())
        cursor.execute(
            "select contact_id, token, sort_key from contacts_searchtoken where owner_id = %s order by 1, 2",
            [member.pk],
        )
        found["search"] = _digest(cursor.fetchall())
    return found


def _digest(rows: list[Any]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def seconds_of(work: Any) -> float:
    """How long it takes."""
    started = time.monotonic()
    work()
    return round(time.monotonic() - started, 1)

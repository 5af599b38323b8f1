"""Many people at once, for the tests of it: a small book, a press, and the book row for row."""

from __future__ import annotations

import uuid
from datetime import timedelta

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction
from apps.core.scope import acting_as
from tests.architecture.world import rows_of
from tests.conftest import NOW
from tests.contacts.test_list import TODAY
from tests.making import make_contact, make_touch

NOT_PUT_BACK = {"Act", "ActRow", "BulkDeed", "SearchToken", "Member"}


def make_book(maya: Member) -> list[Contact]:
    """Five people; one touch of two, one of one alone, a circle with a rhythm."""
    people = [make_contact(maya, name, city="Lisbon") for name in ("Ana", "Ben", "Cara", "Dora", "Eve")]
    make_touch(maya, people[0], TODAY - timedelta(days=3), note="alone with Ana")
    with acting_as(maya):
        Interaction.log(
            maya, [people[1], people[4]], kind="met", on=TODAY - timedelta(days=9), now=NOW, note="two of us"
        )
        people[4].join("Choir")
        Contact.objects.reindex([person.pk for person in people])
    return people


def send(client, verb: str, people=(), **more):
    picked = [person.pk for person in people]
    return client.post("/contacts/many/", {"verb": verb, "person": picked, "act": uuid.uuid4(), **more})


def book_of(member) -> dict:
    held = {name: rows for name, rows in rows_of(member).items() if name not in NOT_PUT_BACK}
    tokens = {(row["contact_id"], row["token"], row["sort_key"]) for row in rows_of(member)["SearchToken"]}
    return held | {"tokens": tokens}

"""The same number of queries at 3 and at 30 rows, for every page that lists something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import Member
from apps.contacts.models import Circle, Contact, ImportBatch, ImportRow
from apps.core.acts import act
from apps.core.scope import acting_as
from tests.architecture.test_access import ALL, MINE
from tests.architecture.world import NOW
from tests.lasting import clear, lasting
from tests.making import make_contact, make_member, make_touch

UNCOUNTED = (
    "SAVEPOINT",
    "RELEASE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "select set_config",
    "select current_setting",
)
AT_MOST = {"today": 9, "contacts:list": 6, "contacts:person": 8, "picture": 9, "review": 18, "search": 5}
SILENT = {"ops", "put_aside", "account_set_password"}
SILENT |= {"hand_out_feed", "revoke_feed", "name_people_in_feed", "leave_names_out_of_feed"}
SILENT |= {"contacts:hand_out_bcc", "contacts:revoke_bcc"}
SILENT |= {"contacts:export", "contacts:export_newer", "contacts:export_table"}
LISTS = sorted((MINE - SILENT) | {"today"})


def fill(member: Member, count: int) -> None:
    """That many people, each with an address, a circle, a touch, and an act to look back on."""
    with acting_as(member):
        batch = ImportBatch.objects.create(
            owner=member, filename="a.vcf", kind="vcard", uploaded_at=NOW, started_at=NOW, finished_at=NOW
        )
    for number in range(count):
        person = make_contact(
            member,
            f"Person {number}",
            email=f"p{number}@example.org",
            rhythm_days=30,
            first_due_on=date(2026, 1, 1),
        )
        make_touch(member, person, date(2026, 6, 1) - timedelta(days=number), note="the weather")
        with acting_as(member), act(member, "edit_person", facts={"name": person.name}, now=NOW):
            person.join(f"Circle {number}")
            ImportRow.objects.create(
                owner=member, batch=batch, number=number, line=number, outcome="created", contact=person
            )


def queries(client: Client, url: str) -> list[str]:
    """The statements of one page, without those of transaction and scope."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)
    assert answer.status_code in (200, 302, 405), answer.status_code
    return [each["sql"] for each in seen.captured_queries if not each["sql"].startswith(UNCOUNTED)]


@pytest.fixture(scope="module")
def books(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A member with 3 people and one with 30, made once."""
    with lasting(django_db_blocker):
        for email, count in (("few@example.org", 3), ("many@example.org", 30)):
            fill(make_member(email), count)
    yield
    clear(django_db_blocker)


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_at_3_and_30(name, books, client_of):
    url = reverse(name, kwargs={}) if not ALL[name].pattern.converters else ""
    members = Member.objects.in_bulk(["few@example.org", "many@example.org"], field_name="email")
    few, many = (queries(client_of(members[email]), url) for email in sorted(members))
    assert len(few) == len(many), "\n".join(sorted(set(many) - set(few)))
    assert len(many) <= AT_MOST.get(name, 14)


@pytest.mark.parametrize("count", [3, 30])
def test_person_costs_the_same_however_much_happened(count, maya, client_of):
    ana = make_contact(maya, "Ana Lima", email="a@example.org")
    for number in range(count):
        make_touch(maya, ana, date(2026, 6, 1) - timedelta(days=number), note="x")
    found = queries(client_of(maya), reverse("contacts:person", args=[ana.pk]))
    assert len(found) <= AT_MOST["contacts:person"], "\n".join(found)


@pytest.mark.parametrize("count", [3, 30])
def test_circle_and_report_cost_the_same(count, maya, client_of):
    fill(maya, count)
    with acting_as(maya):
        circle, batch = Circle.objects.get(name="Circle 0"), ImportBatch.objects.get()
        for person in Contact.objects.all():
            person.join(circle.name)
    client = client_of(maya)
    costs = [
        len(queries(client, reverse("contacts:circle", args=[circle.pk]))),
        len(queries(client, reverse("contacts:batch", args=[batch.pk]))),
    ]
    assert max(costs) <= 14, costs

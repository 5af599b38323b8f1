"""What was left on the card, as one line of Today."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.urls import reverse

from apps.contacts.models import Contact
from apps.core.due import Kind, gather
from apps.core.scope import acting_as
from apps.introductions.models import Visit
from tests.conftest import NOW
from tests.introductions.screens import text


def left(member, name: str, hours: int = 0, **more) -> Visit:
    with acting_as(member):
        at = NOW - timedelta(hours=hours)
        return Visit.objects.create(owner=member, name=name, email="ana@example.net", left_at=at, **more)


def lines(member) -> list[tuple[str, bool]]:
    """Name, and whether others left theirs too."""
    with acting_as(member):
        items = gather([member], now=NOW)[member.pk]
    return [(item.facts["name"], item.facts["more"]) for item in items if item.kind is Kind.VISIT]


def press(client, name: str, *args, **data):
    return client.post(reverse(name, args=args), {"act": str(uuid.uuid4()), **data}, follow=True)


def test_several_visits_are_one_line_named_by_the_last(maya):
    left(maya, "Ben Silva", hours=3)
    assert lines(maya) == [("Ben Silva", False)]
    left(maya, "Ana Lima", hours=1)
    assert lines(maya) == [("Ana Lima", True)]


def test_what_was_decided_is_no_line(maya):
    left(maya, "Ben Silva", declined_at=NOW)
    left(maya, "Ana Lima", accepted_at=NOW)
    assert lines(maya) == []


def test_not_today_rests_until_another_comes(maya, client_of):
    visit = left(maya, "Ana Lima")
    press(client_of(maya), "not_today", "visit", visit.pk)
    assert lines(maya) == []
    left(maya, "Ben Silva", hours=-1)
    assert lines(maya) == [("Ben Silva", True)]


def test_today_puts_them_into_the_book_without_leaving(maya, client_of):
    visit, client = left(maya, "Ana Lima"), client_of(maya)
    assert "Left their details on your card." in text(client.get("/"))
    page = press(client, "introductions:accept_visit", visit.pk, next="/")
    assert page.redirect_chain[-1][0] == "/"
    assert "Left their details" not in text(page)
    with acting_as(maya):
        assert Contact.objects.of(maya).get().name == "Ana Lima"


def test_nobody_elses_visits_are_told(maya, stranger):
    left(stranger, "Ana Lima")
    assert lines(maya) == []


def test_a_set_of_members_is_asked_at_once(maya, stranger, django_assert_num_queries):
    left(maya, "Ana Lima")
    from apps.introductions.visits_due import visit_items

    with django_assert_num_queries(1):
        assert [item.member_id for item in visit_items([maya, stranger], now=NOW)] == [maya.pk]

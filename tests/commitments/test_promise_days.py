"""The day of a promise: how far ahead it may lie, and what holds of one that lies further already."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine

from apps.commitments.models import Promise
from tests.commitments.feeding import address, only
from tests.commitments.making import make_promise
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("due_on", ["2037-01-01", "9999-12-31"])
def test_more_than_ten_years_ahead_is_refused_and_nothing_lost(client_of, maya, due_on):
    client, own = client_of(maya), make_promise(maya, "The flyer", FRIDAY)
    given = client.post("/commitments/promises/new/", {"what": "The deed", "due_on": due_on})
    moved = client.post(f"/commitments/promises/{own.pk}/more-time/", {"until": due_on})

    for answer in (given, moved):
        assert answer.status_code == 422 and "more than ten years ahead" in answer.content.decode()
    assert 'value="The deed"' in given.content.decode()
    assert Promise.objects.get().due_on == FRIDAY


def test_ten_years_are_not_too_far(client_of, maya):
    sent = {"what": "The deed", "due_on": "2036-12-31"}
    assert client_of(maya).post("/commitments/promises/new/", sent).status_code == 302


@pytest.mark.parametrize("due_on", [date(9999, 12, 25), date.max])
def test_one_at_the_end_of_all_calendars_breaks_no_page_and_no_feed(client_of, maya, due_on):
    client, own = client_of(maya), make_promise(maya, "The deed", due_on)
    for path in ("", f"{own.pk}/", f"{own.pk}/edit/", f"{own.pk}/more-time/", f"{own.pk}/note/"):
        assert client.get(f"/commitments/promises/{path}").status_code == 200
    kept = client.post(f"/commitments/promises/{own.pk}/edit/", {"what": "It", "due_on": due_on.isoformat()})

    assert kept.status_code == 302
    assert only(address(maya, "promises"))["DTSTART"].dt == due_on


def test_more_time_pressed_twice_leads_to_the_note_twice(client_of, maya):
    client, own = client_of(maya), make_promise(maya, "The flyer", FRIDAY)
    sent = {"act": str(uuid.uuid4()), "until": "2026-12-04"}
    led_to = [
        client.post(f"/commitments/promises/{own.pk}/more-time/", sent).headers.get("Location") for _ in "12"
    ]

    assert led_to == [f"/commitments/promises/{own.pk}/note/"] * 2
    assert Promise.objects.get().due_on == date(2026, 12, 4)

"""A series changed from one gathering on: what is over, or was put off, and when it warns."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from apps.accounts.models import Member
from apps.commitments.models import Series, Session
from tests.commitments.making import make_commitment
from tests.commitments.test_when import evenings, onward, said, write
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(maya):
    return make_commitment(maya, "Food bank")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_no_gathering_is_written_down_where_it_would_be_over(maya, bank, client_of, clock):
    write(client_of(maya), bank)
    first = Session.objects.order_by("series_on").first()
    clock.move_to(NOW + timedelta(days=17))  # Thursday, 10 December
    answer = onward(client_of(maya), first, weekdays=["1", "2"])

    assert answer.status_code == 302
    over, ahead = evenings()[:3], evenings()[3:]
    assert over == ["24 Nov 18:00", "01 Dec 18:00", "08 Dec 18:00"]
    assert ahead == ["15 Dec 18:00", "16 Dec 18:00", "22 Dec 18:00", "23 Dec 18:00"]


def test_one_put_off_past_its_own_day_stays_where_it_was_put(maya, bank, client_of, clock):
    client = client_of(maya)
    write(client, bank)
    first = Session.objects.order_by("series_on").first()
    client.post(f"/goals/gatherings/{first.gathering_id}/edit/", said(on="2026-11-28"))
    clock.move_to(NOW + timedelta(days=3))  # Thursday, 26 November
    onward(client_of(maya), first, begins="19:00", ends="21:00")

    assert evenings() == ["28 Nov 18:00", "01 Dec 19:00", "08 Dec 19:00", "15 Dec 19:00", "22 Dec 19:00"]
    before, after = Series.objects.order_by("pk")
    first.refresh_from_db()
    assert (first.series_id, after.begins.hour) == (before.pk, 19)


def test_put_off_it_still_ends_with_its_series(maya, bank, client_of, clock):
    client = client_of(maya)
    write(client, bank)
    first = Session.objects.order_by("series_on").first()
    client.post(f"/goals/gatherings/{first.gathering_id}/edit/", said(on="2026-11-28"))
    clock.move_to(NOW + timedelta(days=3))
    client_of(maya).post(f"/commitments/sessions/{first.pk}/stop/")
    assert evenings() == []


def test_the_other_weeks_of_every_second_one_are_warned_of(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank, every="2")
    Member.objects.filter(pk=maya.pk).update(outside_hours_cap=1)
    first = Session.objects.order_by("series_on").first()

    assert onward(client, first, every="2", last_on="2026-12-10").status_code == 302  # as before, but fewer
    first.refresh_from_db()
    warned = onward(client, first, every="2", on="2026-12-01")
    assert warned.status_code == 422 and "comes to 2 of 1 hours" not in evenings()
    assert "2 of 1 hour" in warned.content.decode()

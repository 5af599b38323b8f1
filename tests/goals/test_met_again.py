"""Whom did you meet, where something changes around it: another calendar, an act taken back, a merge."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from apps.contacts.models import Contact, Interaction, Participation
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering
from tests.conftest import NOW
from tests.goals.rooms import make_gathering

pytestmark = pytest.mark.django_db
LAST_NIGHT = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def evening(maya) -> Gathering:
    return make_gathering(maya, "Food bank", starts_at=LAST_NIGHT)


def tell(client, gathering, names):
    answer = client.post(f"/goals/gatherings/{gathering.pk}/met/", {"names": names})
    assert answer.status_code == 302


def met(gathering) -> list[tuple[str, date]]:
    rows = Interaction.objects.filter(met_at__gathering=gathering).order_by("pk")
    return [(row.participations.get().contact.name, row.happened_on) for row in rows]


def take_back_the(member, verb, which="earliest"):
    with acting_as(member):
        take_back(member, getattr(Act.objects.filter(verb=verb), which)("pk"), now=NOW)


def test_nobody_is_met_tomorrow_where_the_day_there_is_ahead_of_ones_own(maya, client_of):
    maya.time_zone = "America/Los_Angeles"
    maya.save(update_fields=["time_zone"])
    begins = datetime(2026, 11, 23, 1, tzinfo=UTC)  # the 23rd there, still the 22nd at home
    evening = make_gathering(maya, "Guild", starts_at=begins, time_zone="Pacific/Auckland")
    with time_machine.travel(begins + timedelta(hours=3), tick=False):
        tell(client_of(maya), evening, "Joan")

    on = date(2026, 11, 22)
    assert evening.on == date(2026, 11, 23)
    assert met(evening) == [("Joan", on)]
    assert list(Contact.objects.values_list("met_on", "last_touch_on")) == [(on, on)]


def test_the_first_telling_taken_back_nobody_is_asked_about_again(maya, evening, client_of):
    client = client_of(maya)
    tell(client, evening, "Joan")
    tell(client, evening, "Amira")
    take_back_the(maya, "meet")

    evening.refresh_from_db()
    assert met(evening) == [("Amira", LAST_NIGHT.date())]
    assert evening.told_on == NOW.date()
    take_back_the(maya, "meet", "latest")
    assert met(evening) == []


def test_somebody_who_comes_back_was_told_of(maya, evening, client_of):
    client = client_of(maya)
    tell(client, evening, "Joan")
    [joan] = Contact.objects.all()
    client.post(f"/goals/gatherings/{evening.pk}/met/", {"names": "Amira"})
    client.post(f"/contacts/{joan.pk}/delete/")
    client.post(f"/contacts/{Contact.objects.get().pk}/delete/")
    take_back_the(maya, "meet")
    evening.refresh_from_db()
    assert evening.told_on is None

    take_back_the(maya, "delete_person", "latest")
    evening.refresh_from_db()
    assert met(evening) == [("Amira", LAST_NIGHT.date())]
    assert evening.told_on == NOW.date()


def test_who_was_two_people_then_stands_there_once_with_both_notes(maya, evening, client_of):
    client = client_of(maya)
    tell(client, evening, "Joan (bakes), Joan Ferrer (sings)")
    joan, ferrer = Contact.objects.order_by("pk")
    with acting_as(maya):
        Participation.objects.filter(contact=joan).update(contact=ferrer)  # as a merge does

    page = client.get(f"/goals/gatherings/{evening.pk}/").content.decode()
    assert page.count('class="person-name"') == 1
    assert "bakes; sings" in page

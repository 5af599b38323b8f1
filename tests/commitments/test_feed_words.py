"""What a calendar says: names only where the member wants them, promises as days, one gathering as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from apps.commitments.models import Feed, Promise
from apps.contacts.models import Organisation
from apps.core.scope import acting_as
from apps.goals.models import Evidence, Place
from tests.commitments.feeding import address, make_gathering, only, read, within, written
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.core.calendar_reading import events_of, lines_of
from tests.making import make_contact

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_nobody_is_named_unless_the_member_says_so(maya, now):
    joan = make_contact(maya, "Joan Baker")
    with acting_as(maya):
        hall = Place.objects.create(owner=maya, name="Hall", folded="hall")
        Evidence.objects.create(owner=maya, place=hall, contact=joan, what="there", seen_on=now.date())
        bank = Organisation.objects.create(owner=maya, name="Harbour food bank", folded="harbour food bank")
        begins = now + DAY
    gathering = make_gathering(
        maya, "Shift", place=hall, organisation=bank, notes="Ask Joan about the van",
        starts_at=begins, ends_at=begins + timedelta(hours=2),
    )  # fmt: skip
    within(maya, gathering, coordinator=joan)
    path = address(maya)
    assert "Joan" not in written(path).decode()
    assert only(path)["DESCRIPTION"] == "Food bank\nHarbour food bank"
    with acting_as(maya):
        Feed.objects.of(maya).get().name_people(now=now)
    said = str(only(path)["DESCRIPTION"])
    assert said == (
        "Food bank\nHarbour food bank\n"
        "Likely there: Joan Baker\nCoordinator: Joan Baker\nAsk Joan about the van"
    )
    with acting_as(maya):
        Feed.objects.of(maya).get().leave_names_out()
    assert "Joan" not in written(path).decode()


def test_another_likely_guest_is_another_etag(maya, now):
    joan = make_contact(maya, "Joan Baker")
    with acting_as(maya):
        hall = Place.objects.create(owner=maya, name="Hall", folded="hall")
    make_gathering(maya, place=hall)
    path = address(maya, has_names=True)
    before = read(path)["ETag"]
    with acting_as(maya):
        Evidence.objects.create(owner=maya, place=hall, contact=joan, what="there", seen_on=now.date())
    assert read(path, **{"If-None-Match": before}).status_code == 200


def test_promises_are_whole_days_until_they_are_kept(maya, now):
    joan, path = make_contact(maya, "Joan Baker"), address(maya, "promises")
    with acting_as(maya):
        flyer = Promise.give(
            maya, what="The flyer", due_on=date(2026, 11, 27), contact=joan,
            commitment=make_commitment(maya), now=now, on=now.date(),
        )  # fmt: skip
    lines = lines_of(written(path))
    assert "DTSTART;VALUE=DATE:20261127" in lines
    assert "DTEND;VALUE=DATE:20261128" in lines
    assert "Joan" not in "".join(lines)
    event = only(path)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("The flyer", "Food bank")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    with acting_as(maya):
        flyer.take_time(date(2026, 12, 4), on=now.date())
    moved = only(path)
    assert moved["DTSTART"].dt == date(2026, 12, 4)
    assert moved["SEQUENCE"] > 0
    with acting_as(maya):
        flyer.hand_back(now.date())
    back = only(path)
    assert back["STATUS"] == "CANCELLED"
    assert back["SEQUENCE"] > moved["SEQUENCE"]
    with acting_as(maya):
        flyer.keep(now.date())
    assert events_of(written(path)) == []
    with acting_as(maya):
        flyer.take_up()
        Feed.objects.of(maya).get().name_people(now=now)
    assert only(path)["DESCRIPTION"] == "Food bank\nPromised to Joan Baker"


def test_texts_are_said_in_the_language_of_the_member(maya):
    path = address(maya)
    assert "X-WR-CALNAME:Kith · Gatherings" in lines_of(written(path))


def test_one_gathering_is_a_file_for_its_owner_only(maya, stranger, client_of, now):
    gathering = make_gathering(maya, notes="Ask Joan about the van")
    within(maya, gathering)
    url = reverse("commitments:calendar_session", args=[gathering.pk])
    answer = client_of(maya).get(url)
    (event,) = events_of(answer.content)
    assert (event["SUMMARY"], event.get("DESCRIPTION")) == ("Food bank", None)
    assert "attachment" in answer["Content-Disposition"]
    assert client_of(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_a_gathering_of_long_ago_is_a_file_too(maya, client_of):
    begins = datetime(2011, 3, 1, 9, tzinfo=UTC)
    old = make_gathering(maya, starts_at=begins, ends_at=begins + timedelta(hours=1))
    url = reverse("commitments:calendar_session", args=[old.pk])
    assert len(events_of(client_of(maya).get(url).content)) == 1


def test_a_gathering_ahead_offers_its_file_on_its_page(maya, client_of, now):
    gathering, client = make_gathering(maya), client_of(maya)
    url = reverse("commitments:calendar_session", args=[gathering.pk])
    page = reverse("goals:gathering", args=[gathering.pk])
    assert url in client.get(page).content.decode()
    with acting_as(maya):
        gathering.stay_away(now=now)
    assert url not in client.get(page).content.decode()

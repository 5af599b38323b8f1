"""A calendar behind its address: who may read it, what stands in it, and 304 where nothing changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from apps.commitments.models import Feed
from apps.core.acts import Act, act
from apps.core.handed import Link
from apps.core.opening import FALSE_TRIES
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering, Place
from tests.commitments.feeding import address, make_gathering, make_series, only, read, statements, written
from tests.conftest import NOW
from tests.core.calendar_reading import events_of, lines_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_now(time_machine):
    time_machine.move_to(NOW, tick=False)
    cache.delete("limit:false_token:127.0.0.1")


def test_a_calendar_is_read_without_signing_in(maya):
    with acting_as(maya):
        hall = Place.objects.create(owner=maya, name="Harbour hall", folded="harbour hall", city="Lisbon")
    gathering = make_gathering(maya, place=hall)
    answer = read(address(maya))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert "Set-Cookie" not in answer.headers
    (event,) = events_of(answer.content)
    assert event["UID"] == f"gathering-{gathering.pk}@localhost"
    assert (event["SUMMARY"], event["LOCATION"]) == ("Food bank", "Harbour hall, Lisbon")
    assert event["URL"].endswith(f"/goals/gatherings/{gathering.pk}/")
    assert "DTSTART;TZID=Europe/Berlin:20261127T180000" in lines_of(answer.content)
    assert event["SEQUENCE"] == 0


def test_it_holds_this_member_only_and_no_other_kind(maya, stranger):
    make_gathering(stranger, "Theirs")
    assert events_of(written(address(maya))) == []
    make_gathering(maya)
    assert events_of(written(address(maya, "promises"))) == []


def test_whoever_is_signed_in_reads_the_same(maya, stranger, client_of):
    make_gathering(maya)
    path = address(maya)
    assert client_of(stranger).get(path).content == client_of(maya).get(path).content == read(path).content


@pytest.mark.parametrize("token", ["x", "A" * 22, "ä" * 22, "%00" * 22, "A" * 4000])
def test_a_false_address_is_nothing(db, token):
    assert read(f"/calendar/{token}.ics").status_code == 404


def test_an_address_of_another_purpose_is_nothing(maya):
    with acting_as(maya):
        link = Link.hand_out(maya, "letter", now=NOW)
    assert read(f"/calendar/{link.token}.ics").status_code == 404


def test_an_address_ends_when_it_is_changed_or_revoked_and_when_its_member_leaves(maya, now):
    first = address(maya)
    second = address(maya)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    with acting_as(maya):
        Feed.objects.of(maya).get().revoke(now=now)
    assert read(second).status_code == 404
    third = address(maya)
    assert read(third).status_code == 200
    maya.leave(now=now)
    assert read(third).status_code == 404


def test_many_false_addresses_are_slowed_down_and_a_true_one_opens_all_the_same(maya):
    path = address(maya)
    said = [read(f"/calendar/{number:022}.ics").status_code for number in range(FALSE_TRIES + 2)]
    assert said == [404] * FALSE_TRIES + [429] * 2
    assert read(path).status_code == 200


def test_reading_writes_nothing(maya):
    make_gathering(maya)
    path = address(maya)
    spoken = [sql.lower() for sql in statements(lambda: read(path))]
    assert spoken
    assert not [sql for sql in spoken if sql.startswith(("insert", "update", "delete"))]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(maya, method):
    assert getattr(Client(), method)(address(maya)).status_code == 405


def test_unchanged_answers_304_and_each_change_another_etag(maya, now):
    gathering, path = make_gathering(maya), address(maya)
    seen = [read(path)["ETag"]]

    def changed() -> bool:
        again = read(path, **{"If-None-Match": seen[-1]})
        seen.append(again["ETag"])
        return again.status_code == 200 and len(set(seen)) == len(seen)

    same = read(path, **{"If-None-Match": f'"other", W/{seen[0]}'})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", seen[0])
    assert same["Cache-Control"] == "private, no-cache"
    with acting_as(maya):
        hall = Place.objects.create(owner=maya, name="Harbour hall", folded="harbour hall")
        gathering.rewrite(place=hall)
    assert changed()
    with acting_as(maya):
        hall.name = "Old harbour hall"
        hall.save(update_fields=["name"])
    assert changed()
    with acting_as(maya):
        gathering.cancel(now=now)
    assert changed()
    with acting_as(maya):
        Feed.objects.of(maya).get().name_people(now=now)
    assert changed()
    with acting_as(maya):
        gathering.rewrite(notes="Bring the key")
    assert changed()
    with acting_as(maya):
        gathering.delete()
    assert changed()


def test_what_is_cancelled_or_goes_on_without_the_member_is_marked(maya, now):
    gathering, path = make_gathering(maya), address(maya)
    assert only(path)["STATUS"] == "CONFIRMED"
    for turn in (gathering.cancel, gathering.stay_away):
        with acting_as(maya):
            turn(now=now)
        assert only(path)["STATUS"] == "CANCELLED"
        with acting_as(maya):
            gathering.go()
        assert only(path)["STATUS"] == "CONFIRMED"


def test_sequence_rises_with_each_change_and_with_taking_back(maya, now):
    gathering, path, seen = make_gathering(maya), address(maya), [0]

    def rises() -> bool:
        seen.append(only(path)["SEQUENCE"])
        return seen[-1] > seen[-2]

    for change in (
        lambda: gathering.rewrite(starts_at=gathering.starts_at - timedelta(hours=1)),
        lambda: gathering.cancel(now=now),
        lambda: gathering.go(),
        lambda: Gathering.objects.filter(pk=gathering.pk).update(title="Harbour night"),
    ):
        with acting_as(maya):
            change()
        assert rises()
    with acting_as(maya), act(maya, "cancel_gathering", now=now):
        gathering.cancel(now=now)
    assert rises()
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).latest("pk"), now=now)
    assert rises()
    with acting_as(maya), act(maya, "delete_gathering", now=now):
        gathering.delete()
    assert events_of(written(path)) == []
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).latest("pk"), now=now)
    assert rises()


def test_saying_whom_one_met_is_no_change_of_the_gathering(maya, now):
    gathering, path = make_gathering(maya), address(maya)
    with acting_as(maya):
        gathering.tell([], now.date())
    assert only(path)["SEQUENCE"] == 0


def test_it_holds_a_year_and_all_that_is_ahead(maya, now):
    hour = timedelta(hours=1)
    for days in (-400, -360, 800):
        begins = now + days * DAY
        make_gathering(maya, f"{days} days", starts_at=begins, ends_at=begins + hour)
    assert [event["SUMMARY"] for event in events_of(written(address(maya)))] == ["-360 days", "800 days"]


@pytest.mark.parametrize("has_names", [False, True])
def test_a_feed_asks_at_most_six_times_at_any_size(maya, has_names):
    make_series(maya)
    for number in range(3):
        make_gathering(maya, f"Evening {number}")
    path = address(maya, has_names=has_names)
    few = statements(lambda: read(path))
    make_series(maya, title="Other shift", weekdays=0b10100)
    for number in range(30):
        make_gathering(maya, f"Evening {number}")
    many = statements(lambda: read(path))
    assert len(few) == len(many) <= 6

"""When a commitment gathers: series are rows, changed from one on, ended, warned of, taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from apps.commitments.models import Series, Session
from apps.commitments.rule_words import hours_of_series
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Gathering
from tests.commitments.making import make_commitment
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bank(maya):
    return make_commitment(maya, "Food bank")


def said(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """A form: Tuesday evenings until Christmas."""
    fields = {"title": "Evening shift", "on": "2026-11-24", "begins": "18:00", "ends": "20:00"}
    fields |= {"repeats": "week", "every": "1", "last_on": "2026-12-24", "place": "The hall"}
    return fields | {"time_zone": "Europe/Lisbon"} | changes


def write(client: Client, bank, **changes):
    return client.post(f"/commitments/{bank.pk}/gatherings/new/", said(**changes))


def refused(client: Client, bank, **changes) -> str:
    answer = write(client, bank, **changes)
    assert answer.status_code == 422
    assert not Gathering.objects.exists()
    return answer.content.decode()


def evenings() -> list[str]:
    return [f"{each.starts:%d %b %H:%M}" for each in Gathering.objects.order_by("starts_at")]


def test_once_is_a_gathering_of_the_commitment(maya, bank, client_of):
    answer = write(client_of(maya), bank, repeats="once")
    session = Session.objects.select_related("gathering__place").get()

    assert answer.headers["Location"] == f"/goals/gatherings/{session.gathering_id}/"
    assert (session.commitment_id, session.series_id) == (bank.pk, None)
    assert session.gathering.place.name == "The hall"


def test_a_series_is_written_down_as_rows(maya, bank, client_of):
    client = client_of(maya)
    assert write(client, bank, every="2").status_code == 302
    page = client.get(f"/commitments/{bank.pk}/").content.decode()

    assert evenings() == ["24 Nov 18:00", "08 Dec 18:00", "22 Dec 18:00"]
    assert "Every second Tuesday" in page and "until 24 December" in page
    session = Session.objects.order_by("series_on").first()
    assert "every second Tuesday" in client.get(f"/goals/gatherings/{session.gathering_id}/").content.decode()


def test_a_series_can_be_taken_back_whole(maya, bank, client_of):
    write(client_of(maya), bank)
    with acting_as(maya):
        take_back(maya, Act.objects.get(verb="plan_series"), now=NOW)
    assert not (Gathering.objects.exists() or Session.objects.exists() or Series.objects.exists())


def test_pressed_twice_it_is_written_down_once(maya, bank, client_of):
    client, key = client_of(maya), "1b671a64-40d5-491e-99b0-da01ff1f3341"
    for _press in range(2):
        assert write(client, bank, act=key).status_code == 302
    assert len(evenings()) == 5


def test_without_an_end_five_years_are_written_down_and_said(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank, last_on="")
    page = client.get(f"/commitments/{bank.pk}/").content.decode()

    assert Series.objects.get().until_on == date(2031, 11, 24)
    assert Gathering.objects.count() == 261
    assert "five years at a time: until 24 November 2031" in page


def test_an_end_too_far_is_drawn_in_and_said(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank, repeats="last", last_on="2076-12-24")
    assert Series.objects.get().until_on == date(2031, 11, 24)
    assert "five years at a time" in client.get(f"/commitments/{bank.pk}/").content.decode()


def test_a_season_ends_its_series(maya, client_of):
    course = make_commitment(maya, "Evening class", "class", ends_on=date(2026, 12, 10))
    client = client_of(maya)
    assert "until 10 December" in client.get(f"/commitments/{course.pk}/gatherings/new/").content.decode()
    write(client, course, last_on="")
    assert evenings()[-1] == "08 Dec 18:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"begins": "20:00", "ends": "18:00"}, "If it goes past midnight, tick the box below."),
        ({"ends": ""}, "When does it end? A guess is enough."),
        ({"last_on": "2026-11-23"}, "That lies before the first day."),
        ({"repeats": "last", "last_on": "2026-11-24", "on": "2026-11-18"}, None),
        ({"weekdays": ["0"], "last_on": "2026-11-26"}, "No such day comes before then."),
        ({"every": "0"}, "A whole number from 1 to 12."),
        ({"every": "13"}, "A whole number from 1 to 12."),
        ({"until_on": "2026-11-26"}, "One of several days cannot come again and again"),
        ({"repeats": "daily"}, "valid choice"),
        ({"title": "…"}, "at least one letter"),
        ({"on": "2046-11-24"}, "ten years ahead"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(maya, bank, client_of, changes, words):
    client = client_of(maya)
    if words is None:  # the last Wednesday after the 18th comes on the 25th, a day too late
        words = "No such day comes before then."
    page = refused(client, bank, **changes)
    assert words in page
    assert 'value="The hall"' in page and 'value="Europe/Lisbon"' in page


def test_nights_go_past_midnight(maya, bank, client_of):
    write(client_of(maya), bank, begins="22:00", ends="01:00", past_midnight="on")
    night = Gathering.objects.order_by("starts_at").first()
    assert night.ends_at - night.starts_at == timedelta(hours=3)
    assert hours_of_series(Series.objects.get()) == "22:00–1:00"


def test_one_moved_and_one_cancelled_leave_the_others_alone(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    first, second, *_rest = Session.objects.order_by("series_on")
    client.post(
        f"/goals/gatherings/{first.gathering_id}/edit/",
        said(on="2026-11-25", organisation="", notes="", until_on=""),
    )
    client.post(f"/goals/gatherings/{second.gathering_id}/cancel/")

    assert evenings() == ["25 Nov 18:00", "01 Dec 18:00", "08 Dec 18:00", "15 Dec 18:00", "22 Dec 18:00"]
    first.refresh_from_db()
    assert first.series_on == date(2026, 11, 24)
    page = client.get(f"/commitments/{bank.pk}/").content.decode()
    assert "does not take place" in page and "Every Tuesday" in page


def onward(client: Client, session: Session, **changes):
    return client.post(f"/commitments/sessions/{session.pk}/onward/", said(**changes))


def test_from_here_on_another_hour_and_what_came_before_stays(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    third = Session.objects.order_by("series_on")[2]
    Gathering.objects.filter(sessions__series_on=date(2026, 12, 15)).update(cancelled_at=NOW)
    form = client.get(f"/commitments/sessions/{third.pk}/onward/").content.decode()
    assert 'value="2026-12-08"' in form and "just once" not in form
    answer = onward(client, third, on="2026-12-08", begins="19:00", ends="21:30")

    assert answer.status_code == 302
    assert evenings() == ["24 Nov 18:00", "01 Dec 18:00", "08 Dec 19:00", "15 Dec 19:00", "22 Dec 19:00"]
    before, after = Series.objects.order_by("pk")
    assert (before.until_on, after.from_on, after.minutes) == (date(2026, 12, 7), date(2026, 12, 8), 150)
    third.refresh_from_db()
    assert third.series_id == after.pk
    assert Gathering.objects.get(sessions__series_on=date(2026, 12, 15)).cancelled_at == NOW


def test_from_the_first_on_the_series_itself_changes(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    first = Session.objects.order_by("series_on").first()
    onward(client, first, on="2026-11-26", repeats="week", every="2")

    assert evenings() == ["26 Nov 18:00", "10 Dec 18:00", "24 Dec 18:00"]
    assert Series.objects.get().weekdays == 0b1000


def test_a_gathering_moves_within_its_week_and_keeps_its_notes(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    first, second, *_rest = Session.objects.order_by("series_on")
    Gathering.objects.filter(pk=second.gathering_id).update(notes="Bring gloves")
    onward(client, first, on="2026-11-26")

    moved = Gathering.objects.get(notes="Bring gloves")
    assert (moved.pk, moved.on) == (second.gathering_id, date(2026, 12, 3))
    second.refresh_from_db()
    assert second.series_on == date(2026, 12, 3)


def test_a_noted_evening_that_falls_out_stays_as_one_that_does_not_take_place(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    first, second, *_rest = Session.objects.order_by("series_on")
    Gathering.objects.filter(pk=second.gathering_id).update(notes="Bring gloves")
    onward(client, first, on="2026-11-24", every="2")

    assert evenings() == ["24 Nov 18:00", "01 Dec 18:00", "08 Dec 18:00", "22 Dec 18:00"]
    second.refresh_from_db()
    assert (second.series_id, second.gathering.cancelled_at) == (None, NOW)


def test_changes_from_here_on_can_be_taken_back(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    before = evenings()
    third = Session.objects.order_by("series_on")[2]
    onward(client, third, on="2026-12-10", begins="19:00", ends="21:30", every="2")
    assert evenings() != before
    with acting_as(maya):
        take_back(maya, Act.objects.get(verb="edit_onward"), now=NOW)
    assert evenings() == before
    assert Series.objects.get().until_on == date(2026, 12, 24)
    assert Session.objects.filter(series=Series.objects.get()).count() == 5


def test_before_what_stays_nothing_is_changed(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    third = Session.objects.order_by("series_on")[2]
    answer = onward(client, third, on="2026-11-30")
    assert answer.status_code == 422
    assert "One before that day stays as it is." in answer.content.decode()


def test_what_is_over_is_never_moved_nor_let_go(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank, on="2026-11-10")
    first, second, third, *_rest = Session.objects.order_by("series_on")  # the first two are over
    onward(client, first, on="2026-11-10", begins="19:00", ends="21:00", every="2")
    assert evenings() == ["10 Nov 18:00", "17 Nov 18:00", "24 Nov 19:00", "08 Dec 19:00", "22 Dec 19:00"]
    before, after = Series.objects.order_by("pk")
    third.refresh_from_db()
    assert (before.until_on, third.series_id) == (date(2026, 11, 17), after.pk)
    client.post(f"/commitments/sessions/{second.pk}/stop/")
    assert len(evenings()) == 5
    client.post(f"/commitments/sessions/{third.pk}/stop/")
    assert evenings() == ["10 Nov 18:00", "17 Nov 18:00"]


def test_a_series_ends_before_one_of_its_gatherings(maya, bank, client_of):
    client = client_of(maya)
    write(client, bank)
    third, first = Session.objects.order_by("series_on")[2], Session.objects.order_by("series_on")[0]
    client.post(f"/commitments/sessions/{third.pk}/stop/")
    assert evenings() == ["24 Nov 18:00", "01 Dec 18:00"]
    assert Series.objects.get().until_on == date(2026, 12, 7)
    client.post(f"/commitments/sessions/{first.pk}/stop/")
    assert not Gathering.objects.exists() and not Series.objects.exists()


def test_nobody_else_sees_or_changes_it(maya, bank, stranger, client_of):
    write(client_of(maya), bank)
    session = Session.objects.first()
    paths = (f"{bank.pk}/gatherings/new/", f"sessions/{session.pk}/onward/", f"sessions/{session.pk}/stop/")
    for path in paths:
        assert client_of(stranger).post(f"/commitments/{path}", said()).status_code == 404, path
        assert Client().post(f"/commitments/{path}", said()).status_code == 302, path
    assert len(evenings()) == 5


def test_summer_time_keeps_the_hour_in_rows(maya, bank, client_of):
    write(client_of(maya), bank, on="2027-03-23", last_on="2027-03-31")
    assert [each.starts_at for each in Gathering.objects.order_by("starts_at")] == [
        datetime(2027, 3, 23, 18, tzinfo=UTC),
        datetime(2027, 3, 30, 17, tzinfo=UTC),
    ]

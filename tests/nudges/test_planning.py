"""Planning: one note a day, at the member's hour, whatever happened to the server or the clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.acts import act
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.nudges import tasks
from apps.nudges.models import Digest
from apps.nudges.planning import plan
from tests.making import make_contact, make_member
from tests.nudges.noting import asks_for_note, at, mail_of, make_due, note_days, note_of, plan_each_day

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


@pytest.fixture
def noted(maya):
    """Maya, who asked on Sunday for a note at 7:30 every day (her zone is UTC in November)."""
    return asks_for_note(maya, since=at(22))


def test_note_is_planned_at_the_members_hour_and_not_before(noted):
    make_due(noted, "Ana")
    assert plan(now=at(23, 7, 29)).planned == 0
    assert plan(now=at(23, 7, 30)).planned == 1
    assert note_of(noted, MONDAY) == ["Ana"]
    assert [(mail.key, mail.kind, mail.recipient) for mail in mail_of(noted)] == [
        (f"digest:{noted.pk}:2026-11-23", "note", "maya@example.org")
    ]


def test_one_note_a_day_however_often_planned(noted):
    make_due(noted, "Ana")
    assert [plan(now=at(23, 8, minute)).planned for minute in range(3)] == [1, 0, 0]
    assert plan(now=at(24, 7, 30)).planned == 1


def test_note_with_nothing_to_say_is_not_sent(noted):
    assert plan_each_day(at(23, 7, 31), 3) == [0, 0, 0]
    assert not Digest.objects.exists() and not Outbox.objects.exists()
    make_due(noted, "Ana")
    assert plan(now=at(26, 7, 31)).planned == 1


def test_birthday_stands_before_a_rhythm_and_somebody_from_before_last(noted):
    make_contact(noted, "Mr. Okafor", origin="walk")
    make_due(noted, "Ana")
    tom = make_contact(noted, "Tom")
    tom.important_dates.create(owner=noted, kind="birthday", month=11, day=23)
    plan(now=at(23, 7, 30))
    assert note_of(noted, MONDAY) == ["Tom", "Ana", "Mr. Okafor"]


def test_days_the_member_does_not_want_are_left_out(maya):
    asks_for_note(maya, since=at(22), note_days=0b0011111)
    make_due(maya, "Ana")
    assert plan_each_day(at(23, 7, 30), 8) == [1, 1, 1, 1, 1, 0, 0, 1]


def test_whoever_wants_no_note_or_leaves_gets_none(maya, noted):
    for change in ({"wants_note": None}, {"leaving_at": at(22)}, {"is_active": False}):
        member = make_member(f"{next(iter(change))}@example.org")
        make_due(member, "Ana")
        asks_for_note(member, since=at(22))
        type(member).objects.filter(pk=member.pk).update(**change)
    assert plan(now=at(23, 12)).planned == 0
    assert not Outbox.objects.exists()


def test_server_off_for_three_days_brings_one_note(noted):
    make_due(noted, *"ABCDE")
    plan(now=at(23, 7, 30))
    assert [plan(now=at(27, 8, minute)).planned for minute in range(5)] == [1, 0, 0, 0, 0]
    assert note_days(noted) == [MONDAY, date(2026, 11, 27)]
    assert plan(now=at(28, 7, 30)).planned == 1


@pytest.mark.parametrize(
    ("back_at", "comes_at"),
    [
        (at(24, 3), at(24, 7)),  # quiet until 7:00
        (at(24, 10), at(24, 17)),  # at work until 17:00
        (at(24, 22), at(25, 7)),  # quiet from 21:00: the next morning
        (at(24, 18), at(24, 18)),
    ],
)
def test_late_note_waits_for_a_free_hour(noted, back_at, comes_at):
    make_due(noted, "Ana")
    plan(now=back_at)
    noted.refresh_from_db()
    if comes_at > back_at:
        assert (note_days(noted), noted.next_digest_at) == ([], comes_at)
        assert plan(now=comes_at - timedelta(minutes=1)).planned == 0
        assert plan(now=comes_at).planned == 1
    assert note_days(noted) == [comes_at.date()]


def test_note_at_the_edge_of_working_hours_is_not_late_after_one_tick(maya):
    asks_for_note(maya, since=at(22), note_at=time(8, 59))
    make_due(maya, "Ana")
    assert plan(now=at(23, 9, 1)).planned == 1


def test_late_note_does_not_come_on_a_day_without_notes(maya):
    asks_for_note(maya, since=at(26), note_days=0b0011111)
    make_due(maya, "Ana")
    assert plan(now=at(28, 8)).planned == 0, "a Saturday, Friday's note being a day late"
    assert plan(now=at(30, 7, 30)).planned == 1


def test_local_midnight_decides_the_day_of_the_note():
    kiri = asks_for_note(make_member("kiri@example.org", time_zone="Pacific/Auckland"), since=at(22))
    make_due(kiri, "Ana")
    plan(now=at(22, 18, 30))  # 7:30 on the 23rd in Auckland
    assert note_days(kiri) == [MONDAY]


def test_flying_over_the_date_line_gives_no_day_twice(maya):
    asks_for_note(
        maya, since=at(22), time_zone="Pacific/Apia", note_at=time(8), quiet_from=None, works_from=None
    )
    make_due(maya, "Ana")
    moment = at(22, 20)
    for number in range(12):
        plan(now=moment)
        maya.refresh_from_db()
        maya.time_zone = ("Pacific/Pago_Pago", "Pacific/Apia")[number % 2]
        maya.plan_next_note(after=moment)
        maya.save()
        moment += timedelta(hours=12)
    keys = [mail.key for mail in mail_of(maya)]
    assert len(keys) == len(set(keys)) == len(note_days(maya)) > 2


def test_hour_that_a_clock_change_leaves_out_still_brings_its_note():
    member = asks_for_note(
        make_member("anke@example.org", time_zone="Europe/Berlin"),
        since=datetime.fromisoformat("2027-03-27T12:00:00+00:00"),
        note_at=time(2, 30),
        quiet_from=None,
        works_from=None,
    )
    make_due(member, "Ana")
    assert plan(now=datetime.fromisoformat("2027-03-28T00:59:00+00:00")).planned == 0
    assert plan(now=datetime.fromisoformat("2027-03-28T01:00:00+00:00")).planned == 1
    assert note_days(member) == [date(2027, 3, 28)]


def test_ten_days_without_an_act_make_the_note_weekly_and_an_act_brings_it_back(noted):
    make_due(noted, "Ana")
    planned = plan_each_day(at(23, 7, 30), 30)
    days = [number for number, count in enumerate(planned) if count]
    assert days == [*range(11), 17, 24], "asked on the 22nd at noon: ten days later it comes weekly"
    assert [mail.facts["says_weekly"] for mail in mail_of(noted)] == [False] * 10 + [True, False, False]
    with acting_as(noted), act(noted, "add_person", now=at(22, 18, month=12)):
        pass
    assert plan_each_day(at(23, 7, 30, month=12), 3) == [1, 1, 1]
    noted.refresh_from_db()
    assert noted.weekly_since_on is None


def test_weekly_digests_say_what_they_are(noted):
    make_due(noted, "Ana")
    plan_each_day(at(23, 7, 30), 18)
    assert (
        list(Digest.objects.order_by("on").values_list("is_weekly", flat=True)) == [False] * 10 + [True] * 2
    )


def test_idle_tick_is_one_query(noted, django_assert_num_queries):
    with django_assert_num_queries(1):
        plan(now=at(22))


def test_a_hundred_notes_cost_the_queries_of_one(maya):
    def planned(number: int) -> int:
        for each in range(number):
            member = asks_for_note(make_member(f"m{number}-{each}@example.org"), since=at(22))
            make_due(member, "Ana")
        with CaptureQueriesContext(connection) as queries:
            assert plan(now=at(23, 7, 30)).planned == number
        return len(queries)

    assert planned(1) == planned(30)


def test_one_member_who_cannot_be_planned_holds_up_nobody(noted, monkeypatch, caplog):
    make_due(noted, "Ana")
    poisoned = asks_for_note(make_member("poison@example.org"), since=at(22))
    make_due(poisoned, "Ben")
    noting_fails_for(poisoned, monkeypatch)
    assert plan(now=at(23, 7, 30)).planned == 1
    assert note_of(noted, MONDAY) == ["Ana"]
    poisoned.refresh_from_db()
    assert poisoned.next_digest_at == at(23, 8, 30)


def test_worker_plans_what_is_due_now(noted):
    make_due(noted, "Ana")
    with time_machine.travel(at(23, 7, 30), tick=False):
        tasks.plan()
    assert note_of(noted, MONDAY) == ["Ana"]


def test_command_plans_as_of_an_instant(noted, capsys):
    make_due(noted, "Ana")
    call_command("plan_nudges", "--now", "2026-11-23T07:30:00+00:00")
    assert capsys.readouterr().out.strip() == "planned 1"


def noting_fails_for(member, monkeypatch):
    """A member whose pace is broken in a way no check foresaw."""
    from apps.nudges import planning

    real = planning.pick

    def pick(one, items, used):
        if one.pk == member.pk:
            raise ZeroDivisionError
        return real(one, items, used)

    monkeypatch.setattr(planning, "pick", pick)

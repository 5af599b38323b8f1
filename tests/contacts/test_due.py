"""Due people: rhythm, birthdays, and those from before."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.contacts import due as due_source
from apps.contacts.models import Circle, Contact, ImportantDate, Membership
from apps.core import statements
from apps.core.due import Kind, Rest, gather
from tests.making import make_contact, make_member, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_rhythm_is_due_from_its_day_on(maya, now):
    ana = make_contact(maya, "Ana", rhythm_days=30)
    make_touch(maya, ana, TODAY - timedelta(days=30))
    ben = make_contact(maya, "Ben", rhythm_days=30)
    make_touch(maya, ben, TODAY - timedelta(days=29))
    assert due(maya, now) == [(Kind.RHYTHM, "Ana", TODAY)]


def test_the_later_against_their_rhythm_the_earlier_they_come(maya, now):
    yearly = make_contact(maya, "Yearly", rhythm_days=365)
    make_touch(maya, yearly, TODAY - timedelta(days=365 + 20))
    monthly = make_contact(maya, "Monthly", rhythm_days=30)
    make_touch(maya, monthly, TODAY - timedelta(days=30 + 10))
    items = gather([maya], now=now)[maya.pk]
    assert [name(item) for item in items] == ["Monthly", "Yearly"]
    assert all(40 <= item.weight < 50 for item in items)


def test_rhythm_of_a_circle_counts_where_no_touch_is_known(maya, now):
    slow = make_contact(maya, "Slow", first_due_on=TODAY - timedelta(days=20))
    quick = make_contact(maya, "Quick", first_due_on=TODAY - timedelta(days=10))
    for person, days in ((slow, 365), (quick, 30)):
        circle = Circle.objects.create(owner=maya, name=f"{days}", folded=f"{days}", rhythm_days=days)
        Membership.objects.create(owner=maya, contact=person, circle=circle)
    Contact.objects.recompute([slow.pk, quick.pk])
    assert [n for _, n, _ in due(maya, now)] == ["Quick", "Slow"]


def test_today_is_each_members_own(maya, now):
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    auckland = make_member("kiri@example.org", time_zone="Pacific/Auckland")
    for member in (maya, auckland):
        make_contact(member, "Tomorrow", rhythm_days=30, first_due_on=date(2026, 11, 24))
    found = gather([maya, auckland], now=late)
    assert (len(found[maya.pk]), len(found[auckland.pk])) == (0, 1)


def test_birthday_comes_on_the_day_with_or_without_a_year(maya, now):
    born(maya, make_contact(maya, "Tom"), 11, 23, 1987)
    born(maya, make_contact(maya, "Yara"), 11, 23, None)
    born(maya, make_contact(maya, "Zoe"), 11, 24, 1990)
    assert {n for _, n, _ in due(maya, now)} == {"Tom", "Yara"}


def test_birthday_is_enough_for_one_day(maya, now):
    tom = make_contact(maya, "Tom", rhythm_days=30, first_due_on=TODAY - timedelta(days=5))
    born(maya, tom, 11, 23)
    assert due(maya, now) == [(Kind.BIRTHDAY, "Tom", TODAY)]


def test_birthday_is_over_once_they_were_in_touch(maya, now):
    tom = make_contact(maya, "Tom")
    born(maya, tom, 11, 23)
    make_touch(maya, tom, TODAY)
    assert due(maya, now) == []


def test_people_with_a_rhythm_come_first_among_birthdays(maya, now):
    born(maya, make_contact(maya, "From the phone"), 11, 23)
    born(maya, make_contact(maya, "Chosen", rhythm_days=365, first_due_on=date(2027, 5, 1)), 11, 23)
    assert [n for _, n, _ in due(maya, now)] == ["Chosen", "From the phone"]


@pytest.mark.parametrize(
    ("leap_day", "year", "day", "comes"),
    [
        ("feb28", 2027, (2, 28), True),
        ("feb28", 2027, (3, 1), False),
        ("mar1", 2027, (2, 28), False),
        ("mar1", 2027, (3, 1), True),
        ("feb28", 2028, (2, 28), False),
        ("feb28", 2028, (2, 29), True),
        ("mar1", 2028, (2, 29), True),
        ("mar1", 2028, (3, 1), False),
    ],
)
def test_leap_day_is_kept_as_the_member_likes(maya, leap_day, year, day, comes):
    maya.leap_day = leap_day
    maya.save()
    born(maya, make_contact(maya, "Leap"), 2, 29, 1992)
    assert bool(due(maya, datetime(year, *day, 12, tzinfo=UTC))) is comes


@pytest.mark.parametrize(
    "gone", [{"let_be_at": datetime(2026, 1, 1, tzinfo=UTC)}, {"died_on": date(2026, 1, 1)}]
)
def test_nobody_hears_of_the_dead_and_of_those_let_be(maya, now, gone):
    born(maya, make_contact(maya, "Gone", rhythm_days=30, first_due_on=TODAY, **gone), 11, 23)
    make_contact(maya, "From before", origin="walk", **gone)
    assert due(maya, now) == []


def test_from_before_are_picked_or_walked_and_long_untouched(maya, now):
    make_contact(maya, "Walked", origin="walk")
    make_contact(maya, "Picked", origin="file", from_before_on=TODAY)
    make_contact(maya, "Unpicked", origin="file")
    make_contact(maya, "Remembered", origin="walk", just_remember_on=TODAY)
    make_contact(maya, "Due some day", origin="walk", rhythm_days=30, first_due_on=date(2027, 1, 1))
    seen = make_contact(maya, "Seen this year", origin="walk")
    make_touch(maya, seen, TODAY - timedelta(days=365))
    unseen = make_contact(maya, "Not seen this year", origin="walk")
    make_touch(maya, unseen, TODAY - timedelta(days=366))
    assert {n for _, n, _ in due(maya, now)} == {"Walked", "Picked", "Not seen this year"}


def test_people_from_before_take_turns_by_the_week(maya, now):
    for number in range(40):
        make_contact(maya, f"Mate {number}", origin="walk")
    weeks = [[n for _, n, _ in due(maya, now + timedelta(weeks=week))][:3] for week in range(8)]
    days = [[n for _, n, _ in due(maya, now + timedelta(days=day))][:3] for day in range(7)]
    assert len({mate for week in weeks for mate in week}) > 12
    assert all(day == days[0] for day in days)


def test_rest_holds_for_rhythm_and_birthday_alike_but_not_beyond_its_day(maya, now):
    tom = make_contact(maya, "Tom", rhythm_days=30, first_due_on=TODAY)
    born(maya, tom, 11, 23)
    Rest.until(maya, f"contact:{tom.pk}", TODAY + timedelta(days=1))
    assert due(maya, now) == []
    assert due(maya, now + timedelta(days=1)) == [(Kind.RHYTHM, "Tom", TODAY)]


def test_long_rest_of_somebody_from_before_does_not_silence_a_birthday(maya, now):
    tom = make_contact(maya, "Tom", origin="walk")
    Rest.until(maya, f"before:{tom.pk}", TODAY + timedelta(days=60))
    assert due(maya, now) == []
    born(maya, tom, 11, 23)
    assert due(maya, now) == [(Kind.BIRTHDAY, "Tom", TODAY)]


def test_many_resting_people_do_not_hide_one_who_is_due(maya, now):
    for number in range(30):
        resting = make_contact(
            maya, f"Resting {number}", rhythm_days=1, first_due_on=TODAY - timedelta(days=50)
        )
        Rest.until(maya, f"contact:{resting.pk}", TODAY + timedelta(days=1))
    make_contact(maya, "Awake", rhythm_days=365, first_due_on=TODAY)
    assert [n for _, n, _ in due(maya, now)] == ["Awake"]


def test_five_hundred_members_cost_the_queries_of_one(now):
    zones = ("Europe/Lisbon", "Pacific/Auckland", "Pacific/Pago_Pago", "America/New_York")
    members = [make_quickly(number, zones[number % 4]) for number in range(500)]
    with CaptureQueriesContext(connection) as one:
        gather(members[:1], now=now)
    with CaptureQueriesContext(connection) as all_of_them:
        found = gather(members, now=now)
    assert len(one) == len(all_of_them) == 1, "one for whatever is due"
    assert sum(map(len, found.values())) == 500


def test_nobody_asked_nothing_found(now, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert gather([], now=now) == {}


def make_quickly(number, zone):
    from apps.accounts.models import Member

    joined = datetime(2026, 1, 1, tzinfo=UTC)
    member = Member.objects.create(email=f"m{number}@example.org", time_zone=zone, joined_at=joined)
    Contact.objects.create(
        owner=member,
        name="Ana",
        due_on=date(2026, 11, 1),
        rhythm_days=30,
        created_at=joined,
        changed_at=joined,
    )
    return member


def born(member, person, month, day, year=None):
    ImportantDate.objects.create(
        owner=member, contact=person, kind="birthday", month=month, day=day, year=year
    )


def due(member, now):
    return [(item.kind, name(item), item.due_on) for item in gather([member], now=now)[member.pk]]


def name(item):
    return Contact.objects.get(pk=item.contact_id).name


def test_sources_find_whom_the_querysets_find(maya, now):
    """The rules stand in SQL and in `ContactQuerySet`; here they meet, for every combination."""
    days = (None, TODAY - timedelta(days=366), TODAY - timedelta(days=365), TODAY, TODAY + timedelta(days=1))
    gone = ({}, {"let_be_at": now}, {"died_on": TODAY}, {"just_remember_on": TODAY})
    picked = ({"origin": "walk"}, {"origin": "file"}, {"origin": "file", "from_before_on": TODAY})
    Contact.objects.bulk_create(
        Contact(
            owner=maya,
            name="x",
            created_at=now,
            changed_at=now,
            rhythm_days=30,
            due_on=due_on,
            last_touch_on=touched,
            **which,
            **how,
        )
        for due_on, touched, which, how in product(days, days, gone, picked)
    )
    people = list(Contact.objects.of(maya))
    for person in people[::7]:
        Rest.until(maya, f"contact:{person.pk}", TODAY + timedelta(days=1))
    awake = Contact.objects.of(maya).not_put_off(TODAY)
    with every_one_of_them():
        assert found(Kind.RHYTHM, maya, now) == pks(awake.with_rhythm_due(TODAY))
        assert found(Kind.FROM_BEFORE, maya, now) == pks(Contact.objects.of(maya).dormant(TODAY))


def found(kind, member, now):
    items = due_source.people_items([member], now=now)
    return sorted(item.contact_id for item in items if item.kind is kind)


def pks(people):
    return sorted(people.values_list("pk", flat=True))


@contextmanager
def every_one_of_them():
    most, statements.MOST_OF_A_KIND = statements.MOST_OF_A_KIND, 10_000
    yield
    statements.MOST_OF_A_KIND = most

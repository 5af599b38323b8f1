from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.dates import (
    add_months,
    ago,
    clock,
    day_and_month,
    exact_date,
    in_words,
    next_in_words,
    span_in_words,
    weekday_date,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
# A busy machine is no finding.
calm = settings(deadline=None)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (6, "6 days ago"),
        (7, "last week"),
        (13, "last week"),
        (14, "2 weeks ago"),
        (35, "5 weeks ago"),
        (62, "8 weeks ago"),
        (63, "2 months ago"),
        (128, "4 months ago"),
        (364, "11 months ago"),
        (365, "a year ago"),
        (729, "a year ago"),
        (730, "2 years ago"),
        (11 * 366, "11 years ago"),
        (-1, "tomorrow"),
    ],
)
def test_the_past_in_words(days: int, words: str):
    assert ago(TODAY - days * DAY, TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "next week"),
        (13, "next week"),
        (14, "in 2 weeks"),
        (34, "in 4 weeks"),
        (35, "in December"),
        (91, "in February"),
        (342, "in October"),
        (343, "in November 2027"),
        (365, "in November 2027"),
        (1_000, "in August 2029"),
        (-1, "yesterday"),
    ],
)
def test_what_comes_in_words(days: int, words: str):
    assert next_in_words(TODAY + days * DAY, TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "less than a day"),
        (0, "less than a day"),
        (1, "a day"),
        (3, "three days"),
        (7, "a week"),
        (35, "five weeks"),
        (63, "two months"),
        (128, "four months"),
        (365, "a year"),
        (11 * 366, "eleven years"),
        (12 * 366, "twelve years"),
        (13 * 366, "13 years"),
    ],
)
def test_a_span_reads_as_part_of_a_sentence(days: int, words: str):
    assert span_in_words(TODAY - days * DAY, TODAY) == words


def test_one_word_for_either_way():
    assert in_words(TODAY - 35 * DAY, TODAY) == "5 weeks ago"
    assert in_words(TODAY, TODAY) == "today"
    assert in_words(TODAY + 35 * DAY, TODAY) == "in December"


def test_year_stands_only_where_it_is_another_one():
    assert day_and_month(date(2026, 7, 18), TODAY) == "18 July"
    assert day_and_month(date(2014, 7, 18), TODAY) == "18 July 2014"


def test_dates_for_titles_hover_and_clock():
    assert weekday_date(TODAY) == "Monday 23 November"
    assert exact_date(date(2026, 7, 18)) == "Saturday 18 July 2026"
    assert (clock(time(7, 30)), clock(time(18))) == ("7:30", "18:00")


def test_dates_follow_the_members_language():
    with translation.override("de"):
        assert day_and_month(date(2026, 7, 18), TODAY) == "18 Juli"
        assert weekday_date(TODAY) == "Montag 23 November"


@calm
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(14, 60_000))
def test_number_and_unit_are_never_more_than_lies_between(today: date, days: int):
    count, unit, _ = ago(today - days * DAY, today).split()

    shortest = {"week": 7, "month": 28, "year": 365}[unit.removesuffix("s")]
    least = shortest * (1 if count == "a" else int(count))
    assert least <= days <= 2 * least


@calm
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(2, 600))
def test_months_ago_are_whole_months_of_the_calendar(on: date, months: int):
    exactly = add_months(on, months)
    years = "a year ago" if months < 24 else f"{months // 12} years ago"

    if (exactly - on).days >= 63:
        assert ago(on, exactly) == (f"{months} months ago" if months < 12 else years)


@calm
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(35, 5_000))
def test_a_month_without_a_year_is_the_next_of_its_name(today: date, days: int):
    on = today + days * DAY
    months_ahead = [add_months(today.replace(day=1), n) for n in range(1, 12)]

    words = next_in_words(on, today)

    month = on.strftime("%B")
    assert words == (f"in {month}" if on.replace(day=1) in months_ahead else f"in {month} {on.year}")

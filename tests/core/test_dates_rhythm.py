from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.dates import (
    Leap,
    add_months,
    age_on,
    due_on,
    first_due_on,
    is_in_touch,
    months_in_touch,
    next_occurrence,
    occurrence_in,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
# A busy machine is no finding.
calm = settings(deadline=None)
two_centuries = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def test_person_is_due_a_rhythm_after_the_last_touch():
    assert due_on(date(2026, 11, 20), 30, None, None) == date(2026, 12, 20)
    assert due_on(date(2026, 11, 20), 30, date(2026, 11, 24), None) == date(2026, 12, 20)


def test_call_logged_three_days_late_makes_a_monthly_person_due_in_27_days():
    due = due_on(TODAY - 3 * DAY, 30, None, None)

    assert due is not None
    assert (due - TODAY).days == 27


def test_rest_puts_off_but_never_brings_forward():
    assert due_on(date(2026, 10, 1), 30, None, date(2026, 12, 24)) == date(2026, 12, 24)
    assert due_on(date(2026, 11, 20), 30, None, date(2026, 11, 24)) == date(2026, 12, 20)


def test_without_a_known_touch_the_first_date_counts():
    assert due_on(None, 91, date(2027, 1, 5), None) == date(2027, 1, 5)
    assert due_on(None, 91, date(2027, 1, 5), date(2027, 2, 1)) == date(2027, 2, 1)


def test_person_without_rhythm_or_any_date_is_never_due():
    assert due_on(date(2020, 1, 1), None, date(2020, 1, 1), date(2027, 1, 1)) is None
    assert due_on(None, 30, None, date(2027, 1, 1)) is None


def test_imported_book_does_not_flood():
    days = Counter(first_due_on(pk, 91, TODAY) for pk in range(1, 9_101))

    assert (min(days), max(days)) == (TODAY, TODAY + 90 * DAY)
    assert len(days) == 91
    assert max(days.values()) <= 150


def test_first_date_is_the_same_in_every_process():
    program = (
        "import datetime, apps.core.dates as d; print(d.first_due_on(7, 365, datetime.date(2026, 1, 1)))"
    )

    asked = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env={"PYTHONHASHSEED": "5"}
    )

    assert asked.stdout.decode().strip() == str(first_due_on(7, 365, date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("days_ago", "rhythm", "in_touch"),
    [(0, 30, True), (30, 30, True), (31, 30, False), (365, None, True), (366, None, False), (400, 730, True)],
)
def test_in_touch_means_within_the_rhythm_or_a_year(days_ago: int, rhythm: int | None, in_touch: bool):
    assert is_in_touch(TODAY - days_ago * DAY, rhythm, TODAY) is in_touch


def test_someone_never_touched_is_not_in_touch():
    assert is_in_touch(None, 30, TODAY) is False


def test_year_line_ends_with_the_current_month():
    days = [TODAY, date(2026, 7, 18), date(2026, 7, 1), date(2025, 12, 1), date(2025, 11, 30)]

    cells = months_in_touch(days, TODAY)

    assert "".join("x" if cell else "." for cell in cells) == "x......x...x"


def test_year_line_begins_with_the_same_month_for_every_day_of_this_one():
    assert months_in_touch([date(2025, 2, 28)], date(2026, 1, 1))[0] is True
    assert months_in_touch([date(2025, 2, 28)], date(2026, 1, 31))[0] is True
    assert not any(months_in_touch([date(2025, 1, 31)], date(2026, 1, 31)))


def test_year_line_of_nobody_is_empty():
    assert months_in_touch([], TODAY) == (False,) * 12


@calm
@given(st.integers(1900, 2100), st.sampled_from(["feb28", "mar1"]))
def test_leap_day_is_kept_each_year_where_the_member_wants_it(year: int, leap: Leap):
    on = occurrence_in(2, 29, year, leap=leap)

    if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        assert on == date(year, 2, 29)
    else:
        assert on == (date(year, 2, 28) if leap == "feb28" else date(year, 3, 1))


def test_leap_day_falls_on_the_28th_of_february_unless_said_otherwise():
    assert next_occurrence(2, 29, date(2026, 2, 28)) == date(2026, 2, 28)
    assert next_occurrence(2, 29, date(2026, 3, 1)) == date(2027, 2, 28)
    assert next_occurrence(2, 29, date(2026, 3, 1), "mar1") == date(2026, 3, 1)
    assert next_occurrence(2, 29, date(2027, 3, 2), "mar1") == date(2028, 2, 29)


@calm
@given(two_centuries, two_centuries, st.sampled_from(["feb28", "mar1"]))
def test_next_occurrence_is_the_first_one_from_today_on(born: date, today: date, leap: Leap):
    on = next_occurrence(born.month, born.day, today, leap)

    assert today <= on
    previous = occurrence_in(born.month, born.day, on.year - 1, leap=leap)
    assert previous < today


def test_date_that_no_year_has_is_refused():
    with pytest.raises(ValueError, match="day"):
        occurrence_in(4, 31, 2026)


def test_age_counts_whole_years_and_stays_unsaid_without_a_year():
    assert age_on(1980, date(2026, 3, 22)) == 46
    assert age_on(None, date(2026, 3, 22)) is None
    assert age_on(2026, date(2026, 3, 22)) is None
    assert age_on(2030, date(2026, 3, 22)) is None


def test_the_31st_comes_back_after_a_short_month():
    anchor = date(2026, 1, 31)

    assert [add_months(anchor, n) for n in range(5)] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)
    ]  # fmt: skip
    assert add_months(anchor, -2) == date(2025, 11, 30)
    assert add_months(date(2024, 2, 29), 48) == date(2028, 2, 29)


@calm
@given(two_centuries, st.integers(-600, 600))
def test_months_added_land_in_the_month_counted_on_the_anchors_day_or_the_last(anchor: date, n: int):
    on = add_months(anchor, n)

    assert (on.year - anchor.year) * 12 + on.month - anchor.month == n
    assert on.day == anchor.day or (on.day < anchor.day and (on + DAY).day == 1)

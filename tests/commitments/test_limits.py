"""How often an offer is taken up at most: by the months and quarters of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.commitments.models import Fulfilment, Offer
from apps.commitments.offers import beginning, free_again_on, limit_said, standing
from apps.core.scope import acting_as
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    most=st.none() | st.integers(1, 4),
    per=st.sampled_from(["month", "quarter"]),
    ago=st.lists(st.integers(0, 130), max_size=6),
    ahead=st.integers(0, 100),
)
def test_fullness_equals_a_count_over_the_calendar(most, per, ago, ahead, maya):
    on = TODAY + timedelta(days=ahead)
    days = [TODAY - timedelta(days=number) for number in ago]
    with acting_as(maya):
        offer = Offer.make(maya, what="x", now=NOW, most=most, per=per)
        for day in days:
            Fulfilment.objects.create(owner=maya, offer=offer, taken_on=day)
        (found,) = [each for each in standing(maya) if each.pk == offer.pk]
    length = 1 if per == "month" else 3
    same = [
        day for day in days if day.year == on.year and (day.month - 1) // length == (on.month - 1) // length
    ]
    assert found.is_full(on) == (most is not None and len(same) >= most)


@pytest.mark.parametrize(
    ("per", "on", "begin", "again"),
    [
        ("month", date(2026, 11, 23), date(2026, 11, 1), date(2026, 12, 1)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1)),
        ("quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
        ("quarter", date(2026, 11, 23), date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_month_and_a_quarter_are_those_of_the_calendar(per, on, begin, again):
    assert (beginning(per, on), free_again_on(per, on)) == (begin, again)


def test_the_first_day_after_each_is_the_next_beginning():
    for number in range(1500):
        on = date(2024, 1, 1) + timedelta(days=number)
        for per in ("month", "quarter"):
            again = free_again_on(per, on)
            assert beginning(per, again) == again > on
            assert beginning(per, again - timedelta(days=1)) == beginning(per, on)


def test_limits_are_said_in_words():
    said = [limit_said(most, per) for most, per in ((None, "month"), (1, "month"), (3, "quarter"))]
    assert said == ["as often as it comes", "at most once a month", "at most three times a quarter"]


@pytest.mark.parametrize(("taken_on", "is_full"), [(date(2026, 11, 1), True), (date(2026, 10, 31), False)])
def test_the_first_day_of_a_month_counts_for_it(maya, taken_on, is_full):
    with acting_as(maya):
        offer = Offer.make(maya, what="x", now=NOW, most=1)
        Fulfilment.objects.create(owner=maya, offer=offer, taken_on=taken_on)
        assert standing(maya)[0].is_full(TODAY) == is_full

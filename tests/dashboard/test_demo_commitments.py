"""The demo member's commitments: the same life on whichever day and hour it is written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.evenings import nearer_to_nobody
from apps.commitments.gave import gift_of
from apps.commitments.models import Commitment, Promise
from apps.core.due import gather
from apps.core.scope import acting_as
from apps.dashboard.demo.life import make_demo_member
from apps.goals.models import Gathering
from tests.architecture.test_pages import visible

pytestmark = pytest.mark.django_db
MORNING, NIGHT = datetime(2026, 11, 23, 14, 30, tzinfo=UTC), datetime(2028, 3, 1, 6, 30, tzinfo=UTC)
TUESDAY, THURSDAY = datetime(2026, 11, 24, 20, tzinfo=UTC), datetime(2026, 12, 31, 19, tzinfo=UTC)


@pytest.mark.parametrize("now", [MORNING, TUESDAY, THURSDAY, NIGHT])
def test_every_kind_has_its_evenings_and_its_lines_whatever_the_day(now):
    demo = make_demo_member("a long enough password", now=now)
    today = demo.day(now)
    with acting_as(demo):
        own = {each.kind: each for each in Commitment.objects.of(demo)}
        assert set(own) == set(Commitment.Kind)
        assert all(gift_of(demo, each.pk, now=now) for each in own.values())
        assert [each.title for each in nearer_to_nobody(demo, now=now)][-1:] == [
            "Board of the tenants’ union"
        ]
        alumni = gift_of(demo, own["alumni"].pk, now=now)
        shifts = gift_of(demo, own["volunteering"].pk, now=now)
        assert not own["class"].is_to_be_rounded(today - timedelta(days=7))
        for one in Gathering.objects.of(demo).taking_place().exclude(sessions=None):
            at_once = Gathering.objects.of(demo).taking_place().exclude(pk=one.pk)
            assert not at_once.filter(starts_at__lt=one.ends_at, ends_at__gt=one.starts_at).exists(), one
        assert {each.due_on - today for each in Promise.objects.of(demo).open()} == {
            timedelta(days=2), timedelta(days=16)
        }  # fmt: skip
    assert alumni.said == "12 hours, 8 people, 2 doors"
    assert shifts.people >= 5
    kinds = [item.kind.value for item in gather([demo], now=now)[demo.pk] if item.contact_id is None]
    assert kinds.count("promise") == kinds.count("season") == 1
    assert not {"approval", "free_until"} & set(kinds)


def test_today_and_the_year_say_what_she_gives(client_of):
    demo = make_demo_member("a long enough password", now=MORNING)
    with time_machine.travel(MORNING, tick=False):
        browser = client_of(demo)
        page = visible(browser.get(reverse("today")).content.decode())
        assert "by Wednesday A flyer for the harvest evening You promised it to Joan by Wednesday" in page
        assert "Print making, second term The last day of the term:" in page
        assert "of your 6 hours this week, with tonight." in page
        record = visible(browser.get(reverse("commitments:gave")).content.decode())
        assert "What you gave in 2026" in record and "Labels for the autumn shelf" in record
        assert "Board of the tenants’ union" in record.split("nearer to nobody?")[1]

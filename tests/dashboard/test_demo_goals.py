"""The demo member's goals: the same life on whichever day and hour it is written down."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from apps.core.scope import acting_as
from apps.dashboard.demo.life import make_demo_member
from apps.goals.models import Gathering, Goal
from apps.goals.portrait import Portrait
from apps.goals.sections.calling import people_to_call
from apps.goals.stages import Stage, stage
from tests.architecture.test_pages import visible

pytestmark = pytest.mark.django_db
MORNING, NIGHT = datetime(2026, 11, 23, 14, 30, tzinfo=UTC), datetime(2028, 3, 1, 6, 30, tzinfo=UTC)
"""Half past six on a Monday in Oakland; half past ten at night there, on 29 February."""


@pytest.mark.parametrize("now", [MORNING, NIGHT])
def test_its_people_stand_at_every_stage_and_seven_could_be_called(now):
    demo = make_demo_member("a long enough password", now=now)
    with acting_as(demo):
        goal = Goal.objects.of(demo).get(purpose="clients")
        portrait = Portrait(demo, goal, demo.day(now), now)
        stages = {stage(portrait.history(target.contact_id), portrait.today) for target in portrait.targets}
        assert len(people_to_call(portrait, portrait.today)) == 7
        assert not Gathering.objects.of(demo).filter(ends_at__gt=now).exclude(told_on=None).exists()
    assert stages == set(Stage)


@pytest.mark.parametrize(("now", "evening"), [(MORNING, "tonight"), (NIGHT, "tomorrow")])
def test_today_knows_the_evening_and_asks_about_the_last_one(now, evening, client_of):
    demo = make_demo_member("a long enough password", now=now)
    with time_machine.travel(now, tick=False):
        said = visible(client_of(demo).get(reverse("today")).content.decode())
    assert f"{evening} Evening shift 18:00–20:00" in said
    assert ("Joan Petersen Ask how the regatta went" in said) is (evening == "tonight")
    assert "yesterday Guild evening Whom did you meet?" in said
    assert "To run a press room that people like to come back to" in said

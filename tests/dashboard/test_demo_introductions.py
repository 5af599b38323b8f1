"""The demo member's introductions: each state has one, and nobody was sent a mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from apps.contacts.models import Contact
from apps.core.due import gather
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.dashboard.demo.life import make_demo_member
from apps.introductions.models import IntroductionRequest

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def test_there_is_one_of_each_that_stands():
    demo = make_demo_member("a long enough password", now=MORNING)
    with acting_as(demo):
        own = IntroductionRequest.objects.of(demo).order_by("pk")
        assert [request.state for request in own] == [
            *("told", "closed", "waiting", "introduced", "with_target", "asked"),
        ]
        assert {request.whom for request in own if request.contact_id} >= {"Eve Lindqvist", "Noor Aziz"}
        walter = Contact.objects.of(demo).get(name="Walter Amsel")
        assert walter.introduced_by and walter.introduced_by.name == "Joan Petersen"
        lines = [item.kind for item in gather([demo], now=MORNING)[demo.pk] if item.section.name == "WAITING"]
    assert lines == ["answer", "ask_next", "thank"]
    assert not Outbox.objects.exists()

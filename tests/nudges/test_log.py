"""The delivery log, and *Send me one now*."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import mail
from apps.core.outbox import Outbox, put
from apps.nudges.models import Digest, Nudge
from apps.nudges.planning import plan
from tests.making import make_contact
from tests.nudges.noting import asks_for_note, at, mail_of, make_due, note_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(at(23, 10), tick=False) as clock:
        yield clock


def test_log_says_what_became_of_each_mail(maya, client_of):
    for number, (state, more) in enumerate(
        {
            "sent": {},
            "failed": {"remark": "550 no such mailbox"},
            "cancelled": {"remark": "Too late to be of use."},
            "unsure": {},
            "due": {"attempts": 2},
        }.items()
    ):
        put_mail(maya, number, state=state, **more)
    page = client_of(maya).get(reverse("nudges:log")).content.decode()
    for words in (
        "sent",
        "could not be delivered",
        "550 no such mailbox",
        "Too late to be of use.",
        "may have arrived",
        "was put off, will be tried again",
        "Tried 2 times.",
    ):
        assert words in page


def test_log_shows_own_mail_only_and_asks_for_a_login(maya, stranger, client_of):
    put_mail(maya, 1, remark="a remark of Maya's")
    assert "a remark" not in client_of(stranger).get(reverse("nudges:log")).content.decode()
    assert Client().get(reverse("nudges:log")).status_code == 302
    assert Client().post(reverse("nudges:now")).status_code == 302
    assert not Outbox.objects.filter(kind="note_now").exists()


def test_log_costs_the_same_with_3_and_30_mails(maya, client_of):
    def queries(first, last):
        for number in range(first, last):
            put_mail(maya, number)
        browser = client_of(maya)
        with CaptureQueriesContext(connection) as found:
            browser.get(reverse("nudges:log"))
        return len(found)

    assert queries(0, 3) == queries(3, 30)


def test_empty_log_says_what_it_will_be_good_for(maya, client_of):
    assert "Nothing yet." in client_of(maya).get(reverse("nudges:log")).content.decode()


def test_one_now_is_todays_note(maya, client_of):
    make_due(maya, *"ABCD")
    answer = client_of(maya).post(reverse("nudges:now"), follow=True)
    assert "It is on its way to maya@example.org." in answer.content.decode()
    [row] = mail_of(maya)
    assert row.kind == "note_now" and row.key == f"digest-now:{maya.pk}:2026-11-23T10:00"
    assert len(note_of(maya, TODAY)) == 3
    assert b"Three people" in mail.compose(row, mail.kinds[row.kind], now=at(23, 10))


def test_planner_writes_no_second_note_that_day(maya, client_of):
    asks_for_note(maya, since=at(23, 9), quiet_from=None, works_from=None, note_at=at(23, 11).time())
    make_due(maya, "Ana")
    client_of(maya).post(reverse("nudges:now"))
    assert plan(now=at(23, 11)).planned == 0
    assert plan(now=at(24, 11)).planned == 1
    assert Digest.objects.filter(on=TODAY).count() == 1


def test_one_now_brings_the_open_lines_of_this_mornings_note_and_whoever_there_is_room_for(maya, client_of):
    asks_for_note(maya, since=at(22))
    make_due(maya, "Ana", "Ben")
    plan(now=at(23, 7, 30))
    Nudge.objects.filter(contact__name="Ana").update(acted_at=at(23, 8), answer="done")
    make_due(maya, "Cara", "Dora")
    client_of(maya).post(reverse("nudges:now"))
    row = Outbox.objects.get(kind="note_now")
    text = mail.compose(row, mail.kinds[row.kind], now=at(23, 10)).decode()
    assert {"ANA", "BEN", "CARA", "DORA"} & set(text.splitlines()) == {"BEN", "CARA"}


def test_nobody_today_is_said_too(maya, client_of):
    client_of(maya).post(reverse("nudges:now"))
    [row] = mail_of(maya)
    text = mail.compose(row, mail.kinds[row.kind], now=at(23, 10)).decode()
    assert "Nobody to write to today. That is a good day to be found." in text.replace("=\r\n", "")
    assert not Digest.objects.exists()


def test_one_every_few_minutes(maya, client_of, monday):
    browser = client_of(maya)
    browser.post(reverse("nudges:now"))
    page = browser.post(reverse("nudges:now"), follow=True).content.decode()
    assert "One is on its way already." in page
    assert Outbox.objects.count() == 1
    monday.move_to(at(23, 10) + timedelta(minutes=4))
    browser.post(reverse("nudges:now"))
    assert Outbox.objects.count() == 2


def test_anyone_gets_a_note_of_their_own_people_only(maya, stranger, client_of):
    make_contact(stranger, "Theirs", rhythm_days=30, first_due_on=TODAY)
    client_of(maya).post(reverse("nudges:now"))
    assert not Nudge.objects.exists()


def put_mail(member, number, **columns):
    put(
        key=f"digest:{member.pk}:{number}",
        kind="note",
        recipient=member.email,
        member_id=member.pk,
        now=at(22),
    )
    Outbox.objects.filter(key=f"digest:{member.pk}:{number}").update(**columns)

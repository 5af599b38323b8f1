"""The buttons of a note: a page that changes nothing, a press that acts once (scenarios 12, 19)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Member, Session
from apps.contacts.models import Contact, Interaction
from apps.core import mail
from apps.core.acts import Act
from apps.core.due import Rest, gather
from apps.core.links import sign, unsubscribe_token
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.nudges.buttons import DAYS, button_url, purpose
from apps.nudges.models import Answer, Nudge
from apps.nudges.planning import plan
from tests.making import make_contact, make_member, make_touch
from tests.nudges.noting import asks_for_note, at, make_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def line(maya):
    """Ana's line in Maya's note of Monday; she had been due since Sunday."""
    asks_for_note(maya, since=at(22))
    ana = make_contact(maya, "Ana Lima", rhythm_days=30, notes="a secret of Ana's", email="ana@example.org")
    make_touch(maya, ana, TODAY - timedelta(days=31))
    plan(now=at(23, 7, 30))
    return Nudge.objects.select_related("owner", "contact").get()


@pytest.fixture
def monday():
    with time_machine.travel(at(23, 10), tick=False):
        yield


def test_page_shows_the_name_and_one_button_and_no_facts(line, monday):
    for answer in Answer:
        page = Client().get(path(line, answer)).content.decode()
        assert "Ana Lima" in page and page.count("<button") == 1
        assert "secret" not in page and "ana@example.org" not in page
        assert 'content="noindex"' in page and "<script" not in page


def test_looking_changes_nothing(line, monday):
    before = changes()
    for answer, method in product(Answer, ("get", "head")):
        for _ in range(3):
            assert getattr(Client(), method)(path(line, answer)).status_code == 200
    assert changes() == before
    Client().post(path(line, Answer.DONE))
    assert changes() != before, "what is compared would show a change"


def test_done_logs_the_touch_once_and_says_so_the_second_time(line, monday):
    """Scenario 19."""
    page = Client().post(path(line, Answer.DONE))
    assert "Noted. The rhythm begins again today." in page.content.decode()
    touch = Interaction.objects.order_by("pk").last()
    assert (touch.kind, touch.happened_on) == ("wrote", TODAY)
    line.contact.refresh_from_db()
    assert line.contact.due_on == TODAY + timedelta(days=30)
    count = Interaction.objects.count()

    for method in ("post", "get", "post"):
        again = getattr(Client(), method)(path(line, Answer.DONE)).content.decode()
        assert "You already said this on Monday 23 November: Done." in again
    assert Interaction.objects.count() == count == 2
    assert Act.objects.filter(verb="done").count() == 1


def test_one_answer_ends_the_others(line, monday):
    Client().post(path(line, Answer.NOT_TODAY))
    page = Client().post(path(line, Answer.DONE)).content.decode()
    assert "You already said this on Monday 23 November: Not today." in page
    assert Interaction.objects.count() == 1


def test_not_today_rests_until_the_members_next_day_and_logs_no_touch(line, monday, maya):
    Client().post(path(line, Answer.NOT_TODAY))
    assert (gather([maya], now=at(23, 22))[maya.pk], Interaction.objects.count()) == ([], 1)
    assert len(gather([maya], now=at(24, 0, 1))[maya.pk]) == 1


def test_not_today_for_somebody_from_before_rests_sixty_days(maya, monday):
    asks_for_note(maya, since=at(22))
    make_contact(maya, "Mate", origin="walk")
    plan(now=at(23, 7, 30))
    Client().post(path(Nudge.objects.select_related("owner").get(), Answer.NOT_TODAY))
    assert Rest.objects.get().until_on == TODAY + timedelta(days=60)
    assert gather([maya], now=at(23) + timedelta(days=59))[maya.pk] == []
    assert len(gather([maya], now=at(23) + timedelta(days=60))[maya.pk]) == 1


def test_not_this_person_is_let_be(line, monday, maya):
    Client().post(path(line, Answer.LET_BE))
    line.contact.refresh_from_db()
    assert line.contact.let_be_at == at(23, 10)
    assert gather([maya], now=at(23, 11))[maya.pk] == []


def test_answer_is_an_act_that_can_be_taken_back_and_given_again(line, monday, maya):
    """Scenario 1, by the mail's Done."""
    Client().post(path(line, Answer.DONE))
    done = Act.objects.get(verb="done")
    assert done.facts["name"] == "Ana Lima"
    with acting_as(maya):
        take_back(maya, done, now=at(23, 11))
    assert [item.contact_id for item in gather([maya], now=at(23, 11))[maya.pk]] == [line.contact_id]
    assert "Noted." in Client().post(path(line, Answer.DONE)).content.decode()
    assert Interaction.objects.count() == 2


def test_no_session_and_no_cookie(line, monday, client_of, stranger):
    for browser in (Client(enforce_csrf_checks=True), Client()):
        for method in ("get", "post"):
            assert not getattr(browser, method)(path(line, Answer.DONE)).cookies
    assert not Session.objects.exists()
    others = client_of(stranger)
    assert "Ana Lima" in others.get(path(line, Answer.NOT_TODAY)).content.decode()
    assert others.get(reverse("contacts:person", args=[line.contact_id])).status_code == 404


PURPOSES = [*(purpose(answer) for answer in Answer), "unsubscribe", "letter", "reset", "calendar", "nudge"]


@pytest.mark.parametrize("made_for", PURPOSES)
@pytest.mark.parametrize("answer", list(Answer))
def test_token_does_one_thing_only(line, monday, made_for, answer, maya):
    """S5: a token made for one purpose never does what another is for."""
    token = sign(made_for, member=maya, subject=line.pk, now=at(23), days=DAYS)
    Client().post(reverse("nudges:button", args=[token]))
    line.refresh_from_db()
    assert (line.answer == answer.value) is (made_for == purpose(answer))


def test_button_token_opens_no_other_door(line, monday):
    token = path(line, Answer.DONE).split("/")[-2]
    assert Client().post(reverse("unsubscribe", args=[token])).status_code == 404
    other = unsubscribe_token("maya@example.org", "morning-note")
    assert Client().post(reverse("nudges:button", args=[other])).status_code == 404
    line.refresh_from_db()
    assert line.acted_at is None


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("spoil", "status"),
    [
        (lambda line: token(line)[:-1], 404),
        (lambda line: "x" + token(line), 404),
        (lambda line: "nonsense", 404),
        (lambda line: "ä" * 500, 404),
        (lambda line: sign(purpose(Answer.DONE), member=line.owner, subject=line.pk, now=at(1), days=1), 410),
        (
            lambda line: sign(
                purpose(Answer.DONE), member=line.owner, subject=line.pk + 99, now=at(23), days=1
            ),
            410,
        ),
        (lambda line: stranger_token(line), 410),
        (lambda line: old_epoch(line), 410),
        (lambda line: leaving(line), 410),
        (lambda line: deleted(line), 410),
    ],
)
def test_broken_and_ended_links_are_a_clear_page(line, monday, spoil, status, method):
    bad = spoil(line)
    answer = getattr(Client(), method)(f"/n/{bad}/")
    assert answer.status_code == status
    assert "Ana" not in answer.content.decode()
    assert not Act.objects.exists()


def test_buttons_last_thirty_days(line):
    url = path(line, Answer.DONE)
    with time_machine.travel(at(23) + timedelta(days=29), tick=False):
        assert Client().get(url).status_code == 200
    with time_machine.travel(at(23) + timedelta(days=32), tick=False):
        assert Client().get(url).status_code == 410


def test_scanner_that_follows_every_link_of_200_mails_changes_nothing(maya, settings):
    """Scenario 12: GET and HEAD, twice."""
    from apps.nudges.models import Digest

    people = make_due(maya, *(f"Person {n}" for n in range(10)), email="p@example.org")
    digests = Digest.objects.bulk_create(
        Digest(owner=maya, on=TODAY - timedelta(days=number), planned_at=at(23)) for number in range(200)
    )
    Nudge.objects.bulk_create(
        Nudge(
            owner=maya,
            digest=digest,
            position=place,
            kind="rhythm",
            subject=f"contact:{person.pk}",
            due_on=TODAY,
            contact=person,
        )
        for number, digest in enumerate(digests)
        for place, person in enumerate(people[number % 10 :][:1])
    )
    links = {link for digest in digests for link in links_of(maya, digest)}
    assert len(links) > 400
    before = changes()
    with time_machine.travel(at(23, 8), tick=False):
        scanner = Client()
        for link in sorted(links):
            assert scanner.get(link).status_code == scanner.head(link).status_code == 200
    assert changes() == before


def links_of(member, digest):
    row = Outbox(
        key=f"x:{digest.pk}",
        kind="note",
        recipient=member.email,
        member=member,
        facts={"digest": digest.pk, "on": "2026-11-23"},
    )
    content = mail.compose(row, mail.kinds["note"], now=at(23, 7, 30)).decode().replace("=\r\n", "")
    return re.findall(r"http://localhost:8000(/[nu]/[\w-]+/)", content)


def changes():
    """What was inserted, updated and deleted so far in every table (this transaction included)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, pg_stat_get_xact_tuples_inserted(relid), pg_stat_get_xact_tuples_updated(relid),"
            " pg_stat_get_xact_tuples_deleted(relid) from pg_stat_user_tables order by 1"
        )
        return cursor.fetchall()


def path(line, answer):
    return button_url(answer, line.pk, member=line.owner, now=at(23)).removeprefix("http://localhost:8000")


def token(line):
    return path(line, Answer.DONE).split("/")[-2]


def stranger_token(line):
    other = make_member("other@example.org")
    return sign(purpose(Answer.DONE), member=other, subject=line.pk, now=at(23), days=1)


def old_epoch(line):
    old = token(line)
    Member.objects.filter(pk=line.owner_id).update(link_epoch=2)
    return old


def leaving(line):
    Member.objects.filter(pk=line.owner_id).update(leaving_at=at(23))
    return token(line)


def deleted(line):
    Contact.objects.filter(pk=line.contact_id).delete()
    return token(line)

"""Promises and commitments in the morning note, and answered from it once (scenario 17)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.nudges.brevity import MOST_WORDS
from apps.nudges.buttons import button_url
from apps.nudges.models import Answer, Nudge
from apps.nudges.planning import plan
from tests.commitments.making import make_commitment, make_evening, make_promise
from tests.commitments.test_due import FRIDAY, one_of_each
from tests.goals.rooms import make_evidence, make_place
from tests.making import make_contact
from tests.nudges.noting import asks_for_note, at, make_due
from tests.nudges.test_mail import compose, words_in

pytestmark = pytest.mark.django_db
KINDS = ("promise", "season", "approval", "free_until")


@pytest.fixture
def noted(maya):
    return asks_for_note(maya, since=at(22))


def test_the_note_says_what_copy_says_of_tonight(noted):
    type(noted).objects.filter(pk=noted.pk).update(outside_hours_cap=6)
    hall = make_place(noted, "Harbour Food Bank")
    make_evidence(hall, make_contact(noted, "Joan Ferrer", ask_next="about the regatta"), date(2026, 11, 10))
    shift = make_commitment(noted, "Tuesday shift")
    make_evening(shift, "Evening shift", place=hall, starts_at=at(23, 18))
    make_evening(shift, "Evening shift", place=hall, starts_at=at(24, 18))
    text_, html, _message = sent(noted, at(24, 7, 30))
    assert (
        "TONIGHT 18:00–20:00, Evening shift, Harbour Food Bank · Tuesday shift. "
        "Likely there: Joan (ask about the regatta). 4 of your 6 hours this week, with tonight.\n"
    ) in text_
    assert "4 of your 6 hours this week, with tonight." in html


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("promise", "BY FRIDAY A flyer, as you promised.\nAnswer: http"),
        ("season", "Print making ends. Whom would you like to keep?\nAnswer: http"),
        ("approval", "APPROVAL The intranet: who said yes to it at work, and when?\nAnswer: http"),
        ("free_until", "The choir’s site: free until 20 November, you said. And now?\nAnswer: http"),
    ],
)
def test_each_kind_stands_in_the_note(kind, line, noted):
    make_due(noted, "Ana", "Ben", "Cara")
    for other, row in one_of_each(noted).items():
        if other != kind:
            with acting_as(noted):
                row.delete()
    text_, html, message = sent(noted, at(25, 7, 30))
    assert line in text_ and words_of_note(text_) <= MOST_WORDS
    assert message["Subject"] == "Your morning note, Wednesday 25 November"
    assert html.count(">On track</a>") == (kind == "promise")
    assert html.count(">Not today</a>") == 4


def test_a_promise_is_worth_a_note_each_day_what_can_wait_comes_along_once_a_week(noted):
    rows = one_of_each(noted)
    for day in (25, 26, 27):
        plan(now=at(day, 7, 30))
    kinds = [list(kinds_of(day)) for day in (25, 26, 27)]
    assert kinds == [["promise", "season"], ["promise", "free_until"], ["promise", "approval"]]
    with acting_as(noted):
        rows["promise"].keep(date(2026, 11, 27))
    assert plan(now=at(28, 7, 30)).planned == 0, "for what can wait alone no note is written"


def test_its_mail_button_shows_nothing_private_and_acts_once(noted):
    promise = make_promise(noted, "A flyer for the harvest", FRIDAY)
    plan(now=at(25, 7, 30))
    path = mail_path(Answer.DONE, noted)
    with time_machine.travel(at(25, 8), tick=False):
        page = Client().get(path).content.decode()
        assert "Something you promised" in page and "harvest" not in page and page.count("<button") == 1
        assert "Is it on track?" in page and not Act.objects.exists()
        page = Client().post(path).content.decode()
        assert "Noted: it is on track." in page and "in touch" not in page
        again = Client().post(path).content.decode()
        assert "You already said this on Wednesday 25 November: On track." in again
    assert Act.objects.get().verb == "on_track_promise"
    promise.refresh_from_db()
    assert promise.on_track_on == date(2026, 11, 25)
    with acting_as(noted):
        take_back(noted, Act.objects.get(), now=at(25, 9))
    promise.refresh_from_db()
    assert promise.on_track_on is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_put_off_from_the_mail_once(kind, noted):
    make_due(noted, "Ana")
    for other, row in one_of_each(noted).items():
        if other != kind:
            with acting_as(noted):
                row.delete()
    plan(now=at(25, 7, 30))
    path = mail_path(Answer.NOT_TODAY, noted, kind)
    with time_machine.travel(at(25, 8), tick=False):
        page = Client().get(path).content.decode()
        assert not any(word in page for word in ("flyer", "Print", "intranet", "choir"))
        assert "Let it rest." in Client().post(path).content.decode()
        assert "You already said this" in Client().post(path).content.decode()
    assert Act.objects.count() == 1 and Rest.objects.get().subject.startswith(f"{kind}:")


@pytest.mark.parametrize("since", ["kept", "handed_back", "deleted", "on_track"])
def test_line_nobody_needs_any_more_is_left_out_when_the_mail_goes(since, noted):
    promise = make_promise(noted, "A flyer", FRIDAY)
    make_due(noted, "Ana")
    plan(now=at(25, 7, 30))
    Outbox.objects.update(due_at=at(25, 7, 30))
    with acting_as(noted):
        on = date(2026, 11, 25)
        {
            "kept": lambda: promise.keep(on),
            "handed_back": lambda: promise.hand_back(on),
            "deleted": promise.delete,
            "on_track": lambda: promise.is_on_track(on),
        }[since]()
    text_, _html, _message = compose(noted)
    assert "flyer" not in text_ and "ANA" in text_


def test_many_long_words_share_the_room(noted):
    type(noted).objects.filter(pk=noted.pk).update(pace=5, outside_hours_cap=6)
    long = "as long as it may be and then a little longer " * 4
    make_due(noted, *(f"Person {n} with a rather long name" for n in range(5)), opener=long)
    bank = make_commitment(noted, long[:200], coordinator=make_contact(noted, long[:150]))
    for number in range(12):
        make_promise(noted, long, FRIDAY, commitment=bank)
        make_evening(bank, long[:190], starts_at=at(25, 8 + number))
    text_, _html, _message = sent(noted, at(25, 7, 30))
    assert MOST_WORDS - 30 < words_of_note(text_) <= MOST_WORDS
    assert text_.count("Done:") == 5


def test_hostile_promises_do_no_harm(noted):
    make_promise(noted, "Win http://evil.example/now\u202e<script>\nDone: x", FRIDAY)
    text_, html, _message = sent(noted, at(25, 7, 30))
    assert "evil.example" not in text_ + html and "<script>" not in html and "\nDone: x" not in text_


def mail_path(answer, member, kind="promise"):
    line = Nudge.objects.get(kind=kind)
    return button_url(answer, line.pk, member=member, now=at(25)).removeprefix("http://localhost:8000")


def kinds_of(day):
    lines = Nudge.objects.filter(digest__on=date(2026, 11, day)).order_by("position")
    return lines.values_list("kind", flat=True)


def sent(member, moment):
    """(text, HTML, message) of the note planned then."""
    assert plan(now=moment).planned == 1
    return compose(member)


def words_of_note(text_):
    asides = ("Look:", "Answer:", "On track:")
    return words_in("\n".join(line for line in text_.splitlines() if not line.startswith(asides)))

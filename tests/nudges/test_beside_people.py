"""The note beside people: tonight, the morning after, and what is asked about goals."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.contacts.models import Contact
from apps.core.acts import Act
from apps.core.due import Rest, gather
from apps.core.links import sign
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.meeting import meet
from apps.goals.models import Gathering, Target
from apps.nudges.asking import send_one_now
from apps.nudges.brevity import MOST_WORDS
from apps.nudges.buttons import button_url, purpose
from apps.nudges.models import Answer, Digest, Nudge
from apps.nudges.planning import plan
from tests.goals.rooms import make_evidence, make_gathering, make_goal, make_place, make_target
from tests.making import make_contact, make_member
from tests.nudges.noting import asks_for_note, at, make_due, plan_each_day
from tests.nudges.test_mail import compose, words_in

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def noted(maya):
    return asks_for_note(maya, since=at(22))


@pytest.fixture
def evening(noted):
    """Tuesday's at the hall, where Joan and Pete were seen lately."""
    hall = make_place(noted, "Harbour hall")
    make_evidence(hall, make_contact(noted, "Joan Ferrer", ask_next="about the regatta"), date(2026, 11, 10))
    make_evidence(hall, make_contact(noted, "Pete Ray"), date(2026, 11, 3))
    return make_gathering(noted, "Harbour Food Bank", place=hall)


def test_tonight_stands_behind_people_with_whom_and_what_to_ask(noted, evening):
    make_due(noted, "Ana", "Ben", "Cara")
    text, html, message = sent(noted, at(24, 7, 30))
    assert text.startswith("Good morning, Maya. Three people and one evening out.\n")
    assert (
        "TONIGHT 18:00–20:00, Harbour Food Bank, Harbour hall. "
        "Likely there: Joan (ask about the regatta), Pete.\n"
        f"Look: http://localhost:8000/goals/gatherings/{evening.pk}/\n"
    ) in text
    assert text.index("CARA") < text.index("TONIGHT") < text.index("Nothing here is late")
    assert "Three people and one evening out. Two minutes." in html
    assert re.search(r"Joan \(ask <mark[^>]*>about the regatta</mark>\), Pete", html)
    assert message["Subject"] == "Your morning note, Tuesday 24 November"
    assert html.count(">Not today</a>") == 3, "of an evening there is nothing to put off"
    assert words_of_note(text) <= MOST_WORDS


def test_a_note_comes_also_when_only_a_gathering_stands_in_it(noted, evening):
    text, html, _message = sent(noted, at(24, 7, 30))
    assert text.startswith("Good morning, Maya. Nobody to write to today, and an evening out.\n")
    assert "Nothing here is late" not in text
    assert "Nobody to write to today, and an evening out. A minute." in html


def test_subject_and_preheader_carry_no_private_facts(noted, evening):
    _text, html, message = sent(noted, at(24, 7, 30))
    preheader = re.search(r'class="preheader"[^>]*>(.*?)</div>', html)[1]
    for fact in ("Food Bank", "Harbour", "Joan", "regatta", "18:00"):
        assert fact in html and fact not in message["Subject"] and fact not in preheader


def test_the_evening_before_the_day_and_the_morning_after(noted, evening):
    assert "TOMORROW 18:00–20:00, Harbour Food Bank" in sent(noted, at(23, 7, 30))[0]
    assert "TONIGHT 18:00" in sent(noted, at(24, 7, 30))[0]
    text, html, _message = sent(noted, at(25, 7, 30))
    assert "YESTERDAY Harbour Food Bank. Whom did you meet?\n" in text
    assert f"Answer: http://localhost:8000/goals/gatherings/{evening.pk}/#met\nNot today: http" in text
    assert html.count(">Answer</a>") == html.count(">Not today</a>") == 1
    assert "a line besides" in text
    with acting_as(noted):
        meet(evening, noted, [], now=at(25, 9))
    assert plan(now=at(26, 7, 30)).planned == 0


@pytest.mark.parametrize("since", ["cancelled", "over", "deleted", "told", "rested"])
def test_line_nobody_needs_any_more_is_left_out_when_the_mail_goes(noted, evening, since):
    day = 25 if since in ("told", "rested") else 24
    make_due(noted, "Ana")
    plan(now=at(day, 7, 30))
    Outbox.objects.update(due_at=at(24, 20) if since == "over" else at(day, 7, 30))
    with acting_as(noted):
        if since == "cancelled":
            evening.cancel(now=at(24, 7, 31))
        elif since == "deleted":
            Gathering.objects.all().delete()
        elif since == "told":
            meet(evening, noted, [], now=at(25, 7, 31))
        elif since == "rested":
            Rest.until(noted, f"met:{evening.pk}", date(2026, 11, 26))
    text, _html, _message = compose(noted)
    assert "Food Bank" not in text and "ANA" in text and "One person.\n" in text
    Contact.objects.filter(name="Ana").update(let_be_at=at(24, 7, 31))
    assert compose(noted) is None, "a note with nothing to say is cancelled"


def test_gatherings_use_nobodys_room(noted, evening):
    make_gathering(noted, "Second", starts_at=at(24, 19))
    make_due(noted, *"ABCDE")
    assert sent(noted, at(24, 7, 30))[0].count("Done:") == 3
    with acting_as(noted):
        send_one_now(noted, now=at(24, 9))
    assert Nudge.objects.count() == 5 and Digest.objects.count() == 1


def test_asking_for_the_note_writes_no_line_twice(noted, evening):
    make_goal(noted, began_on=date(2026, 1, 1))
    for minute in (0, 10, 20):
        with acting_as(noted):
            send_one_now(noted, now=at(24, 9, minute))
    assert sorted(Nudge.objects.values_list("kind", flat=True)) == ["gathering", "goal_look"]


def test_questions_about_goals_come_along_once_a_week_and_never_alone(noted):
    goal = make_goal(noted, "To be at home among makers", began_on=date(2026, 1, 1))
    for name in ("Eve Lindqvist", "Kim Roy"):
        make_target(goal, name)
    with acting_as(noted):
        Target.objects.update(added_at=at(1) - timedelta(days=730))
    assert plan_each_day(at(23, 7, 30), 2) == [0, 0]
    make_due(noted, "Ana")
    texts = [sent(noted, at(day, 7, 30))[0] for day in (25, 26, 27)]
    assert "A LOOK “To be at home among makers”: is this still it?\nAnswer: http" in texts[0]
    assert "TO MEET Eve Lindqvist, quiet for two years. Still somebody to meet?\nAnswer: http" in texts[1]
    assert "TO MEET" not in texts[2] and "A LOOK" not in texts[2]
    assert plan_each_day(at(28, 7, 30), 3) == [1, 1, 1]
    of_next_week = Nudge.objects.filter(digest__on=date(2026, 11, 30)).exclude(kind="rhythm")
    assert [line.kind for line in of_next_week] == ["goal_look"]


def test_its_button_shows_nothing_private_and_acts_once(noted, evening):
    plan(now=at(25, 7, 30))
    line = Nudge.objects.get()
    path = button_url(Answer.NOT_TODAY, line.pk, member=noted, now=at(25)).removeprefix(
        "http://localhost:8000"
    )
    with time_machine.travel(at(25, 8), tick=False):
        page = Client().get(path).content.decode()
        assert "A gathering" in page and "Food Bank" not in page and page.count("<button") == 1
        assert not Act.objects.exists()
        page = Client().post(path).content.decode()
        assert "Let it rest." in page and "Food Bank" not in page
        again = Client().post(path).content.decode()
        assert "You already said this on Wednesday 25 November: Not today." in again
    assert Act.objects.get().facts["name"] == "Harbour Food Bank"
    assert gather([noted], now=at(25, 9))[noted.pk] == []
    with acting_as(noted):
        take_back(noted, Act.objects.get(), now=at(25, 9))
    assert len(gather([noted], now=at(25, 9))[noted.pk]) == 1


@pytest.mark.parametrize("answer", [Answer.DONE, Answer.LET_BE])
def test_answers_that_mean_nothing_are_no_page(noted, evening, answer):
    plan(now=at(25, 7, 30))
    token = sign(purpose(answer), member=noted, subject=Nudge.objects.get().pk, now=at(25), days=3)
    with time_machine.travel(at(25, 8), tick=False):
        assert Client().post(reverse("nudges:button", args=[token])).status_code == 410
    assert not Act.objects.exists()


def test_button_of_a_gathering_that_is_gone_is_a_clear_page(noted, evening):
    plan(now=at(25, 7, 30))
    url = button_url(Answer.NOT_TODAY, Nudge.objects.get().pk, member=noted, now=at(25))
    with acting_as(noted):
        evening.delete()
    with time_machine.travel(at(25, 8), tick=False):
        assert Client().get(url.removeprefix("http://localhost:8000")).status_code == 410


def test_no_words_of_a_line_are_kept(noted, evening):
    plan(now=at(24, 7, 30))
    assert Nudge.objects.get().facts == {} and Nudge.objects.get().contact is None


def test_many_long_words_share_the_room(noted):
    type(noted).objects.filter(pk=noted.pk).update(pace=5)
    long = "as long as it may be and then a little longer " * 4
    make_due(
        noted, *(f"Person {n} with a rather long name" for n in range(5)), opener=long, relation=long[:100]
    )
    for number in range(12):
        place = make_place(noted, f"{long[:150]} {number}")
        for each in range(6):
            make_evidence(place, make_contact(noted, f"{each} {long[:80]}", ask_next=long), date(2026, 11, 1))
        make_gathering(noted, long[:190], place=place, starts_at=at(24, 8 + number))
    text, _html, _message = sent(noted, at(24, 7, 30))
    assert MOST_WORDS - 30 < words_of_note(text) <= MOST_WORDS
    assert text.count("Done:") == 5


def test_hostile_titles_do_no_harm(noted):
    evil = "Win http://evil.example/now\u202e<script>"
    place = make_place(noted, evil)
    make_evidence(place, make_contact(noted, evil, ask_next=evil), date(2026, 11, 1))
    make_gathering(noted, evil, place=place)
    make_gathering(noted, evil + "\nDone: x", starts_at=at(23, 18))
    text, html, _message = sent(noted, at(24, 7, 30))
    assert "evil.example" not in text and "evil.example" not in html and "<script>" not in html
    assert "\u202e" not in text + html and "\nDone: x" not in text


def test_a_hundred_notes_cost_the_queries_of_one():
    def planned(number):
        for each in range(number):
            member = asks_for_note(make_member(f"m{number}-{each}@example.org"), since=at(22))
            make_gathering(member)
            make_goal(member, began_on=date(2026, 1, 1))
        with CaptureQueriesContext(connection) as queries:
            assert plan(now=at(24, 7, 30)).planned == number
        return len(queries)

    assert planned(1) == planned(30)


def sent(member, moment):
    """(text, HTML, message) of the note planned then."""
    assert plan(now=moment).planned == 1
    return compose(member)


def words_of_note(text):
    asides = ("Look:", "Answer:")
    return words_in("\n".join(line for line in text.splitlines() if not line.startswith(asides)))

"""Review: a week as it was, what may have happened anyway, and what the next one is to be like."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import Member
from apps.contacts.merging.merge import merge
from apps.contacts.models import Circle, Contact, Interaction
from apps.core.acts import Act
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.dashboard.models import Review
from apps.dashboard.review.week import week_of
from apps.nudges.models import Ease
from apps.nudges.planning import plan
from tests.goals.rooms import make_gathering, make_met
from tests.making import make_contact, make_touch
from tests.nudges.noting import asks_for_note

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
UNCOUNTED = re.compile(r"^(SAVEPOINT|RELEASE|BEGIN|COMMIT|select set_config|select current_setting)")
FRIDAY_NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday():
    """Noon on Friday in Lisbon."""
    with time_machine.travel(FRIDAY_NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def browser(maya, client_of):
    maya.onboarded_at = FRIDAY_NOON - timedelta(days=60)
    maya.save()
    return client_of(maya)


def text(answer) -> str:
    return answer.content.decode()


def make_due(member, name: str, on: date, **more) -> Contact:
    return make_contact(member, name, rhythm_days=91, first_due_on=on, **more)


def press(browser, name: str, *args, **data):
    return browser.post(reverse(name, args=args), {"act": str(uuid.uuid4()), "week": "2026-11-23", **data})


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 11, 27, 11, 59, tzinfo=UTC), date(2026, 11, 16)),
        (FRIDAY_NOON, MONDAY),
        (datetime(2026, 11, 29, 23, 59, tzinfo=UTC), MONDAY),
        (datetime(2026, 11, 30, 0, 0, tzinfo=UTC), MONDAY),
    ],
)
def test_a_week_is_looked_back_on_from_friday_noon_to_the_next(maya, now, monday):
    assert week_of(maya, now).monday == monday


def test_friday_noon_is_by_the_members_own_clocks(maya):
    maya.time_zone = "Pacific/Auckland"
    assert week_of(maya, datetime(2026, 11, 26, 23, 0, tzinfo=UTC)).monday == MONDAY


def test_a_quiet_week_is_not_late(browser):
    page = text(browser.get("/review/"))
    assert "A quiet week. Nothing here is late." in page
    assert "Did any of this happen anyway?" not in page  # nobody to ask about


def test_a_good_week_says_what_it_held(browser, maya):
    make_touch(maya, make_contact(maya, "Ana Lima"), date(2026, 11, 24))
    make_met(make_gathering(maya, "Food bank"), make_contact(maya, "Joan Ferrer"))
    page = text(browser.get("/review/"))
    assert "A good week." in page and "Nothing here is late" not in page
    assert "You were in touch with Ana and Joan, and you went to Food bank." in page


def test_only_this_week_counts_and_only_what_took_place(browser, maya):
    make_touch(maya, make_contact(maya, "Ana Lima"), MONDAY - timedelta(days=1))
    make_gathering(maya, "Called off", cancelled_at=FRIDAY_NOON)
    make_gathering(maya, "Not me", staying_away_at=FRIDAY_NOON)
    make_gathering(maya, "Still to come", starts_at=datetime(2026, 11, 28, 18, tzinfo=UTC))
    page = text(browser.get("/review/"))
    assert "A quiet week." in page
    assert not any(title in page for title in ("Called off", "Not me", "Still to come"))


def test_six_are_asked_about_the_likeliest_first_and_never_who_was_written_down(browser, maya):
    seen = make_contact(maya, "Seen Already", rhythm_days=30)
    make_touch(maya, seen, date(2026, 11, 25))
    for number in range(8):
        make_due(maya, f"Due {number}", date(2026, 11, 20 + number % 3))
    make_due(maya, "Let Be", date(2026, 11, 20), let_be_at=FRIDAY_NOON)
    make_due(maya, "Gone", date(2026, 11, 20), died_on=date(2026, 1, 1))
    page = text(browser.get("/review/"))
    assert page.count('id="perhaps-') == 6
    assert "Let Be" not in page and "Gone" not in page
    assert f'id="perhaps-{seen.pk}"' not in page


def test_one_tap_writes_it_down_under_a_day_of_that_week(browser, maya):
    ana = make_due(maya, "Ana Lima", date(2026, 11, 20))
    press(browser, "anyway_review", ana.pk, kind="met")
    with acting_as(maya):
        touch = Interaction.objects.get()
    assert (touch.kind, touch.happened_on) == ("met", date(2026, 11, 27))
    ana.refresh_from_db()
    assert ana.last_touch_on == date(2026, 11, 27)
    browser.post(reverse("take_back", args=[Act.objects.get().pk]))
    ana.refresh_from_db()
    assert ana.last_touch_on is None


def test_of_a_week_that_is_over_it_is_its_sunday(browser, maya, friday):
    friday.move_to(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    ana = make_due(maya, "Ana Lima", date(2026, 11, 20))
    press(browser, "anyway_review", ana.pk, kind="wrote")
    with acting_as(maya):
        assert Interaction.objects.get().happened_on == date(2026, 11, 29)


def test_not_this_week_asks_no_more_and_touches_nobody(browser, maya, friday):
    ana = make_due(maya, "Ana Lima", date(2026, 11, 20))
    press(browser, "anyway_review", ana.pk, kind="no")
    assert f'id="perhaps-{ana.pk}"' not in text(browser.get("/review/"))
    with acting_as(maya):
        assert not Interaction.objects.exists()
    friday.move_to(FRIDAY_NOON + timedelta(days=7))
    assert f'id="perhaps-{ana.pk}"' in text(browser.get("/review/"))


def test_that_nothing_passed_holds_for_whom_two_entries_become(browser, maya, now):
    liz, elizabeth = (make_due(maya, name, date(2026, 11, 20)) for name in ("Liz Moss", "Elizabeth Moss"))
    press(browser, "anyway_review", elizabeth.pk, kind="no")
    with acting_as(maya):
        merge(maya, liz, elizabeth, {}, now=now)
    assert f'id="perhaps-{liz.pk}"' not in text(browser.get("/review/"))


def test_a_button_of_another_week_changes_nothing(browser, maya):
    ana = make_due(maya, "Ana Lima", date(2026, 11, 20))
    answer = press(browser, "anyway_review", ana.pk, kind="met", week="2026-11-16")
    assert answer.status_code == 302 and not Act.objects.exists()


@pytest.mark.parametrize("data", [{"kind": "flew"}, {"week": "soon"}, {"week": ""}])
def test_what_no_button_brings_is_refused(browser, maya, data):
    ana = make_due(maya, "Ana Lima", date(2026, 11, 20))
    assert press(browser, "anyway_review", ana.pk, **({"kind": "met"} | data)).status_code == 404


def test_another_members_person_is_not_there(browser, stranger):
    other = make_contact(stranger, "Not Mine")
    assert press(browser, "anyway_review", other.pk, kind="met").status_code == 404


def test_a_lighter_week_names_one_a_day_from_monday_on(browser, maya, friday):
    for number in range(4):
        make_due(maya, f"Due {number}", date(2026, 11, 20))
    press(browser, "choose_review", choice="lighter")
    assert text(browser.get("/")).count('aria-labelledby="about-') == 3  # this week is as it was
    friday.move_to(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    assert text(browser.get("/")).count('aria-labelledby="about-') == 1
    friday.move_to(datetime(2026, 12, 7, 9, 0, tzinfo=UTC))
    assert text(browser.get("/")).count('aria-labelledby="about-') == 3


def test_left_alone_nobody_is_named_and_no_note_comes(browser, maya, friday):
    make_due(maya, "Ana Lima", date(2026, 11, 20))
    make_gathering(maya, "Food bank", starts_at=datetime(2026, 11, 30, 18, tzinfo=UTC))
    asks_for_note(maya, since=FRIDAY_NOON)
    press(browser, "choose_review", choice="alone", until_on="2026-12-04")
    friday.move_to(datetime(2026, 11, 30, 7, 30, tzinfo=UTC))
    assert plan(now=datetime(2026, 11, 30, 7, 30, tzinfo=UTC)).planned == 0
    today = text(browser.get("/"))
    assert "Kith leaves you be" in today and "Ana Lima" not in today and "Food bank" in today
    press(browser, "resume_review")
    assert "Ana Lima" in text(browser.get("/"))


def test_the_note_comes_again_when_it_is_over(browser, maya):
    make_due(maya, "Ana Lima", date(2026, 11, 20))
    asks_for_note(maya, since=FRIDAY_NOON)
    press(browser, "choose_review", choice="alone", until_on="2026-12-03")
    for on in range(28, 31):
        plan(now=datetime(2026, 11, on, 7, 30, tzinfo=UTC))
    plan(now=datetime(2026, 12, 3, 7, 30, tzinfo=UTC))
    assert not Outbox.objects.filter(member=maya).exists()
    assert plan(now=datetime(2026, 12, 4, 7, 30, tzinfo=UTC)).planned == 1


def test_left_alone_takes_a_day_ahead_and_says_so(browser, maya):
    for until, says in (
        ("", "Until which day?"),
        ("2026-11-26", "at most a year ahead"),
        ("2028-01-01", "at most a year ahead"),
        ("soon", "date"),
    ):
        answer = press(browser, "choose_review", choice="alone", until_on=until)
        assert answer.status_code == 422 and says in text(answer), until
    assert not Review.objects.filter(owner=maya).exists()


def test_the_last_answer_holds_and_can_be_taken_back(browser, maya):
    press(browser, "choose_review", choice="lighter")
    press(browser, "choose_review", choice="same")
    with acting_as(maya):
        assert Review.objects.get().choice == "same" and not Ease.objects.exists()
    browser.post(reverse("take_back", args=[Act.objects.order_by("-pk")[0].pk]))
    with acting_as(maya):
        assert Review.objects.get().choice == "lighter" and Ease.objects.get().how == "lighter"


def test_the_card_stands_on_today_from_friday_noon_until_it_is_done(browser, maya, friday):
    card = "The week, in ten quiet minutes"
    assert card in text(browser.get("/"))
    friday.move_to(FRIDAY_NOON - timedelta(minutes=1))
    assert card not in text(browser.get("/"))
    friday.move_to(FRIDAY_NOON + timedelta(days=2))
    assert card in text(browser.get("/"))
    press(browser, "choose_review", choice="same")
    assert card not in text(browser.get("/"))
    friday.move_to(FRIDAY_NOON + timedelta(days=3))  # Monday: not doing it is never mentioned
    assert card not in text(browser.get("/"))


def test_put_aside_the_card_waits_for_the_next_friday(browser, maya, friday):
    card = "The week, in ten quiet minutes"
    browser.post(reverse("put_aside", args=["review"]), {"act": str(uuid.uuid4())})
    assert card not in text(browser.get("/"))
    friday.move_to(FRIDAY_NOON + timedelta(days=7))
    assert card in text(browser.get("/"))


def test_who_came_this_week_has_no_week_to_look_back_on(client_of):
    new = Member.objects.create_user("new@example.org", joined_at=FRIDAY_NOON - timedelta(days=2))
    new.onboarded_at = FRIDAY_NOON - timedelta(days=2)
    new.save()
    assert "ten quiet minutes" not in text(client_of(new).get("/"))


def test_thanks_are_offered_to_who_opened_a_door_until_a_word_passes(browser, maya):
    ben = make_contact(maya, "Ben Silva")
    make_contact(maya, "Cara Dean", introduced_by=ben, created_at=FRIDAY_NOON - timedelta(days=9))
    assert "for opening the door to Cara Dean" in text(browser.get("/review/"))
    make_touch(maya, ben, date(2026, 11, 20))
    assert "for opening the door" not in text(browser.get("/review/"))


def test_whom_one_learns_from_are_those_of_that_circle(browser, maya):
    with acting_as(maya):
        make_contact(maya, "Mr. Okafor").join("Learning from")
        make_contact(maya, "Somebody Else").join(Circle.named(maya, "Family").name)
    page = text(browser.get("/review/"))
    assert "Whom you are learning from" in page and "Mr. Okafor" in page and "Somebody Else" not in page


def test_the_page_costs_the_same_for_much(client_of, maya, stranger):
    for number in range(30):
        make_touch(maya, make_contact(maya, f"Touched {number}"), date(2026, 11, 24))
        make_due(maya, f"Due {number}", date(2026, 11, 20))
        make_met(make_gathering(maya, f"Evening {number}"), make_contact(maya, f"Met {number}"))
    for member in (maya, stranger):
        signed_in = client_of(member)
        with CaptureQueriesContext(connection) as asked:
            signed_in.get("/review/")
        counted = [query["sql"] for query in asked if not UNCOUNTED.match(query["sql"])]
        assert len(counted) <= 20, "\n".join(sql[:200] for sql in counted)

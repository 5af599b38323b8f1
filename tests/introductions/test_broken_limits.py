"""Ways round the limits of asking, and lines that would not be true; each was open once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.models import Ask, Contact
from apps.core.scope import acting_as
from apps.introductions import asking, requests, verbs
from apps.introductions.attention import request_items
from apps.introductions.models import AskLimit, Door, IntroductionRequest, State
from tests.conftest import NOW
from tests.introductions.making import doors, make_asked, make_passed_on, make_request
from tests.introductions.screens import form, post, text
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def opens(door: Door) -> bool:
    door.link.refresh_from_db()
    return not door.link.has_ended(NOW)


def test_a_friend_who_is_not_in_the_book_any_more_is_not_asked(maya):
    ben = make_contact(maya, "Ben Silva")
    request = make_request(maya, ben)
    with acting_as(maya):
        Contact.objects.filter(pk=ben.pk).delete()
    (door,) = doors(request)
    for verb in (asking.prepare, asking.ask):
        with acting_as(maya), pytest.raises(asking.MayNotAsk, match="no longer among your people"):
            verb(door, now=NOW)


@pytest.mark.usefixtures("on_that_day")
def test_who_answers_before_i_have_sent_it_was_asked_all_the_same(maya, outside):
    ben = make_contact(maya, "Ben Silva", email="ben@example.org")
    AskLimit.tighten("ben@example.org", 182, on=TODAY - timedelta(days=300), now=NOW)
    (door,) = doors(make_request(maya, ben))
    with acting_as(maya):
        link = asking.prepare(door, now=NOW)
    for _ in range(2):
        outside.post(reverse("letter_answer", args=[link.token]), {"answer": "knows_well"})
    with acting_as(maya):
        assert Ask.objects.of(maya).get().contact_id == ben.pk
    assert AskLimit.objects.get().asked_on == TODAY


def test_of_two_pages_for_one_friend_one_opens_once_they_are_asked(maya):
    ben = make_contact(maya, "Ben Silva")
    (first,), (other,) = doors(make_request(maya, ben)), doors(make_request(maya, ben, whom="Zoe Kim"))
    with acting_as(maya):
        asking.prepare(first, now=NOW)
        asking.prepare(other, now=NOW)
        asking.friend_says(first, "knows_not", now=NOW)
    assert opens(first)
    assert not opens(other)


def test_a_page_made_for_one_friend_closes_when_one_is_made_for_another(maya):
    ben, carl = doors(make_request(maya, "Ben Silva", "Carl Weber"))
    with acting_as(maya):
        asking.prepare(ben, now=NOW)
        asking.prepare(carl, now=NOW)
    assert opens(carl)
    assert not opens(ben)


def test_other_capitals_are_no_other_person(maya):
    door = make_passed_on(maya)
    over = {"state": State.CLOSED, "closes_on": None, "closed_on": TODAY}
    IntroductionRequest.objects.filter(pk=door.request_id).update(**over)
    request = make_request(maya, "Carl Weber", whom="eve LINDQVIST")
    with acting_as(maya):
        assert "within six months" in asking.bar_to_meet(request, TODAY)


def test_what_a_friend_said_of_one_stays_said_of_that_one(maya, client_of):
    door = make_asked(maya, "Ben Silva", "Carl Weber")
    with acting_as(maya):
        verbs.friend_says(door, Door.Answer.KNOWS_NOT, now=NOW)
    refused = post(client_of(maya), "edit_request", door.request_id, **form(whom="Zoe Kim"))
    assert refused.status_code == 422
    assert "Write another request instead." in text(refused)
    changed = post(client_of(maya), "edit_request", door.request_id, **form(why="Other words."))
    assert changed.status_code == 200
    assert "Other words." in text(changed)


@pytest.mark.parametrize("column", ["died_on", "let_be_at"])
def test_nobody_is_asked_about_a_meeting_with_who_died_or_is_let_be(maya, column):
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    door = make_passed_on(maya, contact=eve)
    with acting_as(maya):
        verbs.target_will_write(door, now=NOW)
        assert lines(maya) == ["yes"]
        Contact.objects.filter(pk=eve.pk).update(**{column: TODAY if column == "died_on" else NOW})
        assert lines(maya) == []
        verbs.happened(door.request, now=NOW)
        verbs.thanked(door.request, now=NOW)
        assert lines(maya) == []
        eve.refresh_from_db()
        request = make_request(maya, "Carl Weber", contact=eve)
        assert asking.bar_to_meet(request, TODAY) == "You let Eve be."


@pytest.mark.usefixtures("on_that_day")
@pytest.mark.parametrize("verb", ["alone", "alone_confirm"])
def test_after_a_yes_a_stale_tab_keeps_no_never(maya, outside, verb):
    door = make_passed_on(maya)
    address = reverse("letter", args=[door.target_link.token])
    outside.post(f"{address}write/")
    data = {"address": "eve@example.net", "code": "123456"}
    answer = outside.post(reverse(f"letter_{verb}", args=[door.target_link.token]), data)
    assert answer.headers["Location"] == f"{address}?again"


def lines(maya) -> list[str]:
    found = request_items([maya], now=NOW + timedelta(days=5))
    return [item.kind.value for item in found]


def test_a_yes_that_leads_nowhere_is_not_asked_about_for_ever_and_can_be_deleted(maya):
    door = make_passed_on(maya)
    with acting_as(maya):
        verbs.target_will_write(door, now=NOW)
    for days, is_asked, may_go in ((89, True, False), (91, False, False), (183, False, True)):
        later = NOW + timedelta(days=days)
        assert bool([*request_items([maya], now=later)]) is is_asked
        with acting_as(maya):
            request = IntroductionRequest.objects.get()
            assert requests.may_be_deleted(request, maya.day(later)) is may_go

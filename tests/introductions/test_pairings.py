"""Introducing two people by screen: two taps from a person, the words, both letters, and how it ends."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.contacts.models import Cause
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.introductions import pairing as verbs
from apps.introductions.models import AskLimit, Pairing, Side
from apps.introductions.pairings_clock import close_pairings
from tests.conftest import NOW
from tests.introductions.making import make_paired, make_pairing
from tests.introductions.screens import LIST, post, text
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
NEW = "/introductions/pairings/new/"


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


@pytest.fixture
def ana(maya):
    return make_contact(maya, "Ana Lima", city="Porto")


@pytest.fixture
def ben(maya):
    return make_contact(maya, "Ben Silva", city="Porto")


def page_of(made: Pairing) -> str:
    return reverse("introductions:pairing", args=[made.pk])


def words(**more: str) -> dict[str, str]:
    said = {"why": "You both build boats.", "to_first": "For Ana.", "to_other": "", "signed": "Maya Ortega"}
    return {**said, "act": str(uuid.uuid4()), **more}


def the_pairing(maya) -> Pairing:
    with acting_as(maya):
        return Pairing.objects.of(maya).select_related("owner").get()


# --- choosing and writing ---


def test_two_taps_from_a_persons_page(client, ana, ben):
    page = client.get(reverse("contacts:person", args=[ana.pk]))
    first = f"{NEW}?contact={ana.pk}"
    assert first in page.content.decode()
    shown = client.get(first)
    second = f"{first}&amp;with={ben.pk}"
    assert second in shown.content.decode()
    assert "Porto" in text(shown)
    assert "A line to Ana alone" in text(client.get(second.replace("&amp;", "&")))


def test_who_shares_a_cause_or_a_city_comes_first(client, maya, ana, ben):
    dora, carl = make_contact(maya, "Dora Nunes"), make_contact(maya, "Carl Roth")
    resting = make_contact(maya, "Rita Resting", let_be_at=NOW)
    for person, days in ((dora, 1), (ben, 40), (carl, 300), (resting, 2)):
        make_touch(maya, person, NOW.date() - timedelta(days=days))
    with acting_as(maya):
        for person in (ana, carl):
            Cause.objects.create(owner=maya, contact=person, name="Wooden boats", folded="wooden boats")
    said = text(client.get(f"{NEW}?contact={ana.pk}"))
    order = [said.index(name) for name in ("Ben Silva", "Carl Roth", "Dora Nunes")]
    assert order == sorted(order)
    assert "Wooden boats" in said
    assert resting.name not in said


def test_somebody_else_by_name_and_the_first_too(client, ana, ben):
    chosen = client.get(NEW, {"name": "Ana Lima"})
    assert chosen.headers["Location"] == f"{NEW}?contact={ana.pk}"
    chosen = client.get(NEW, {"name": "ben silva", "contact": ana.pk})
    assert chosen.headers["Location"] == f"{NEW}?contact={ana.pk}&with={ben.pk}"
    assert "the same person" in text(client.get(NEW, {"name": "Ana Lima", "contact": ana.pk}))
    assert "Nobody among your people" in text(client.get(NEW, {"name": "Zoe", "contact": ana.pk}))
    assert "A name, please." in text(client.get(NEW, {"name": ""}))


def test_of_two_with_one_name_it_asks_which(client, maya, ana):
    twins = [make_contact(maya, "Carla Weber"), make_contact(maya, "Carla Weber")]
    asked = client.get(NEW, {"name": "Carla Weber", "contact": ana.pk})
    assert "More than one person" in text(asked)
    chosen = client.get(NEW, {"name": "Carla Weber", "contact": ana.pk, "which": twins[1].pk})
    assert chosen.headers["Location"].endswith(f"with={twins[1].pk}")


@pytest.mark.parametrize("query", ["contact=x", "contact=999999999999999999999", "with=1", "contact=٣"])
def test_an_address_that_names_nobody_asks_for_the_first(client, query):
    assert "Who is the first of the two?" in text(client.get(f"{NEW}?{query}"))


def test_written_down_it_is_shown_to_nobody_and_can_be_taken_back(client, maya, ana, ben):
    shown = client.post(f"{NEW}?contact={ana.pk}&with={ben.pk}", words(), follow=True)
    made = the_pairing(maya)
    assert shown.redirect_chain[-1][0] == page_of(made)
    assert "Neither has a letter yet" in text(shown)
    assert "You both build boats." in text(shown)
    assert "/i/" not in shown.content.decode()
    with acting_as(maya):
        assert [side.contact for side in verbs.sides_of(made)] == [ana, ben]
        done = Act.objects.of(maya).get(verb="draft_pairing")
    client.post(reverse("take_back", args=[done.pk]))
    with acting_as(maya):
        assert not Pairing.objects.exists()
        assert not Side.objects.exists()


def test_pressed_twice_it_is_written_once(client, maya, ana, ben):
    form, address = words(), f"{NEW}?contact={ana.pk}&with={ben.pk}"
    assert client.post(address, form).headers["Location"] == client.post(address, form).headers["Location"]
    the_pairing(maya)


def test_under_way_already_leads_there(client, maya, ana, ben):
    made = make_pairing(maya, ana, ben)
    assert client.get(f"{NEW}?contact={ben.pk}&with={ana.pk}").headers["Location"] == page_of(made)


@pytest.mark.parametrize("wrong", [{"why": ""}, {"signed": ""}, {"signed": "12 / 3"}, {"why": "x" * 1001}])
def test_what_is_missing_is_said_and_nothing_kept(client, maya, ana, ben, wrong):
    answer = client.post(f"{NEW}?contact={ana.pk}&with={ben.pk}", words(**wrong))
    assert answer.status_code == 422
    with acting_as(maya):
        assert not Pairing.objects.exists()


def test_words_change_until_both_have_a_letter(client, maya):
    made = make_pairing(maya)
    post(client, "edit_pairing", made.pk, **words(why="Other words"))
    assert the_pairing(maya).why == "Other words"
    post(client, "ask_pairing", made.pk)
    late = post(client, "edit_pairing", made.pk, **words(why="Too late"))
    assert "It has gone on in the meantime" in text(late)
    assert the_pairing(maya).why == "Other words"


# --- asking, and how it ends ---


def test_both_letters_are_made_to_be_sent_by_hand(client, maya):
    ana = make_contact(maya, "Ana Lima", email="ana@example.org")
    made = make_pairing(maya, ana, "Ben Silva")
    shown = post(client, "ask_pairing", made.pk)
    said = text(shown)
    assert "Both can answer until 3 December" in said
    assert "To Ana" in said and "To Ben" in said
    assert "Take back" not in said
    assert "mailto:ana@example.org?body=Ana%2C%20I%20thought" in shown.content.decode()
    with acting_as(maya):
        links = [side.link for side in verbs.sides_of(made)]
        assert all(f"/i/{link.token}/" in shown.content.decode() for link in links)
    assert "It has gone on in the meantime" in text(post(client, "ask_pairing", made.pk))


def test_withdrawn_it_can_be_deleted(client, maya):
    made = the_pairing_of(make_paired(maya))
    assert "You withdrew it." in text(post(client, "withdraw_pairing", made.pk))
    post(client, "delete_pairing", made.pk)
    with acting_as(maya):
        assert not Pairing.objects.exists()


def test_while_both_are_asked_it_stays(client, maya):
    made = the_pairing_of(make_paired(maya))
    assert "It has gone on in the meantime" in text(post(client, "delete_pairing", made.pk))
    the_pairing(maya)


def the_pairing_of(both: list[Side]) -> Pairing:
    with acting_as(both[0].owner_id):
        return Pairing.objects.select_related("owner").get(pk=both[0].pairing_id)


# --- what stands in the way ---


@pytest.mark.parametrize("rests", [{"let_be_at": NOW}, {"died_on": NOW.date()}])
def test_somebody_let_be_is_not_asked(client, maya, rests):
    made = make_pairing(maya, "Ana Lima", make_contact(maya, "Ben Silva", **rests))
    assert "You let Ben be." in text(client.get(page_of(made)))
    assert "You let Ben be." in text(post(client, "ask_pairing", made.pk))
    assert the_pairing(maya).state == "draft"


def test_who_wants_no_such_letters_gets_none(client, maya):
    AskLimit.tighten("ben@example.org", None, on=NOW.date(), now=NOW)
    made = make_pairing(maya, "Ana Lima", make_contact(maya, "Ben Silva", email="ben@example.org"))
    assert "Ben does not want to be asked through Kith." in text(post(client, "ask_pairing", made.pk))


def test_a_letter_counts_for_who_wants_few(client, maya):
    AskLimit.tighten("ben@example.org", 365, on=NOW.date() - timedelta(days=400), now=NOW)
    ben = make_contact(maya, "Ben Silva", email="ben@example.org")
    post(client, "ask_pairing", make_pairing(maya, "Ana Lima", ben).pk)
    later = post(client, "ask_pairing", make_pairing(maya, "Carl Roth", ben).pk)
    assert "Ben wants to be asked less often." in text(later)


def test_the_same_two_rest_six_months_after_a_closing(client_of, maya, ana, ben):
    made = the_pairing_of(make_paired(maya, ana, ben))
    assert close_pairings(NOW + timedelta(days=11)) == 1
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        client = client_of(maya)
        again = make_pairing(maya, ben, ana)
        assert "From 3 June" in text(client.get(page_of(again)))
        assert "within six months" in text(post(client, "ask_pairing", again.pk))
        assert "Delete it" not in text(client.get(page_of(made)))
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        client = client_of(maya)
        assert "Both can answer" in text(post(client, "ask_pairing", again.pk))
        assert "Delete it" in text(client.get(page_of(made)))


# --- where it is seen ---


def test_the_list_shows_pairings_and_costs_the_same_at_three_and_thirty(client, maya, stranger):
    make_paired(stranger, "Foreign Fred", "Foreign Fay")
    counts = []
    client.get(LIST)
    for number in range(30):
        make_paired(maya, f"Ana {number}", f"Ben {number}")
        if number in (2, 29):
            with CaptureQueriesContext(connection) as queries:
                shown = client.get(LIST)
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Ana 3 and Ben 3" in text(shown)
    assert "Foreign" not in text(shown)


def test_a_persons_page_says_with_whom(client, maya, ana, ben):
    make_paired(maya, ana, ben)
    said = text(client.get(reverse("contacts:person", args=[ana.pk])))
    assert "with Ben Silva both are asked" in said


def test_somebody_deleted_leaves_the_name_as_it_was_written(client, maya, ana, ben):
    made = the_pairing_of(make_paired(maya, ana, ben))
    with acting_as(maya):
        ben.delete()
    assert "Ana Lima and Ben Silva" in text(client.get(page_of(made)))

"""Evidence: who was seen at a place, on which day, and how that is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from apps.contacts.merging.merge import merge
from apps.contacts.models import Contact
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Evidence, Target
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.rooms import make_evidence, make_goal, make_place, make_target
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goal(maya):
    return make_goal(maya)


@pytest.fixture
def guild(goal):
    return make_place(goal.owner, "The guild", goal)


def written(**changes: object) -> dict[str, object]:
    return {"names": "", "seen_on": "2026-11-20", "what": "", "source": "", **changes}


def see(client: Client, place, **changes: object):
    return client.post(f"/goals/places/{place.pk}/seen/", written(**changes))


def seen(place) -> list[tuple[str, date]]:
    rows = Evidence.objects.filter(place=place).select_related("contact").order_by("-seen_on", "pk")
    return [(row.contact.name if row.contact else "", row.seen_on) for row in rows]


def test_several_names_in_one_line(goal, guild, client_of):
    make_target(goal, "Ana Lima"), make_target(goal, "Ben Ito"), make_contact(goal.owner, "Ana Other")
    answer = see(client_of(goal.owner), guild, names="Ana, Ben Ito", what="gave a talk", source="programme")

    assert answer.status_code == 302
    assert seen(guild) == [("Ana Lima", date(2026, 11, 20)), ("Ben Ito", date(2026, 11, 20))]
    assert set(Evidence.objects.values_list("what", "source")) == {("gave a talk", "programme")}


def test_nobody_in_particular(guild, client_of):
    see(client_of(guild.owner), guild, what="forty makers", source="the fair’s page")

    assert seen(guild) == [("", date(2026, 11, 20))]


def test_a_day_to_come_is_said_and_nothing_is_lost(goal, guild, client_of):
    make_target(goal, "Ana Lima")
    answer = see(
        client_of(goal.owner), guild, names="Ana", seen_on="2026-11-24", what="a talk", source="a poster"
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "That day is still to come." in page
    assert 'value="Ana"' in page and 'value="a talk"' in page and 'value="a poster"' in page
    assert 'value="2026-11-24"' in page
    assert seen(guild) == []


def test_somebody_unknown_is_asked_about_then_becomes_somebody_to_meet(goal, guild, client_of):
    client = client_of(goal.owner)
    answer = see(client, guild, names="Eve Lindqvist")
    assert answer.status_code == 422
    assert "Add them as people to meet" in answer.content.decode()
    assert not Contact.objects.filter(name="Eve Lindqvist").exists()

    see(client, guild, names="Eve Lindqvist", newcomers="on")
    eve = Contact.objects.get(name="Eve Lindqvist")
    assert (eve.origin, eve.due_on) == ("to_meet", None)
    assert Target.objects.filter(goal=goal, contact=eve).count() == 1
    assert seen(guild) == [("Eve Lindqvist", date(2026, 11, 20))]


def test_where_several_goals_gather_the_newcomers_goal_is_asked(goal, client_of):
    other = make_goal(goal.owner, "Another")
    guild = make_place(goal.owner, "The guild", goal, other)
    client = client_of(goal.owner)
    assert "For which goal?" in see(client, guild, names="Eve").content.decode()

    see(client, guild, names="Eve", newcomers="on", goal=other.pk)
    assert [target.goal_id for target in Target.objects.all()] == [other.pk]


def test_namesakes_are_asked_about(goal, guild, client_of):
    one, _two = make_contact(goal.owner, "Ana Lima", city="Lisbon"), make_contact(goal.owner, "Ana Lima")
    client = client_of(goal.owner)
    answer = see(client, guild, names="Ana Lima")
    assert answer.status_code == 422
    assert "Ana Lima · Lisbon" in answer.content.decode()

    see(client, guild, names="Ana Lima", others=[one.pk])
    assert Evidence.objects.get().contact_id == one.pk


def test_it_can_be_corrected_and_struck_out_and_taken_back(goal, guild, client_of):
    ana, ben = make_target(goal, "Ana Lima"), make_target(goal, "Ben Ito")
    row = make_evidence(guild, ana, TODAY, source="a page")
    client = client_of(goal.owner)
    assert "Ana Lima" in client.get(f"/goals/evidence/{row.pk}/").content.decode()

    client.post(f"/goals/evidence/{row.pk}/", written(names="Ben", source="a programme"))
    row.refresh_from_db()
    assert (row.contact_id, row.seen_on, row.source) == (ben.pk, date(2026, 11, 20), "a programme")

    client.post(f"/goals/evidence/{row.pk}/", written())
    row.refresh_from_db()
    assert row.contact_id is None

    client.post(f"/goals/evidence/{row.pk}/delete/")
    assert seen(guild) == []
    with acting_as(goal.owner):
        take_back(goal.owner, Act.objects.filter(verb="delete_evidence").get(), now=NOW)
    assert seen(guild) == [("", date(2026, 11, 20))]


@pytest.mark.parametrize("name", ["Lindqvist, Eve", "Eve (Guild)", "Tom and Jerry"])
def test_whoever_has_signs_in_their_name_can_be_corrected_too(goal, guild, client_of, name):
    row = make_evidence(guild, make_contact(goal.owner, name), date(2026, 9, 1))
    client = client_of(goal.owner)
    answer = client.post(f"/goals/evidence/{row.pk}/", written(names=name, seen_on="2026-09-02"))

    assert answer.status_code == 302
    assert seen(guild) == [(name, date(2026, 9, 2))]


@pytest.mark.parametrize("line", ["Ana (gave a talk)", "Ana " * 60])
def test_what_would_be_cut_off_is_refused_and_kept(goal, guild, client_of, line):
    make_target(goal, "Ana")
    answer = see(client_of(goal.owner), guild, names=line.strip())

    assert answer.status_code == 422
    assert line.strip() in answer.content.decode()
    assert seen(guild) == []


def test_one_row_is_about_one_person(goal, guild, client_of):
    row = make_evidence(guild, make_target(goal, "Ana Lima"), TODAY)
    answer = client_of(goal.owner).post(f"/goals/evidence/{row.pk}/", written(names="Ana, Ben"))

    assert answer.status_code == 422
    assert "One name here" in answer.content.decode()


def test_the_same_form_twice_writes_once(goal, guild, client_of):
    client, act = client_of(goal.owner), "6f1b6a1e-2f6e-4a11-9d0a-0f6f3f4dca01"
    for _ in range(2):
        assert see(client, guild, names="Eve", newcomers="on", act=act).status_code == 302

    assert len(seen(guild)) == 1


def test_a_strangers_place_and_evidence_are_not_there(guild, stranger, client_of):
    row = make_evidence(guild, None, TODAY)
    client = client_of(stranger)

    assert see(client, guild).status_code == 404
    assert client.get(f"/goals/evidence/{row.pk}/").status_code == 404
    assert client.post(f"/goals/evidence/{row.pk}/delete/").status_code == 404
    assert Client().get(f"/goals/evidence/{row.pk}/").status_code == 302
    assert len(seen(guild)) == 1


def test_merging_two_people_moves_what_was_seen_of_them(goal, guild):
    ana, double = make_target(goal, "Ana Lima"), make_contact(goal.owner, "Ana M. Lima")
    make_evidence(guild, ana, TODAY)
    make_evidence(guild, double, TODAY - timedelta(days=3))
    with acting_as(goal.owner):
        merge(goal.owner, ana, double, {}, NOW)

    assert list(Evidence.objects.values_list("contact_id", flat=True)) == [ana.pk, ana.pk]


def test_merging_keeps_the_origin_of_whoever_was_met(goal):
    ana = make_contact(goal.owner, "Ana Lima", origin="gathering")
    double = make_contact(goal.owner, "Ana M. Lima", origin="file")
    with acting_as(goal.owner):
        assert merge(goal.owner, ana, double, {}, NOW).origin == "gathering"


def test_newest_first_and_a_page_at_a_time(goal, guild, client_of):
    ana = make_target(goal, "Ana Lima")
    for days in range(25):
        make_evidence(guild, ana, TODAY - timedelta(days=days), what=f"evening {days:02}")
    client = client_of(goal.owner)
    first = client.get(f"/goals/places/{guild.pk}/").content.decode()
    assert first.index("evening 00") < first.index("evening 19")
    assert "evening 20" not in first

    link = first.split("?before=")[1].split("#")[0].split('"')[0]
    older = client.get(f"/goals/places/{guild.pk}/?before={link}", headers={"hx-request": "true"})
    assert "evening 20" in older.content.decode() and "evening 24" in older.content.decode()
    assert "<html" not in older.content.decode()


def test_the_page_of_a_place_costs_the_same_at_3_and_at_30(goal, guild):
    costs = []
    for count in (3, 30):
        for number in range(count):
            make_evidence(guild, make_target(goal, f"Person {count} {number}"), TODAY)
        costs.append(counted(goal.owner, f"/goals/places/{guild.pk}/")[1])

    assert costs[0] == costs[1] <= 12

"""Whom a commitment brings near, who can vouch; and what list and page cost."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import Near, Promise, Session
from apps.commitments.taking_on import plan_steps
from apps.contacts.models import Contact, Organisation
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from apps.goals.targets import add_people
from tests.architecture.test_query_counts import queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4()), "what": "near"} | more


def address(own):
    return reverse("commitments:add_near", args=[own.pk])


def near(member, what="near"):
    with acting_as(member):
        return sorted(Near.objects.filter(what=what).values_list("contact__name", flat=True))


def test_typed_names_are_found_or_made_and_stand_there_once(client, maya):
    own, ana = make_commitment(maya), make_contact(maya, "Ana Lima")
    client.post(address(own), sent(names="Ana Lima, Ben Ode (keeps the keys)"))
    client.post(address(own), sent(names="ana lima"))
    assert near(maya) == ["Ana Lima", "Ben Ode"]
    with acting_as(maya):
        ben = Contact.objects.get(name="Ben Ode")
        assert Contact.objects.get(name="Ana Lima") == ana
    assert (ben.origin, ben.remember, ben.rhythm_days) == ("to_meet", "keeps the keys", None)
    html = client.get(f"/commitments/{own.pk}/").content.decode()
    assert "Ana Lima" in html and "keeps the keys" in html
    with acting_as(maya):
        act = Act.objects.filter(verb="add_near").earliest("pk")
    client.post(reverse("take_back", args=[act.pk]))
    assert near(maya) == []
    with acting_as(maya):
        assert not Contact.objects.filter(name="Ben Ode").exists()


@pytest.mark.parametrize("what", ["\x00", "nobody", ""])
def test_a_way_that_there_is_not_is_answered_with_a_sentence(client, maya, what):
    answer = client.post(address(make_commitment(maya)), sent(names="", what=what))
    assert answer.status_code == 422 and near(maya) == []


def test_of_namesakes_it_asks_who_is_meant(client, maya):
    own, first = make_commitment(maya), make_contact(maya, "Ana Lima", city="Porto")
    make_contact(maya, "Ana Lima")
    asked = client.post(address(own), sent(names="Ana Lima"))
    assert "Ana Lima · Porto" in asked.content.decode() and near(maya) == []
    seen = asked.context["form"].data["seen"]
    client.post(address(own), sent(names="Ana Lima", seen=seen, who_0=first.pk))
    with acting_as(maya):
        assert Near.objects.get().contact == first


def test_people_to_meet_of_its_goals_are_offered_to_tick(client, maya):
    own, goal, other = make_commitment(maya), make_goal(maya, "To bake"), make_goal(maya, "To sew")
    with acting_as(maya):
        own.serve([goal])
        add_people(goal, "Eve Lindqvist\nPaul Park", now=NOW)
        add_people(other, "Sam Carter", now=NOW)
        eve = Contact.objects.get(name="Eve Lindqvist")
    html = client.get(address(own)).content.decode()
    assert "Eve Lindqvist" in html and "Sam Carter" not in html
    client.post(address(own), sent(people=eve.pk, names=""))
    assert near(maya) == ["Eve Lindqvist"]
    offered = [
        label for _pk, label in client.get(address(own)).context["form"]["people"].field.widget.choices
    ]
    assert offered == ["Paul Park"]
    vouching = client.get(address(own) + "?what=vouches").context["form"]
    assert [label for _pk, label in vouching["people"].field.widget.choices] == ["Eve Lindqvist", "Paul Park"]


def test_who_can_vouch_is_asked_of_a_leading_role(client, maya):
    role, shift = make_commitment(maya, "Chair", "role"), make_commitment(maya)
    said = "Who can vouch for you"
    assert said in client.get(f"/commitments/{role.pk}/").content.decode()
    assert said not in client.get(f"/commitments/{shift.pk}/").content.decode()
    client.post(address(role), sent(what="vouches", names="Ana Lima"))
    assert near(maya, "vouches") == ["Ana Lima"] and near(maya) == []


@pytest.mark.parametrize(
    "more", [{}, {"names": " , "}, {"names": "x" * 10_000}, {"names": "A", "what": "odd"}]
)
def test_nobody_named_or_too_much_is_refused_with_a_sentence(client, maya, more):
    own = make_commitment(maya)
    answer = client.post(address(own), sent(**more))
    assert answer.status_code == 422 and more.get("names", "").strip() in answer.content.decode()
    assert near(maya) == []


def test_taken_off_the_person_stays_and_it_can_be_taken_back(client, client_of, maya, stranger):
    own = make_commitment(maya)
    client.post(address(own), sent(names="Ana Lima"))
    with acting_as(maya):
        row = Near.objects.get()
    url = reverse("commitments:delete_near", args=[row.pk])
    assert client_of(stranger).post(url, sent()).status_code == 404
    client.post(url, sent())
    assert near(maya) == []
    with acting_as(maya):
        assert Contact.objects.get().name == "Ana Lima"
        act = Act.objects.get(verb="delete_near")
    assert "Took Ana Lima away from Food bank" in client.get("/history/").content.decode()
    client.post(reverse("take_back", args=[act.pk]))
    assert near(maya) == ["Ana Lima"]


def fill(member, count):
    """So many commitments, and the first of them with as much of everything; the first."""
    goals = [make_goal(member, f"Goal {number}", now=NOW + timedelta(minutes=number)) for number in range(3)]
    first = None
    for number in range(count):
        with acting_as(member):
            club = Organisation.meant(member, f"Club {number}")
        own = make_commitment(member, f"Role {number}", "role", organisation=club)
        first = first or own
        with acting_as(member):
            own.serve(goals)
            for each in {first.pk: first, own.pk: own}.values():
                starts = NOW + timedelta(days=number + 1)
                gathering = Gathering.plan(
                    member, now=NOW, title="Evening", starts_at=starts, ends_at=starts + timedelta(hours=2),
                    time_zone="UTC",
                )  # fmt: skip
                Session.objects.create(owner=member, gathering=gathering, commitment=each)
            Promise.give(member, now=NOW, on=TODAY, what="A flyer", due_on=TODAY, commitment=own)
            Promise.give(member, now=NOW, on=TODAY, what="A flyer", due_on=TODAY, commitment=first)
            plan_steps(first, [f"Step {number}"])
            if number % 3 == 2:
                own.finish(TODAY)
        person = make_contact(member, f"Person {number:02}")
        with acting_as(member):
            Near.objects.create(owner=member, commitment=first, contact=person)
            Near.objects.create(owner=member, commitment=first, contact=person, what="vouches")
    return first


def test_list_and_page_cost_the_same_for_3_and_30(client, client_of, maya, stranger):
    few, many, other = fill(maya, 3), fill(stranger, 30), client_of(stranger)
    client.get("/commitments/"), other.get("/commitments/")  # the first page of a session writes
    lists = queries(client, "/commitments/"), queries(other, "/commitments/")
    assert len(lists[0]) == len(lists[1]) <= 8, "\n".join(lists[1])
    pages = queries(client, f"/commitments/{few.pk}/"), queries(other, f"/commitments/{many.pk}/")
    assert len(pages[0]) == len(pages[1]) <= 12, "\n".join(pages[1])


def test_the_list_stands_by_kind_with_what_is_next_first(client, maya):
    make_commitment(maya, "Late shift", ends_on=TODAY + timedelta(days=90))
    make_commitment(maya, "A class of mine", "class")
    soon = make_commitment(maya, "Early shift")
    starts = NOW + timedelta(days=1)
    with acting_as(maya):
        tomorrow = Gathering.plan(
            maya, now=NOW, title="Sorting tins", starts_at=starts, ends_at=starts + timedelta(hours=2),
            time_zone="UTC",
        )  # fmt: skip
        Session.objects.create(owner=maya, gathering=tomorrow, commitment=soon)
        make_commitment(maya, "Gone").finish(TODAY)
    html = client.get("/commitments/").content.decode()
    names = ["Volunteering", "Early shift", "Sorting tins", "Late shift", "A class of mine", "Gone"]
    assert sorted(names, key=html.index) == names
    assert "tomorrow" in html and "until 21 February" in html


def test_the_empty_list_says_what_it_is_for(client):
    html = client.get("/commitments/").content.decode()
    assert "Nothing promised, nothing owed." in html and "Find a place" in html

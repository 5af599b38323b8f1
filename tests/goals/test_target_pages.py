"""People to meet by screen: the goal's section, all of them, adding, the panel on a person's page."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Goal, PublicFact, Target
from apps.goals.targets import add_people
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.goals.making import make_goal
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goal(maya) -> Goal:
    return make_goal(maya, "To be at home among makers", now=NOW - timedelta(days=600))


@pytest.fixture
def client(maya, client_of):
    return client_of(maya)


def people(goal: Goal, *lines: str, days_ago: int = 0) -> list[Target]:
    with acting_as(goal.owner):
        add_people(goal, "\n".join(lines), now=NOW - timedelta(days=days_ago))
        return list(Target.objects.filter(goal=goal).select_related("contact").order_by("pk"))


def press(client, name: str, *keys: int, **sent: str):
    return client.post(reverse(name, args=keys), {"act": str(uuid.uuid4())} | sent)


def read(client, name: str, *keys: int) -> str:
    return visible(client.get(reverse(name, args=keys)).content.decode())


def test_the_goal_shows_who_they_are_and_how_far_it_has_come(goal, client):
    eve, sam = people(goal, "Eve Lindqvist, buys for outdoor shops", "Sam Carter")
    make_touch(goal.owner, sam.contact, TODAY - timedelta(days=21), "met")
    with acting_as(goal.owner):
        PublicFact.objects.create(
            owner=goal.owner, contact=eve.contact, text="Speaks", source="fair", seen_on=TODAY
        )
    page = client.get(reverse("goals:goal", args=[goal.pk])).content.decode()
    said = visible(page)
    assert "buys for outdoor shops" in said
    assert "Speaks fair not met Ways to Eve" in said
    assert "See each other a second time" in said
    assert "met once Monday 2 November 2026 3 weeks ago" in said
    assert page.count("monogram-ghost") >= 1


def test_a_dozen_on_the_goal_and_fifty_on_a_page(goal, client):
    people(goal, *(f"Person {number:03}" for number in range(60)))
    said = read(client, "goals:goal", goal.pk)
    assert "All people to meet" in said
    shown = client.get(reverse("goals:goal", args=[goal.pk])).content.decode()
    assert shown.count('class="person-name" href="/goals/people/') == 12
    first = client.get(reverse("goals:targets", args=[goal.pk])).content.decode()
    assert first.count('class="person-name"') == 50
    second = client.get(reverse("goals:targets", args=[goal.pk]) + "?page=2").content.decode()
    assert second.count('class="person-name"') == 10
    for odd in ("0", "-1", "x", "²", "99999", "9" * 30):
        assert client.get(reverse("goals:targets", args=[goal.pk]) + f"?page={odd}").status_code == 200


def test_two_hundred_people_cost_what_three_do(goal, maya):
    fill = [("3", 3), ("200", 197)]
    costs = []
    for prefix, count in fill:
        with acting_as(maya):
            added = add_people(goal, "\n".join(f"P{prefix} {n}, x" for n in range(count)), now=NOW)
            for target in added.targets[:40]:
                PublicFact.objects.create(
                    owner=maya, contact=target.contact, text="t", source="s", seen_on=TODAY
                )
                Interaction.log(maya, [target.contact], kind="met", on=TODAY, now=NOW)
        costs.append(
            [
                counted(maya, reverse(name, args=[key]))[1]
                for name, key in (
                    ("goals:goal", goal.pk),
                    ("goals:targets", goal.pk),
                    ("goals:target", Target.objects.values_list("pk", flat=True).first()),
                )
            ]
        )
    assert costs[0][1:] == costs[1][1:]
    assert costs[1][0] <= 14
    assert max(costs[1]) <= 14


def test_several_are_typed_at_once_and_what_is_odd_is_said(goal, client):
    make_contact(goal.owner, "Ruth Adler")
    people(goal, "Eve Lindqvist")
    answer = press(
        client, "goals:add_targets", goal.pk, names="Eve Lindqvist\nRuth Adler, edits\nPim, runs the fair"
    )
    assert answer.headers["Location"] == reverse("goals:goal", args=[goal.pk])
    said = read(client, "goals:goal", goal.pk)
    assert "Added 3 people to meet" in said
    assert "Eve Lindqvist is among the people to meet already, and is kept once." in said
    assert "Ruth Adler was among your people already." in said
    with acting_as(goal.owner):
        take_back(goal.owner, Act.objects.get(verb="add_targets"), now=NOW)
        assert [target.contact.name for target in Target.objects.all()] == ["Eve Lindqvist"]
        assert Contact.objects.count() == 2


def test_of_namesakes_the_screen_asks_which_and_nothing_is_lost(goal, client):
    make_contact(goal.owner, "Ana Lima", city="Lisbon")
    porto = make_contact(goal.owner, "Ana Lima", city="Porto")
    url = reverse("goals:add_targets", args=[goal.pk])
    typed = {"names": "Pim, runs the fair\nAna Lima, sews", "act": str(uuid.uuid4())}
    answer = client.post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ana Lima · Porto" in page
    assert "Pim, runs the fair\nAna Lima, sews" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(url, typed | {"seen": seen}).status_code == 422
    with acting_as(goal.owner):
        assert not Target.objects.exists()

    assert client.post(url, typed | {"seen": seen, "who_1": str(porto.pk)}).status_code == 302
    with acting_as(goal.owner):
        told = set(Target.objects.values_list("contact__name", "contact__city", "what"))
        assert told == {("Pim", "", "runs the fair"), ("Ana Lima", "Porto", "sews")}


def test_lines_left_by_another_form_are_there_to_go_on_with(goal, client):
    url = reverse("goals:add_targets", args=[goal.pk])
    assert "Ana Lima, sews" in client.get(url, {"people": "Ana Lima, sews"}).content.decode()


@pytest.mark.parametrize("names", ["", "(buys)", "x" * 201, "\n".join(f"P {n}" for n in range(201))])
def test_what_cannot_be_kept_is_refused_with_a_sentence(goal, client, names):
    answer = press(client, "goals:add_targets", goal.pk, names=names)
    assert answer.status_code == 422
    assert names.strip() in answer.content.decode()
    with acting_as(goal.owner):
        assert not Target.objects.exists()


def test_one_of_the_book_is_found_and_added(goal, client, stranger):
    ruth = make_contact(goal.owner, "Ruth Adler")
    page = client.get(reverse("goals:add_targets", args=[goal.pk]), {"q": "ruth"}).content.decode()
    assert f'name="person" value="{ruth.pk}"' in page
    press(client, "goals:choose_targets", goal.pk, person=str(ruth.pk))
    with acting_as(goal.owner):
        assert Target.objects.get().contact == ruth
    page = client.get(reverse("goals:add_targets", args=[goal.pk]), {"q": "ruth"}).content.decode()
    assert "is among them" in page

    theirs = make_contact(stranger, "Sam Stranger")
    press(client, "goals:choose_targets", goal.pk, person=str(theirs.pk))
    with acting_as(goal.owner):
        assert Target.objects.count() == 1


def test_from_a_persons_page_to_a_goal(goal, client):
    ruth = make_contact(goal.owner, "Ruth Adler")
    assert "Add to a goal" in read(client, "contacts:person", ruth.pk)
    answer = press(client, "goals:add_target", ruth.pk, goal=str(goal.pk), what="edits")
    assert answer.headers["Location"] == reverse("contacts:person", args=[ruth.pk])
    said = read(client, "contacts:person", ruth.pk)
    assert "To be at home among makers edits more" in said
    assert "Ways to Ruth" in said
    assert "every goal you have" in read(client, "goals:add_target", ruth.pk)
    assert press(client, "goals:add_target", ruth.pk, goal="", what="x").status_code == 422


def test_the_persons_page_stays_within_its_queries(goal, maya):
    [eve] = people(goal, "Eve Lindqvist")
    plain = make_contact(maya, "Plain Person")
    with acting_as(maya):
        PublicFact.objects.create(owner=maya, contact=eve.contact, text="t", source="s", seen_on=TODAY)
    with_panel = counted(maya, reverse("contacts:person", args=[eve.contact_id]))[1]
    without = counted(maya, reverse("contacts:person", args=[plain.pk]))[1]
    assert with_panel <= 8
    assert without <= 8


def test_a_person_without_any_goal_shows_no_goals(maya, client):
    ruth = make_contact(maya, "Ruth Adler")
    assert "Add to a goal" not in read(client, "contacts:person", ruth.pk)


def test_who_is_there_already_is_said_and_no_act_made_of_it(maya, goal, client):
    people(goal, "Eve Lindqvist, buys for shops", "Sam Carter")
    answer = press(client, "goals:add_targets", goal.pk, names="eve LINDQVIST, reads\nSam Carter")
    said = visible(client.get(answer.url).content.decode())
    assert "eve LINDQVIST, Sam Carter are among the people to meet already" in said
    assert "Added" not in said
    with acting_as(maya):
        assert not Act.objects.filter(verb__in=("add_target", "add_targets")).exists()
    press(client, "goals:add_targets", goal.pk, names="Sam Carter, sews")
    with acting_as(maya):
        assert Target.objects.get(contact__name="Sam Carter").what == "sews"

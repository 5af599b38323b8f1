"""One person to meet by screen: changed, marked as a friend, removed, asked about when it went quiet."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals.models import Goal, PublicFact, Target
from apps.goals.targets import add_people, is_only_to_meet
from tests.architecture.test_pages import visible
from tests.conftest import NOW
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


def test_ways_are_shown_until_they_were_met(goal, client):
    [eve] = people(goal, "Eve Lindqvist")
    assert "Ways to Eve" in read(client, "goals:target", eve.pk)
    make_touch(goal.owner, eve.contact, on=TODAY, kind="met")
    assert "Ways to Eve" not in read(client, "goals:target", eve.pk)


def test_who_they_are_there_is_changed(goal, client):
    [eve] = people(goal, "Eve Lindqvist")
    assert press(client, "goals:edit_target", eve.pk, what="y" * 201).status_code == 422
    press(client, "goals:edit_target", eve.pk, what="runs fairs")
    eve.refresh_from_db()
    assert eve.what == "runs fairs"
    with acting_as(goal.owner):
        take_back(goal.owner, Act.objects.get(verb="edit_target"), now=NOW)
    eve.refresh_from_db()
    assert eve.what == ""


def test_the_friend_mark_is_set_by_hand_for_all_goals_and_taken_off(goal, client):
    other = make_goal(goal.owner, "Another")
    [eve] = people(goal, "Eve Lindqvist")
    people(other, "Eve Lindqvist")
    make_touch(goal.owner, eve.contact, TODAY, "met")
    assert "I'd call them a friend" in read(client, "goals:target", eve.pk)
    press(client, "goals:call_friend", eve.contact_id)
    with acting_as(goal.owner):
        assert list(Target.objects.values_list("called_friend_on", flat=True)) == [TODAY, TODAY]
    third = make_goal(goal.owner, "A third")
    assert people(third, "Eve Lindqvist")[0].called_friend_on == TODAY
    assert "You would call Eve a friend" in read(client, "contacts:person", eve.contact_id)

    press(client, "goals:call_friend_back", eve.contact_id)
    with acting_as(goal.owner):
        assert not Target.objects.exclude(called_friend_on=None).exists()
        take_back(goal.owner, Act.objects.get(verb="call_friend_back"), now=NOW)
        assert Target.objects.exclude(called_friend_on=None).count() == 3


def test_the_mark_of_somebody_of_no_goal_is_explained(maya, client):
    ruth = make_contact(maya, "Ruth Adler")
    press(client, "goals:call_friend", ruth.pk)
    assert "Add them to one first." in read(client, "contacts:person", ruth.pk)


def test_removing_keeps_the_person(goal, client):
    ruth = make_contact(goal.owner, "Ruth Adler")
    [own] = people(goal, "Ruth Adler")
    assert "Ruth stays among your people." in read(client, "goals:target", own.pk)
    press(client, "goals:remove_target", own.pk, person="goes")
    with acting_as(goal.owner):
        assert not Target.objects.exists()
        assert Contact.objects.get() == ruth


def test_who_was_only_to_be_met_may_go_with_it(goal, client):
    eve, jo = people(goal, "Eve Lindqvist", "Jo Roy")
    assert "nothing else is known" in read(client, "goals:target", eve.pk)
    press(client, "goals:remove_target", jo.pk)
    press(client, "goals:remove_target", eve.pk, person="goes")
    with acting_as(goal.owner):
        assert [person.name for person in Contact.objects.all()] == ["Jo Roy"]
        take_back(goal.owner, Act.objects.get(verb="delete_person"), now=NOW)
        assert Target.objects.get().contact.name == "Eve Lindqvist"


def test_anything_known_keeps_them(goal):
    known = people(goal, "A One", "B Two", "C Three", "D Four")
    with acting_as(goal.owner):
        PublicFact.objects.create(
            owner=goal.owner, contact=known[0].contact, text="t", source="s", seen_on=TODAY
        )
        Interaction.log(goal.owner, [known[1].contact], kind="wrote", on=TODAY, now=NOW)
        Contact.objects.filter(pk=known[2].contact_id).update(city="Malmö")
        fresh = Target.objects.select_related("contact").order_by("pk")
        assert [is_only_to_meet(target) for target in fresh] == [False, False, False, True]


def test_whom_a_year_left_quiet_is_asked_about_and_rests_a_year(goal, client):
    [eve] = people(goal, "Eve Lindqvist", days_ago=400)
    assert "Is Eve still somebody to meet?" in read(client, "goals:target", eve.pk)
    press(client, "goals:still_target", eve.pk)
    with acting_as(goal.owner):
        rest = Rest.objects.get()
        assert (rest.subject, rest.until_on) == (f"target:{eve.pk}", TODAY.replace(year=2027))
        assert not Target.objects.gone_quiet(TODAY).exists()
        assert Target.objects.gone_quiet(TODAY.replace(year=2027)).exists()
    assert "still somebody to meet?" not in read(client, "goals:target", eve.pk)


@pytest.mark.parametrize(
    ("added", "touched", "is_quiet"),
    [(400, None, True), (300, None, False), (800, 400, True), (800, 300, False), (300, 400, False)],
)
def test_quiet_is_twelve_months_since_added_and_touched(goal, added, touched, is_quiet):
    [eve] = people(goal, "Eve Lindqvist", days_ago=added)
    if touched:
        make_touch(goal.owner, eve.contact, TODAY - timedelta(days=touched), "met")
    with acting_as(goal.owner):
        assert Target.objects.gone_quiet(TODAY).exists() is is_quiet


def test_only_pursued_goals_ask_and_never_about_who_is_let_be_or_died(goal):
    eve, jo, _pim = people(goal, "Eve Lindqvist", "Jo Roy", "Pim", days_ago=400)
    with acting_as(goal.owner):
        eve.contact.let_be(now=NOW)
        jo.contact.has_died(TODAY, now=NOW)
        assert [each.contact.name for each in Target.objects.gone_quiet(TODAY)] == ["Pim"]
        goal.pause(now=NOW)
        assert not Target.objects.gone_quiet(TODAY).exists()


def test_nothing_of_anothers_is_there(goal, stranger, client_of):
    [eve] = people(goal, "Eve Lindqvist")
    client = client_of(stranger)
    for name in ("target", "edit_target", "ways_of_target"):
        assert client.get(reverse(f"goals:{name}", args=[eve.pk])).status_code == 404
    for name in ("edit_target", "remove_target", "still_target"):
        assert press(client, f"goals:{name}", eve.pk, what="x").status_code == 404
    for name in ("add_target", "call_friend", "call_friend_back"):
        assert press(client, f"goals:{name}", eve.contact_id).status_code == 404
    assert press(client, "goals:add_targets", goal.pk, names="X Y").status_code == 404
    with acting_as(goal.owner):
        assert Target.objects.get().what == ""

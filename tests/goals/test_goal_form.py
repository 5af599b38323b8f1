"""Saying a goal and saying it anew, by the form: fields found without a script, nothing lost."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from apps.contacts.models import Affiliation, Circle, Contact, Organisation, Origin
from apps.core.scope import acting_as
from apps.goals.models import Goal, GoalPlace, Speciality, Target
from tests.conftest import NOW
from tests.goals.making import make_employer, make_goal
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
NEW = "/goals/new/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4()), "purpose": "belonging"} | more


def only_goal(member):
    with acting_as(member):
        return Goal.objects.select_related("speciality", "circle").get()


def count(member, model=Goal):
    with acting_as(member):
        return model.objects.count()


def test_nothing_said_is_answered_with_a_sentence(client, maya):
    answer = client.post(NEW, sent(why="because", people="Eve Lindqvist, buys for outdoor shops"))
    html = answer.content.decode()
    assert answer.status_code == 422 and count(maya) == 0
    assert "Or say that you don&#x27;t know yet." in html
    assert "because" in html and "Eve Lindqvist, buys for outdoor shops" in html


def test_not_knowing_yet_is_an_answer_with_a_first_step_until_something_is_known(client, maya):
    make_contact(maya, "Ana Lima")
    answer = client.post(NEW, sent(unknown="1"))
    page = client.get(answer.url).content.decode()
    assert "To find out where I would be at home" in page
    assert "Ask three people what they enjoy about their work" in page and "Ana Lima" in page
    goal = only_goal(maya)
    client.post(f"/goals/{goal.pk}/edit/", sent(role="a baker"))
    page = client.get(answer.url).content.decode()
    assert "Ask three people" not in page and "To be at home as a baker" in page


def test_the_first_step_names_nobody_let_be_nor_anybody_still_to_be_met(client, maya):
    make_contact(maya, "Lena Left", let_be_at=NOW)
    make_contact(maya, "Tom Tomeet", origin=Origin.TO_MEET)
    goal = make_goal(maya)
    page = client.get(f"/goals/{goal.pk}/").content.decode()
    assert "Lena Left" not in page and "Tom Tomeet" not in page
    assert "answer you at midnight" in page


def test_the_first_step_names_those_last_in_touch_and_where_most_are(client, maya):
    for number in range(5):
        make_touch(maya, make_contact(maya, f"Person {number}"), date(2026, 11, 1 + number))
    with acting_as(maya):
        for name, count in (("Choir", 3), ("Bakery", 1), ("Empty hall", 0)):
            there = Organisation.objects.create(owner=maya, name=name, folded=name.lower())
            for person in Contact.objects.order_by("pk")[:count]:
                Affiliation.objects.create(owner=maya, contact=person, organisation=there)
    page = client.get(f"/goals/{make_goal(maya).pk}/").content.decode()
    names = ["Person 4", "Person 3", "Person 2", "Choir", "Bakery"]
    assert sorted(names, key=page.index) == names
    assert "Person 1" not in page and "Empty hall" not in page


def test_who_is_good_at_it_and_where_they_are_come_along(client, maya):
    client.post(
        NEW,
        sent(
            sentence="To be at home among makers",
            people="Eve Lindqvist, buys for outdoor shops\nPaul Park",
            places="Trail makers' guild, meets on second Tuesdays",
        ),
    )
    with acting_as(maya):
        targets = Target.objects.order_by("pk").values_list("contact__name", "what")
        assert list(targets) == [("Eve Lindqvist", "buys for outdoor shops"), ("Paul Park", "")]
        assert GoalPlace.objects.get().place.name == "Trail makers' guild"


def test_a_name_several_people_go_by_is_said_and_not_guessed(client, maya):
    for _ in range(2):
        make_contact(maya, "Ana Lima")
    answer = client.post(NEW, sent(role="a baker", people="Ana Lima, bakes\nEve Lindqvist"), follow=True)
    assert answer.redirect_chain[-1][0].endswith("/people/new/?people=Ana+Lima%2C+bakes")
    html = answer.content.decode()
    assert "say who is meant" in html and "Ana Lima, bakes" in html
    assert count(maya, Target) == 1 and count(maya, Contact) == 3


@pytest.mark.parametrize(
    ("field", "typed"), [("people", "Eve\n, buys"), ("places", "Guild\n, second Tuesdays"), ("by_on", "soon")]
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(client, maya, field, typed):
    answer = client.post(NEW, sent(role="a baker", why="the smell of it") | {field: typed})
    html = answer.content.decode()
    assert answer.status_code == 422 and count(maya) == 0 and count(maya, Contact) == 0
    assert "a baker" in html and "the smell of it" in html and 'aria-invalid="true"' in html


def test_a_day_that_has_passed_is_said_and_kept(client, maya):
    answer = client.post(NEW, sent(role="a baker", by_on="2026-05-03"), follow=True)
    html = answer.content.decode()
    assert "3 May has passed already." in html and "by 3 May, a day that has passed" in html
    assert only_goal(maya).by_on.isoformat() == "2026-05-03"


def test_a_circle_on_wish(client, maya):
    client.post(NEW, sent(field_words="payments", circle="on"))
    assert only_goal(maya).circle.name == "Payments"
    client.post(NEW, sent(field_words="law"))
    assert count(maya, Circle) == 1


def test_the_same_form_twice_says_one_goal(client, maya):
    form = sent(role="a baker")
    for _ in range(2):
        assert client.post(NEW, form).status_code == 302
    assert count(maya) == 1


def test_one_act_takes_everything_of_it_back(client, maya):
    client.post(NEW, sent(field_words="payments", circle="on", people="Eve Lindqvist", places="Guild"))
    with acting_as(maya):
        from apps.core.acts import Act

        act = Act.objects.get(verb="new_goal")
    client.post(reverse("take_back", args=[act.pk]))
    assert [count(maya, model) for model in (Goal, Circle, Target, Contact)] == [0, 0, 0, 0]


def test_the_form_comes_with_the_sentence_of_a_link(client):
    assert 'value="To bake"' in client.get(NEW + "?sentence=To+bake").content.decode()


def test_saying_it_anew_begins_with_what_is_known(client, maya):
    with acting_as(maya):
        own = Speciality.named(maya, "outdoor-shops", "Trail shoes")
    goal = make_goal(maya, field="outdoor-shops", speciality=own, why="the hills")
    form = client.get(f"/goals/{goal.pk}/edit/").context["form"]
    assert form["field_words"].value() == "Trail shoes" and form["field"].value() == "outdoor-shops"
    unchanged = {name: form[name].value() or "" for name in form.fields if name != "field_own"}
    client.post(f"/goals/{goal.pk}/edit/", sent(**unchanged))
    again = only_goal(maya)
    assert (again.field, again.speciality, again.sentence) == ("outdoor-shops", own, goal.sentence)


def test_words_emptied_leave_the_field_open(client, maya):
    goal = make_goal(maya, "To be useful", field="law")
    client.post(f"/goals/{goal.pk}/edit/", sent(field_words="", field="law", sentence="To be useful"))
    again = only_goal(maya)
    assert (again.field, again.sentence) == ("", "To be useful")


def test_saying_it_anew_holds_and_releases(client, maya):
    make_employer(maya, "financial-technology")
    goal = make_goal(maya, field="payments")
    client.post(f"/goals/{goal.pk}/edit/", sent(field_words="payments", purpose="clients"))
    assert only_goal(maya).held_at is not None
    client.post(f"/goals/{goal.pk}/edit/", sent(field_words="law", purpose="clients"))
    assert only_goal(maya).held_at is None


def test_a_stranger_finds_no_goal_of_mine(maya, stranger, client_of):
    goal = make_goal(maya)
    for path in ("", "edit/", "reach/", "let-go/", "approve/"):
        assert client_of(stranger).get(f"/goals/{goal.pk}/{path}").status_code == 404
    for verb in (
        "edit",
        "pause",
        "go-on",
        "take-up",
        "look",
        "gather",
        "approve",
        "reach",
        "let-go",
        "delete",
    ):
        assert client_of(stranger).post(f"/goals/{goal.pk}/{verb}/", sent()).status_code == 404


def test_nobody_signed_in_is_asked_to(client_of, db, maya):
    from django.test import Client

    for path in ("/goals/", NEW, "/goals/fields/", "/goals/employer/", f"/goals/{make_goal(maya).pk}/"):
        assert "/accounts/login/" in Client().get(path).url

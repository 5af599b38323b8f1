"""The periods of the walk: what comes next, resuming, mending, finishing, taking out."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from apps.contacts.memories import STAGES
from apps.contacts.models import Affiliation, Contact, Organisation, Period
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.walking import begin, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(maya, client_of):
    return client_of(maya)


def walk(client) -> str:
    return client.get("/contacts/walk/").content.decode()


def finish(client, pk):
    return client.post(f"/contacts/walk/{pk}/finish/")


def pass_by(client, stage):
    assert client.post("/contacts/walk/pass/", {"stage": stage}).status_code == 302


def test_it_begins_with_family_and_goes_on_to_streets_and_schools(client):
    assert "Who is family to you" in walk(client)
    finish(client, begin(client, "family"))
    assert "Where did you live, and who lived around you?" in walk(client)
    pass_by(client, "neighbours")
    assert "Where did you go to school first?" in walk(client)
    finish(client, begin(client, "school", name="Lincoln Primary"))
    assert "Where did you go to school next?" in walk(client)
    pass_by(client, "school")
    assert "What was your first job?" in walk(client)
    for stage in ("job", "club", "serving"):
        pass_by(client, stage)
    assert "That was a life so far." in walk(client)


def test_passing_by_can_be_taken_back(maya, client):
    pass_by(client, "family")
    with acting_as(maya):
        last = Act.objects.get(verb="pass_period")
    client.post(f"/history/{last.pk}/take-back/")

    assert "Who is family to you" in walk(client)


def test_it_goes_on_where_it_was_left(client):
    school = begin(client, name="Lincoln Primary", from_year="1987", until_year="1993")
    save(client, school, "Ana Lima, Pete")

    page = walk(client)

    assert f'action="/contacts/walk/{school}/recall/"' in page
    assert "1987–1993" in page and "Ana Lima" in page
    assert "Ana Lima" in client.get(f"/contacts/walk/{school}/").content.decode()


def test_finished_period_opens_again(maya, client):
    school = begin(client, name="Lincoln Primary")
    finish(client, school)
    assert f"/walk/{school}/recall/" not in walk(client)

    answer = client.post(f"/contacts/walk/{school}/reopen/")

    assert answer.headers["Location"] == f"/contacts/walk/{school}/"
    assert f"/walk/{school}/recall/" in walk(client)


def test_prompts_change(client):
    school = begin(client)
    first, second = (client.get(f"/contacts/walk/{school}/?turn={turn}").content.decode() for turn in "01")

    assert "Who sat next to you?" in first and "Who sat next to you?" not in second
    for odd in ("x", "-1", "9" * 99, "²"):
        assert client.get(f"/contacts/walk/{school}/", {"turn": odd}).status_code == 200


def test_prompts_ask_for_no_faith_and_reach_nobody_through_a_child():
    said = " ".join(str(words) for stage in STAGES for words in (stage.first, stage.again, *stage.prompts))

    assert not re.search(
        r"\b(church|mosque|temple|synagogue|pray|faith|god|priest|child|kid|son|daughter)", said, re.I
    )
    assert all(len(set(stage.prompts)) == len(stage.prompts) >= 8 for stage in STAGES)


def test_other_name_and_years_move_along_who_is_there(maya, client):
    school = begin(client, name="Lincon Primary", from_year="1987")
    save(client, school, "Ana Lima, Pete")
    with acting_as(maya):
        Affiliation.objects.filter(contact__name="Pete").update(from_on=date(1989, 9, 1))

    client.post(
        f"/contacts/walk/{school}/edit/",
        {"name": "Lincoln Primary", "from_year": "1986", "until_year": "1992"},
    )

    with acting_as(maya):
        ana, pete = (Affiliation.objects.get(contact__name=name) for name in ("Ana Lima", "Pete"))
        assert (ana.organisation.name, ana.from_on, ana.until_on) == (
            "Lincoln Primary", date(1986, 1, 1), date(1992, 12, 31)
        )  # fmt: skip
        assert (pete.organisation.name, pete.from_on) == ("Lincon Primary", date(1989, 9, 1))
    assert b"Ana Lima" in client.get("/contacts/?q=lincoln").content
    with acting_as(maya):
        last = Act.objects.get(verb="edit_period")
    client.post(f"/history/{last.pk}/take-back/")
    assert b"Ana Lima" not in client.get("/contacts/?q=lincoln").content


def test_deleted_period_leaves_its_people(maya, client):
    school = begin(client, name="Lincoln Primary")
    save(client, school, "Ana Lima")

    client.post(f"/contacts/walk/{school}/delete/")

    with acting_as(maya):
        assert not Period.objects.exists()
        assert Contact.objects.get().affiliations.count() == 1
        assert Organisation.objects.count() == 1
        last = Act.objects.get(verb="delete_period")
    client.post(f"/history/{last.pk}/take-back/")
    assert "Ana Lima" in client.get(f"/contacts/walk/{school}/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"from_year": "30"}, "A year has four digits, such as 1987."),
        ({"from_year": "-5"}, "A year has four digits, such as 1987."),
        ({"until_year": "99999999999999999999"}, "A year has four digits, such as 1987."),
        ({"from_year": "when I was six"}, "A year has four digits, such as 1987."),
        ({"until_year": "2031"}, "That year is still to come."),
        ({"from_year": "1993", "until_year": "1987"}, "That lies before the beginning."),
        ({"name": "x" * 300}, "at most 200 characters"),
    ],
)
def test_wrong_years_and_names_are_told_and_kept(maya, client, said, sentence):
    answer = client.post("/contacts/walk/begin/", {"stage": "school", "name": "Lincoln Primary", **said})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert all(value in page for value in said.values())
    with acting_as(maya):
        assert not Period.objects.exists()


def test_stage_that_is_none_leads_nowhere(client):
    assert client.post("/contacts/walk/begin/", {"stage": "prison"}).status_code == 404
    assert client.post("/contacts/walk/pass/", {"stage": ""}).status_code == 404
    assert client.get("/contacts/walk/begin/").headers["Location"] == "/contacts/walk/"


def test_name_without_letters_makes_no_organisation(maya, client):
    save(client, begin(client, "club", name="???"), "Ana Lima")

    with acting_as(maya):
        assert not Organisation.objects.exists()
        assert Contact.objects.get().memberships.get().circle.name == "Clubs"


@pytest.mark.parametrize("path", ["", "edit/"])
def test_strangers_period_is_not_there(stranger, client, client_of, path):
    school = begin(client, name="Lincoln Primary")

    assert client_of(stranger).get(f"/contacts/walk/{school}/{path}").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_pages_cost_the_same_however_many(count, maya, client, django_assert_max_num_queries):
    for number in range(count):
        pk = begin(client, name=f"School {number}")
    save(client, pk, "\n".join(f"Mate {number}" for number in range(count)))
    client.get("/contacts/walk/")
    with django_assert_max_num_queries(14):
        client.get("/contacts/walk/")
    with django_assert_max_num_queries(14):
        client.get(f"/contacts/walk/{pk}/")

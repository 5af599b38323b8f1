"""Walk through your life: names typed into a period, looked over, saved, resumed, taken back."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from apps.contacts.models import Affiliation, Circle, Contact, Membership, Organisation, Recollection
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.imports.bringing import bring, card, counts
from tests.contacts.walking import begin, look, people, save, shown
from tests.making import make_contact

pytestmark = pytest.mark.django_db
EIGHT = "Ana Lima\nBen Carter, Cara Diaz\nDev Patel (had the bike)\nEve Lindqvist\nFinn Moe\nGil Sousa\nPete"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(maya, client_of):
    return client_of(maya)


def test_scenario_seven(maya, client, now):
    school = begin(client, name="Lincoln Primary", from_year="1987", until_year="1993")

    seen = look(client, school, EIGHT)
    assert seen.status_code == 200 and "had the bike" in seen.content.decode()
    assert people(maya) == [], "only shown"
    answer = look(client, school, EIGHT, **shown(seen))

    assert answer.headers["Location"] == f"/contacts/walk/{school}/"
    with acting_as(maya):
        eight = list(Contact.objects.order_by("pk"))
        assert len(eight) == 8
        assert {each.origin for each in eight} == {"walk"}
        assert eight[3].remember == "had the bike"
        assert Contact.objects.of(maya).dormant(now.date()).count() == 8
        assert Circle.objects.get(name="School").memberships.count() == 8
        place = Organisation.objects.get()
        assert (place.name, place.kind, place.affiliations.count()) == ("Lincoln Primary", "school", 8)
        stay = place.affiliations.first()
        assert (stay.from_on, stay.until_on) == (date(1987, 1, 1), date(1993, 12, 31))
        assert Recollection.objects.filter(period=school).count() == 8

    phone = "".join(
        card(name, f"TEL:+1510555010{number}")
        for number, name in enumerate(["Ana Lima", "Ben Carter", "Cara Diaz", "Dev Patel", "Eve Lindqvist"])
    )
    batch = bring(maya, phone + card("Zoe Quist", "TEL:+15105550199"), now)

    assert counts(batch)["created"] == 1
    assert len(people(maya)) == 9
    with acting_as(maya):
        ana = Contact.objects.get(name="Ana Lima")
        assert (ana.origin, ana.points.count()) == ("walk", 1)


def test_namesakes_stay_two_when_the_member_says_so(maya, client, now):
    old = make_contact(maya, "Ana Lima", phone="+15105550123")
    school = begin(client, name="Lincoln Primary")

    seen = look(client, school, "ana lima, Ben Carter (drums), Ben Carter (bass)")
    assert shown(seen)["who_0"] == str(old.pk), "an equal full name is taken for the same person"
    save(client, school, "ana lima, Ben Carter (drums), Ben Carter (bass)", who_0="new")

    assert people(maya) == ["Ana Lima", "ana lima", "Ben Carter", "Ben Carter"]
    bring(maya, card("Ben Carter", "TEL:+15105550177"), now)
    assert people(maya).count("Ben Carter") == 3, "no card chooses between two of a name"


def test_known_person_joins_and_keeps_what_is_there(maya, client, now):
    ana = make_contact(maya, "Ana Lima", origin="file", remember="keeps bees")
    school = begin(client, name="Lincoln Primary")

    save(client, school, "Ana LIMA (sat next to me)")

    with acting_as(maya):
        kept = Contact.objects.get()
        assert (kept.pk, kept.origin, kept.remember, kept.notes) == (
            ana.pk, "file", "keeps bees", "sat next to me"
        )  # fmt: skip
        assert kept.from_before_on == now.date(), "undecided until now, and thought of here"
        assert kept.affiliations.count() == kept.memberships.count() == kept.recollections.count() == 1


def test_known_person_with_a_rhythm_keeps_it(maya, client):
    make_contact(maya, "Ana Lima", rhythm_days=30, first_due_on=date(2026, 12, 1))

    save(client, begin(client, "family"), "Ana Lima")

    with acting_as(maya):
        ana = Contact.objects.get()
        assert (ana.from_before_on, ana.rhythm_days, ana.due_on) == (None, 30, date(2026, 12, 1))


def test_several_of_a_name_are_asked_about(maya, client):
    make_contact(maya, "Ana Lima", city="Lisbon")
    second = make_contact(maya, "Ana Lima", city="Porto")
    school = begin(client)

    seen = look(client, school, "Ana Lima")
    page = seen.content.decode()
    assert "Ana Lima · Lisbon" in page and "Ana Lima · Porto" in page
    assert "who_0" not in shown(seen)

    unsaid = look(client, school, "Ana Lima", **shown(seen))
    assert unsaid.status_code == 422
    assert "More than one person goes by that name. Say which." in unsaid.content.decode()

    save(client, school, "Ana Lima", who_0=str(second.pk))
    with acting_as(maya):
        assert Recollection.objects.get().contact_id == second.pk


def test_who_died_before_the_period_is_not_taken_for_the_same(maya, client):
    make_contact(maya, "Ana Lima", died_on=date(1980, 5, 1))
    school = begin(client, name="Lincoln Primary", from_year="1987")

    assert "who_0" not in shown(look(client, school, "Ana Lima"))


def test_one_word_is_no_match_but_is_offered(maya, client):
    pete = make_contact(maya, "Pete")
    school = begin(client)

    seen = look(client, school, "Pete")
    assert shown(seen)["who_0"] == "new"
    save(client, school, "Pete", who_0=str(pete.pk))

    assert people(maya) == ["Pete"]


def test_name_typed_here_before_is_the_one_who_is_here(maya, client):
    school = begin(client)
    save(client, school, "Pete, Ana Lima")

    save(client, school, "Pete (drives the van)\nAna Lima\nZoe")

    assert people(maya) == ["Pete", "Ana Lima", "Zoe"]
    with acting_as(maya):
        assert Contact.objects.get(name="Pete").remember == "drives the van"


def test_same_line_twice_is_one_person(maya, client):
    save(client, begin(client), "Pete\nPete")

    assert people(maya) == ["Pete"]


def test_changed_names_are_shown_again_before_anything_is_saved(maya, client):
    school = begin(client)
    fields = shown(look(client, school, "Pete"))

    again = look(client, school, "Pete, Zoe", **fields)

    assert again.status_code == 200 and "Zoe" in again.content.decode()
    assert people(maya) == []


def test_each_saving_is_taken_back_whole(maya, client):
    make_contact(maya, "Ana Lima", remember="keeps bees")
    school = begin(client, name="Lincoln Primary")
    save(client, school, "Pete")
    save(client, school, "Ana Lima (the bike), Zoe")

    with acting_as(maya):
        last = Act.objects.filter(verb="recall").get()
    client.post(f"/history/{last.pk}/take-back/")

    assert people(maya) == ["Ana Lima", "Pete"]
    with acting_as(maya):
        assert Contact.objects.get(name="Ana Lima").notes == ""
        assert Recollection.objects.count() == Membership.objects.count() == Affiliation.objects.count() == 1


def test_second_press_saves_once(maya, client):
    school = begin(client)
    key = "6f8a5b0e-3b1c-4a77-9d35-0a3f1c1de001"
    fields = shown(look(client, school, "Pete")) | {"act": key}

    answers = [look(client, school, "Pete", **fields) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == [f"/contacts/walk/{school}/"] * 2
    assert people(maya) == ["Pete"]


def test_circle_of_each_stage(maya, client):
    named = {
        "family": "Family", "neighbours": "Neighbours", "school": "School", "job": "Worked with",
        "club": "Harbour Choir", "serving": "On my round",
    }  # fmt: skip
    for stage in named:
        name = {} if stage in ("family", "serving") else {"name": "Harbour Choir"}
        save(client, begin(client, stage, **name), f"Person of {stage}")

    with acting_as(maya):
        found = {each.contact.name: each.circle.name for each in Membership.objects.select_related("contact")}
    assert found == {f"Person of {stage}": circle for stage, circle in named.items()}


def test_renamed_circle_is_used_again(maya, client):
    save(client, begin(client), "Pete")
    with acting_as(maya):
        Circle.objects.get(name="School").rename("Schoolmates")

    save(client, begin(client), "Zoe")

    with acting_as(maya):
        assert [circle.name for circle in Circle.objects.all()] == ["Schoolmates"]


def test_person_of_two_schools_is_at_both(maya, client):
    save(client, begin(client, name="Lincoln Primary"), "Ana Lima")
    save(client, begin(client, name="Harbour High"), "Ana Lima")

    with acting_as(maya):
        ana = Contact.objects.get()
        assert ana.affiliations.count() == ana.recollections.count() == 2
        assert ana.memberships.count() == 1

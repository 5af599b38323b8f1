"""In touch: one press, or a day, a note and others who were there."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from apps.contacts.models import Contact, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    return make_contact(maya, "Ana Lima")


def logged(maya) -> list[tuple[str, date, str, list[str]]]:
    with acting_as(maya):
        return [
            (
                touch.kind,
                touch.happened_on,
                touch.note,
                sorted(p.contact.name for p in touch.participations.all()),
            )
            for touch in Interaction.objects.order_by("pk")
        ]


@pytest.mark.parametrize("kind", ["talked", "met", "wrote"])
def test_one_press_logs_today_and_can_be_taken_back(maya, ana, client_of, kind):
    client = client_of(maya)

    answer = client.post(f"/contacts/{ana.pk}/log/", {"kind": kind}, follow=True)

    assert logged(maya) == [(kind, TODAY, "", ["Ana Lima"])]
    page = answer.content.decode()
    assert "Was in touch with Ana Lima" in page
    assert f'action="/history/{Act.objects.get().pk}/take-back/"' in page


def test_one_dinner_with_four_people_is_one_line(maya, ana, client_of):
    for name in ("Ben Carter", "Cara Diaz", "Dev Malhotra"):
        make_contact(maya, name)

    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/log/",
        {"kind": "met", "happened_on": "2026-11-21", "note": "soup", "names": "ben, Cara Diaz & dev"},
        follow=True,
    )

    everybody = ["Ana Lima", "Ben Carter", "Cara Diaz", "Dev Malhotra"]
    assert logged(maya) == [("met", date(2026, 11, 21), "soup", everybody)]
    assert "Was in touch with Ana Lima, Ben Carter, Cara Diaz and Dev Malhotra" in answer.content.decode()
    with acting_as(maya):
        assert set(Contact.objects.values_list("last_touch_on", flat=True)) == {date(2026, 11, 21)}


def test_unclear_name_asks_who_and_the_tick_answers(maya, ana, client_of):
    carter, diaz = make_contact(maya, "Ben Carter"), make_contact(maya, "Ben Diaz")
    client, form = client_of(maya), {"kind": "met", "names": "Ben", "note": "soup"}

    asked = client.post(f"/contacts/{ana.pk}/log/", form)

    assert (asked.status_code, logged(maya)) == (422, [])
    page = asked.content.decode()
    assert "More than one person goes by Ben." in page
    assert f'value="{carter.pk}"' in page
    assert f'value="{diaz.pk}"' in page
    assert "soup</textarea>" in page

    client.post(f"/contacts/{ana.pk}/log/", form | {"others": [diaz.pk]})
    assert logged(maya) == [("met", TODAY, "soup", ["Ana Lima", "Ben Diaz"])]


def test_name_means_a_name_before_a_town(maya, ana, client_of):
    make_contact(maya, "Joan Petersen")
    make_contact(maya, "Omar Haddad", city="San Jose")

    client_of(maya).post(f"/contacts/{ana.pk}/log/", {"kind": "met", "names": "jo and omar"})

    assert logged(maya) == [("met", TODAY, "", ["Ana Lima", "Joan Petersen", "Omar Haddad"])]


def test_name_in_full_means_that_person(maya, ana, client_of):
    make_contact(maya, "Ben")
    make_contact(maya, "Ben Carter")

    client_of(maya).post(f"/contacts/{ana.pk}/log/", {"kind": "met", "names": "BEN"})

    assert logged(maya) == [("met", TODAY, "", ["Ana Lima", "Ben"])]


def test_unknown_name_offers_to_add_a_person(maya, ana, client_of):
    client, form = client_of(maya), {"kind": "met", "names": "Zoe Nobody"}

    asked = client.post(f"/contacts/{ana.pk}/log/", form)
    assert asked.status_code == 422
    assert "Zoe Nobody is not among your people yet" in asked.content.decode()

    client.post(f"/contacts/{ana.pk}/log/", form | {"newcomers": "on"})
    assert logged(maya) == [("met", TODAY, "", ["Ana Lima", "Zoe Nobody"])]
    client.post(f"/history/{Act.objects.latest('pk').pk}/take-back/")
    with acting_as(maya):
        assert [person.name for person in Contact.objects.all()] == ["Ana Lima"]


def test_own_name_among_the_others_counts_once(maya, ana, client_of):
    client_of(maya).post(f"/contacts/{ana.pk}/log/", {"kind": "met", "names": "Ana Lima, ana"})

    assert logged(maya) == [("met", TODAY, "", ["Ana Lima"])]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "met", "happened_on": "2026-11-24"}, "That day is still to come."),
        ({"kind": "met", "happened_on": "1899-12-31"}, "That is before 1900."),
        ({"kind": "met", "happened_on": "soon"}, "Enter a valid date."),
        ({"kind": "kissed"}, "Select a valid choice."),
        ({}, "This field is required."),
        ({"kind": "met", "note": "x" * 4001}, "at most 4000 characters"),
        ({"kind": "met", "names": ",".join(f"name {n}" for n in range(21))}, "At most 20 names"),
        ({"kind": "met", "others": ["999999"]}, "Select a valid choice."),
        ({"kind": "met", "others": ["x"]}, "not a valid value"),
    ],
)
def test_wrong_input_says_so_and_logs_nothing(maya, ana, client_of, form, sentence):
    answer = client_of(maya).post(f"/contacts/{ana.pk}/log/", {"csrf": "", **form})

    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert logged(maya) == []


def test_note_that_was_typed_survives_a_future_day(maya, ana, client_of):
    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/log/", {"kind": "wrote", "happened_on": "2027-01-01", "note": "her <b>move</b>"}
    )

    page = answer.content.decode()
    assert "her &lt;b&gt;move&lt;/b&gt;</textarea>" in page
    assert 'value="2027-01-01"' in page
    assert 'value="wrote" class="chips"' in page or 'value="wrote"' in page


@pytest.mark.parametrize("text", ["\0", "\u202e", "\x1b[31m", "\u2066"])
def test_unseen_characters_are_left_out(maya, ana, client_of, text):
    client_of(maya).post(f"/contacts/{ana.pk}/log/", {"kind": "met", "note": f"a{text}b", "names": text[:1]})

    with acting_as(maya):
        assert text[0] not in Interaction.objects.get().note


def test_strangers_person_as_other_is_refused(maya, stranger, ana, client_of):
    theirs = make_contact(stranger, "Theirs")

    answer = client_of(maya).post(f"/contacts/{ana.pk}/log/", {"kind": "met", "others": [theirs.pk]})

    assert answer.status_code == 422
    assert "Theirs" not in answer.content.decode()


def test_touch_of_others_is_not_reached_through_ones_own_page(maya, ana, client_of):
    ben = make_contact(maya, "Ben")
    touch = make_touch(maya, ben, TODAY)

    assert client_of(maya).get(f"/contacts/{ana.pk}/touches/{touch.pk}/").status_code == 404
    assert client_of(maya).post(f"/contacts/{ana.pk}/touches/{touch.pk}/strike/").status_code == 404


def test_form_alone_answers_the_fold(maya, ana, client_of):
    answer = client_of(maya).get(f"/contacts/{ana.pk}/log/", headers={"hx-request": "true"})

    assert b"<html" not in answer.content
    assert b'name="names"' in answer.content


def test_way_back_stays_at_home(maya, ana, client_of):
    client = client_of(maya)
    for wanted in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/" + "x" * 300,
    ):
        answer = client.post(f"/contacts/{ana.pk}/log/", {"kind": "met", "next": wanted})
        assert answer.headers["Location"] == f"/contacts/{ana.pk}/", wanted
    answer = client.post(f"/contacts/{ana.pk}/log/", {"kind": "met", "next": "/contacts/?q=a"})
    assert answer.headers["Location"] == "/contacts/?q=a"

"""Quick capture: a line is shown as understood, mended, and saved as one act."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings

from apps.contacts.models import Contact, ImportantDate, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.test_capture_reading import LINES
from tests.making import make_contact

pytestmark = pytest.mark.django_db
CAPTURE = "/contacts/capture/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(maya, client_of):
    return client_of(maya)


def show(client, line, **more):
    return client.get(CAPTURE, {"line": line, **more})


def fields(answer) -> dict[str, str]:
    """What Save would send, as the page stands."""
    page = answer.content.decode()
    form = page[page.index('method="post" action="/contacts/capture/"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'\s{key}="([^"]*)"', tag) for key in ("name", "value"))
        if 'type="radio"' not in tag or "checked" in tag:
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, value in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', form):
        found[name] = html.unescape(value).strip()
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def save(client, line, **changed):
    return client.post(CAPTURE, fields(show(client, line)) | changed)


def names(maya) -> list[str]:
    with acting_as(maya):
        return list(Contact.objects.order_by("pk").values_list("name", flat=True))


def test_coffee_with_somebody_known(maya, client):
    ana = make_contact(maya, "Ana Lima", rhythm_days=30, first_due_on=date(2026, 11, 1))

    answer = save(client, "coffee with Ana Lima yesterday, her move to Lisbon")

    assert answer.headers["Location"] == f"/contacts/{ana.pk}/"
    with acting_as(maya):
        touch = Interaction.objects.get()
        assert (touch.kind, touch.happened_on, touch.note) == (
            "met",
            date(2026, 11, 22),
            "her move to Lisbon",
        )
        assert Contact.objects.get().due_on == date(2026, 12, 22)
    assert "Was in touch with Ana Lima" in client.get("/history/").content.decode()


def test_new_people_come_along_and_all_is_taken_back_as_one(maya, client):
    make_contact(maya, "Ana Lima")
    save(client, "dinner with Ana Lima, Ben and Cara Diaz on Sunday, the boat")

    assert names(maya) == ["Ana Lima", "Ben", "Cara Diaz"]
    with acting_as(maya):
        assert Interaction.objects.get().participations.count() == 3
        done = Act.objects.get()
    client.post(f"/history/{done.pk}/take-back/")
    assert names(maya) == ["Ana Lima"]
    with acting_as(maya):
        assert not Interaction.objects.exists()


def test_unknown_name_may_be_left_out(maya, client):
    make_contact(maya, "Ana Lima")

    save(client, "dinner with Ana Lima and Rover", who_1="out")

    assert names(maya) == ["Ana Lima"]


def test_nobody_left_is_told(maya, client):
    answer = save(client, "dinner with Rover", who_0="out")

    assert answer.status_code == 422
    assert "Say who it was." in answer.content.decode()
    assert names(maya) == []


def test_several_of_a_name_are_asked_about(maya, client):
    make_contact(maya, "Ana Lima", city="Lisbon")
    brandt = make_contact(maya, "Ana Brandt", city="Porto")

    unsaid = save(client, "coffee with Ana")
    assert unsaid.status_code == 422
    assert "More than one person goes by that name. Say which." in unsaid.content.decode()

    save(client, "coffee with Ana", who_0=str(brandt.pk))
    with acting_as(maya):
        assert Interaction.objects.get().participations.get().contact_id == brandt.pk


def test_somebody_new_to_keep_in_mind(maya, client):
    save(client, "Ana Lima, met at the harbour fair, drives the van")

    with acting_as(maya):
        ana = Contact.objects.get()
    assert (ana.how_we_met, ana.remember) == ("met at the harbour fair", "drives the van")
    assert b"Ana Lima" in client.get("/contacts/?q=lima").content


def test_note_about_somebody_known_keeps_what_was_there(maya, client):
    make_contact(maya, "Ana Lima", remember="keeps bees", how_we_met="at school")

    save(client, "Ana Lima, met at the harbour fair, drives the van")

    with acting_as(maya):
        ana = Contact.objects.get()
    assert (ana.remember, ana.how_we_met) == ("keeps bees", "at school")
    assert ana.notes == "drives the van\nmet at the harbour fair"


def test_birthday(maya, client):
    make_contact(maya, "Ana Lima")

    save(client, "birthday of Ana 3 May 1980")

    with acting_as(maya):
        born = ImportantDate.objects.get()
    assert (born.kind, born.day, born.month, born.year) == ("birthday", 3, 5, 1980)
    again = save(client, "birthday of Ana 4 May")
    assert again.status_code == 422
    assert "Ana Lima has a birthday already." in again.content.decode()


def test_birthday_without_a_day_and_on_a_day_that_is_none(maya, client):
    make_contact(maya, "Ana Lima")

    assert save(client, "birthday of Ana").status_code == 422
    wrong = save(client, "birthday of Ana 3 May", day="31", month="4")
    assert "There is no such day in that month." in wrong.content.decode()


def test_what_to_ask_is_added_to_what_is_there(maya, client):
    make_contact(maya, "Ana Lima", ask_next="how the move went")

    save(client, "ask Ana about the flat")

    with acting_as(maya):
        assert Contact.objects.get().ask_next == "how the move went; about the flat"


def test_day_still_to_come_is_told_and_the_line_kept(maya, client):
    make_contact(maya, "Ana Lima")
    shown = show(client, "coffee with Ana tomorrow").content.decode()
    assert "That day is still to come." in shown

    answer = save(client, "coffee with Ana tomorrow")
    assert answer.status_code == 422
    assert "coffee with Ana tomorrow" in answer.content.decode()


def test_it_may_be_meant_otherwise(client):
    page = show(client, "Ana Lima, the boat", deed="ask").content.decode()

    assert 'name="deed" value="ask"' in page and "What to ask next time" in page


def test_changed_names_are_shown_again_before_anything_is_saved(maya, client):
    answer = save(client, "coffee with Ana Lima", names="Ana Lima, Zoe")

    assert answer.status_code == 200
    assert "Zoe" in answer.content.decode()
    assert names(maya) == []


def test_line_alone_never_saves(maya, client):
    for sent in ({"line": "coffee with Ana"}, {"names": "Ana", "deed": "person"}, {"deed": "touch"}):
        client.post(CAPTURE, sent)
    assert names(maya) == []


def test_second_press_saves_once(maya, client):
    make_contact(maya, "Ana Lima")
    sent = fields(show(client, "coffee with Ana"))

    answers = [client.post(CAPTURE, sent) for _ in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    with acting_as(maya):
        assert Interaction.objects.count() == 1


def test_fragment_while_typing_and_the_page_it_leads_back_to(maya, client):
    make_contact(maya, "Ana Lima")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/contacts/?sort=newest"}
    assert "<html" not in client.get(CAPTURE, headers=headers).content.decode()

    shown = client.get(CAPTURE, {"line": "coffee with Ana"}, headers=headers)
    assert "<html" not in shown.content.decode()
    assert client.post(CAPTURE, fields(shown)).headers["Location"] == "/contacts/?sort=newest"


def test_line_of_a_thousand_characters_and_more(client):
    assert show(client, "coffee with Ana, " + "x" * 980).status_code == 200
    answer = show(client, "y" * 1001)
    assert answer.status_code == 422
    assert "That is more than a line" in answer.content.decode() and "y" * 1001 in answer.content.decode()


def test_name_that_is_too_long_and_too_many_names(maya, client):
    long = save(client, "coffee with Ana, the rest", names="x" * 300)
    assert long.status_code == 422 and "is no name" in long.content.decode()
    many = save(client, "coffee with Ana", names=", ".join(f"Mate {number}" for number in range(21)))
    assert "At most 20 names at a time" in many.content.decode()
    assert names(maya) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("coffee with Ana Lima on 31.11.2026", "There is no such day: on 31.11.2026."),
        ("birthday of Ana Lima 30 February", "There is no such day: 30 February."),
        ("coffee with Ana Lima on 30 November", ""),
    ],
)
def test_day_that_never_is_gets_a_sentence(client, line, said):
    text = show(client, line).content.decode()
    assert said in text
    assert said or "no such day" not in text


def test_strangers_person_is_neither_found_nor_taken(maya, stranger, client):
    theirs = make_contact(stranger, "Ana Lima", city="Secret City")

    assert b"Secret City" not in show(client, "coffee with Ana").content
    assert save(client, "coffee with Ana Lima", who_0=str(theirs.pk)).status_code == 422


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=LINES)
def test_any_line_is_shown_whole_and_saves_nothing(maya, client, line):
    answer = show(client, line)

    assert answer.status_code == 200
    page = html.unescape(answer.content.decode())
    assert all(word in page for word in re.findall(r"[^\W_]+", line) if "\0" not in word)
    with acting_as(maya):
        assert not Act.objects.exists() and not Contact.objects.exists()

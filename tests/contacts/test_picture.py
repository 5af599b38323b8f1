"""The picture's page: who is in it, who opened whom, and the same as a list."""

from __future__ import annotations

import gzip
import re

import pytest
import time_machine
from django.test import Client

from apps.contacts.models import Circle, Contact
from apps.contacts.picture import people
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
NODE = re.compile(r'<a class="(near|far)[^"]*" href="/contacts/(\d+)/"|<a href="/contacts/(\d+)/" tabindex')


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def drawn(page: str) -> set[int]:
    """The keys of everybody drawn."""
    return {int(near or speck) for _kind, near, speck in NODE.findall(page)}


def picture(client: Client) -> str:
    return client.get("/network/").content.decode()


def test_everybody_but_those_let_be_is_drawn_once(maya, client_of):
    ana, ben = make_contact(maya, "Ana Lima"), make_contact(maya, "Ben Ito")
    make_contact(maya, "Let Be", let_be_at=NOW)
    with acting_as(maya):
        ana.join("Choir")
        ana.join("School")

    page = picture(client_of(maya))

    assert drawn(page) == {ana.pk, ben.pk}
    assert page.count(f'href="/contacts/{ana.pk}/" tabindex="-1"') == 1
    assert "Let Be" not in page
    assert "In no circle" in page


def test_whoever_died_stays_as_an_outline_and_says_so(maya, client_of):
    make_contact(maya, "Ilse Brandt", died_on=NOW.date())

    page = picture(client_of(maya))

    assert "Ilse Brandt, who has died" in page
    assert 'class="near hue-' in page
    assert " died" in page


def test_ink_joins_whoever_opened_whom_and_words_say_it(maya, client_of):
    ben = make_contact(maya, "Ben Ito")
    cara = make_contact(maya, "Cara Diaz", introduced_by=ben)
    hidden = make_contact(maya, "Let Be", let_be_at=NOW)
    make_contact(maya, "Dev", introduced_by=hidden)

    page = picture(client_of(maya))

    assert page.count("data-by=") == 1
    assert f'data-by="{ben.pk}" data-to="{cara.pk}"' in page
    assert "Who opened whom" in page
    assert "introduced you to" in page


def test_empty_book_is_told_what_will_be_here(maya, client_of):
    page = picture(client_of(maya))

    assert "It begins with five names." in page
    assert '<svg class="picture' not in page


def test_names_and_circles_of_any_kind_are_text(maya, client_of):
    wild = make_contact(maya, "<script>\"&'דנה")
    with acting_as(maya):
        wild.join("A & <B>")
        Circle.named(maya, "Empty")

    page = picture(client_of(maya))

    assert '<script>"' not in page
    assert "A &amp; &lt;B&gt;" in page
    assert "Empty" not in page


def test_no_style_stands_in_the_drawing(maya, client_of):
    make_contact(maya, "Ana Lima")
    svg = re.search(r"<svg class=\"picture.*?</svg>", picture(client_of(maya)), re.DOTALL)
    assert svg
    assert "style=" not in svg[0]
    assert "<style" not in svg[0]


def test_beyond_three_thousand_the_nearest_are_drawn_and_it_says_so(maya, client_of, monkeypatch):
    monkeypatch.setattr(people, "MOST", 3)
    far, rhythm = make_contact(maya, "Far"), make_contact(maya, "Rhythm", rhythm_days=30, first_due_on=NOW)
    circled, near = make_contact(maya, "Circled"), make_contact(maya, "Near")
    make_touch(maya, near, NOW.date())
    with acting_as(maya):
        circled.join("Choir")

    page = picture(client_of(maya))

    assert drawn(page) == {rhythm.pk, circled.pk, near.pk}
    assert far.pk not in drawn(page)
    assert "nearest to you; the list has everybody" in page


@pytest.mark.parametrize("count", [61, 500])
def test_many_are_drawn_smaller_and_all_of_them(count, maya, client_of):
    with acting_as(maya):
        Contact.objects.bulk_create(
            Contact(owner=maya, name=f"Person {n}", created_at=NOW, changed_at=NOW) for n in range(count)
        )
    assert len(drawn(picture(client_of(maya)))) == count


def test_queries_are_few_and_the_same_for_any_number(maya, stranger):
    for member, count in ((maya, 3), (stranger, 30)):
        before = None
        for number in range(count):
            person = make_contact(member, f"Person {number}", introduced_by=before)
            with acting_as(member):
                person.join(f"Circle {number}")
            before = person
    assert counted(maya, "/network/")[1] == counted(stranger, "/network/")[1] == 4


def test_page_travels_compressed(maya, client_of):
    make_contact(maya, "Ana Lima")
    answer = client_of(maya).get("/network/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"Ana Lima" in gzip.decompress(answer.content)


def test_stranger_sees_their_own_and_nobody_unsigned_sees_any(maya, stranger, client_of):
    make_contact(maya, "Ana Lima")
    assert "Ana Lima" not in picture(client_of(stranger))
    answer = Client().get("/network/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer.headers["Location"]


def test_only_get_is_answered(maya, client_of):
    assert client_of(maya).post("/network/").status_code == 405


def test_tabs_lead_to_the_three_views(maya, client_of):
    client = client_of(maya)
    for path in ("/contacts/", "/contacts/circles/", "/network/"):
        page = client.get(path).content.decode()
        for view in ("/contacts/", "/contacts/circles/", "/network/"):
            current = ' aria-current="page"' if view == path else ""
            assert re.search(rf'<a href="{view}"{current}>', page), (path, view)

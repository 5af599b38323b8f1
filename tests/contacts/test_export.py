"""People taken along as cards."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    Organisation,
    Photo,
)
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def cards(client, query: str = "") -> str:
    answer = client.get(f"/contacts/people.vcf{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert 'filename="people.vcf"' in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content).decode().replace("\r\n ", "")


def test_card_holds_what_an_address_book_has_a_place_for(maya, client_of):
    ana = make_contact(
        maya,
        "Ana Lima",
        given_name="Ana",
        family_name="Lima",
        notes="moved; to Lisbon",
        how_we_met="at choir",
        remember="private to me",
        extras=[["related child", "Luca"], ["hobby", "boats"]],
        email="ana@example.org",
    )
    with acting_as(maya):
        made = {"owner": maya, "contact": ana}
        ContactPoint.objects.create(**made, kind="phone", value="+351 912", label="mobile")
        ContactPoint.objects.create(
            **made, kind="address", value="x", parts={"street": "Rua 1", "city": "Lisboa"}
        )
        ImportantDate.objects.create(**made, kind="birthday", month=2, day=29)
        ImportantDate.objects.create(**made, kind="other", month=5, day=4, year=2001, label="wedding")
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        Affiliation.objects.create(**made, organisation=place, role="pilot", department="North")
        Photo.objects.create(**made, image=b"RIFF....WEBP", digest=b"x")
        ana.join("Choir")

    file = cards(client_of(maya))

    for line in (
        *("BEGIN:VCARD\r\nVERSION:3.0", "FN:Ana Lima", "N:Lima;Ana;;;", "EMAIL:ana@example.org"),
        *(
            "TEL;TYPE=CELL:+351 912",
            "Rua 1;Lisboa",
            "02-29",
            "2001-05-04",
            "ORG:Harbour;North",
            "TITLE:pilot",
        ),
        *("CATEGORIES:Choir", r"NOTE:moved\; to Lisbon", f"UID:{ana.uid}", "X-KITH-MET:at choir", "PHOTO;"),
        *("X-ABRELATEDNAMES:Luca", "HOBBY:boats", "REV:20260101T120000Z", "END:VCARD"),
    ):
        assert line in file, line
    assert "private to me" not in file


def test_only_the_selected_people_are_taken(maya, client_of):
    make_contact(maya, "Ana")
    ben = make_contact(maya, "Ben")
    with acting_as(maya):
        ben.let_be(now=NOW)

    assert cards(client_of(maya), "?show=resting").count("BEGIN:VCARD") == 1
    assert cards(client_of(maya), "?q=an").count("BEGIN:VCARD") == 1
    assert cards(client_of(maya)).count("BEGIN:VCARD") == 2


def test_many_people_cost_queries_by_the_hundreds(maya, client_of, django_assert_max_num_queries):
    with acting_as(maya):
        Contact.objects.bulk_create(
            Contact(owner=maya, name=f"P{n}", created_at=NOW, changed_at=NOW) for n in range(450)
        )
    client = client_of(maya)
    with django_assert_max_num_queries(40):
        assert cards(client).count("BEGIN:VCARD") == 450


def test_empty_book_is_an_empty_file(maya, client_of):
    assert cards(client_of(maya)) == ""


def test_card_comes_back_as_it_went(maya, client_of):
    from apps.contacts.cards import cards_of
    from apps.contacts.exports.vcard import write
    from apps.contacts.imports.reading import make_plan, rows

    ana = make_contact(
        maya, "Ana Lima", notes="line\nline", met_on=date(2020, 2, 29), email="ana@example.org"
    )
    with acting_as(maya):
        ImportantDate.objects.create(owner=maya, contact=ana, kind="birthday", month=3, day=9)
        (card,) = cards_of(maya, Contact.objects.of(maya))
    file = b"".join(write([card], now=NOW))
    (row,) = rows(make_plan([file]), [file])

    assert row.card.name == card.name
    assert (row.card.emails[0].value, row.card.birthday, row.card.notes) == (
        "ana@example.org",
        card.birthday,
        "line\nline",
    )
    assert (row.card.met_on, row.card.uid) == (card.met_on, card.uid)


@pytest.mark.parametrize(
    ("name", "filename", "kind", "start"),
    [
        ("people-4.vcf", "people.vcf", "text/vcard", b"BEGIN:VCARD\r\nVERSION:4.0\r\n"),
        ("people.csv", "people.csv", "text/csv", b"\xef\xbb\xbfName,Given Name,"),
    ],
)
def test_newer_cards_and_a_table_hold_the_selected_people(maya, client_of, name, filename, kind, start):
    make_contact(maya, "Ana")
    make_contact(maya, "Ben")

    answer = client_of(maya).get(f"/contacts/{name}?q=an")
    file = b"".join(answer.streaming_content)

    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert f'filename="{filename}"' in answer.headers["Content-Disposition"]
    assert file.startswith(start) and b"Ana" in file and b"Ben" not in file

"""A person's page: everything kept, in few queries; editing, deleting, taking back."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine

from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Organisation,
    Participation,
    SearchToken,
)
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.counting import counted
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ana(maya) -> Contact:
    ben = make_contact(maya, "Ben Carter")
    person = make_contact(
        maya,
        "Ana Lima",
        nickname="Aninha",
        relation="cousin",
        city="Lisbon",
        remember="asks after your sister",
        ask_next="whether the flat worked out",
        opener="Is it home by now?",
        how_we_met="at choir",
        notes="**moved** in May\n\n<script>x</script>",
        introduced_by=ben,
        email="ana@example.org",
    )
    with acting_as(maya):
        made = {"owner": maya, "contact": person}
        ContactPoint.objects.create(**made, kind="phone", value="+351 912 345 678", match_key="+351912345678")
        ContactPoint.objects.create(**made, kind="url", value="javascript:alert(1)")
        ContactPoint.objects.create(**made, kind="url", value="example.org/ana")
        ImportantDate.objects.create(**made, kind="birthday", month=11, day=26, year=1987)
        place = Organisation.objects.create(owner=maya, name="Harbour Pilots", folded="harbour pilots")
        Affiliation.objects.create(**made, organisation=place, role="pilot", from_on=date(2019, 1, 1))
        person.join("Choir")
        make_contact(maya, "Cara", introduced_by=person)
    return person


def test_page_shows_everything_kept(maya, ana, client_of):
    make_touch(maya, ana, date(2026, 7, 18), kind="met", note="her *move*")

    page = client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()

    for text in (
        *(
            "Ana Lima",
            "“Aninha”",
            "cousin",
            "Lisbon",
            "asks after your sister",
            "whether the flat worked out",
        ),
        *(
            "“Is it home by now?”",
            "at choir",
            "Ben Carter",
            "Cara",
            "Harbour Pilots",
            "pilot",
            "2019–",
            "Choir",
        ),
        *("ana@example.org", "+351 912 345 678", "26 November 1987", "turns 39 on Thursday", "18 Jul", "Met"),
        *("<strong>moved</strong>", "her <em>move</em>", "4 months ago"),
    ):
        assert text in page, text
    assert "<script>x" not in page
    assert 'href="javascript' not in page
    assert 'href="https://example.org/ana"' in page


def test_write_and_call_open_the_members_own_messenger(maya, ana, client_of):
    page = client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()

    assert 'href="mailto:ana@example.org?body=Is%20it%20home%20by%20now%3F"' in page
    assert 'href="sms:+351912345678?&amp;body=Is%20it%20home%20by%20now%3F"' in page
    assert 'href="https://wa.me/351912345678?text=Is%20it%20home%20by%20now%3F"' in page
    assert 'href="tel:+351912345678"' in page


def test_address_cannot_add_to_a_mail(maya, client_of):
    eve = make_contact(maya, "Eve", email="eve@example.org?bcc=all@example.org&x")

    page = client_of(maya).get(f"/contacts/{eve.pk}/").content.decode()

    assert "mailto:eve@example.org%3Fbcc%3Dall@example.org%26x" in page


def test_person_without_anything_has_a_page(maya, client_of):
    bare = make_contact(maya, "Bare")

    page = client_of(maya).get(f"/contacts/{bare.pk}/").content.decode()

    assert "Nothing is written down yet" in page
    assert 'popovertarget="write' not in page


def test_timeline_has_years_gaps_and_company(maya, ana, client_of):
    make_touch(maya, ana, date(2026, 11, 1))
    make_touch(maya, ana, date(2026, 3, 1))
    with acting_as(maya):
        ben = Contact.objects.get(name="Ben Carter")
        Interaction.log(maya, [ana, ben], kind="met", on=date(2025, 12, 24), now=NOW)

    page = client_of(maya).get(f"/contacts/{ana.pk}/").content.decode()

    assert re.findall(r'moment-year"><h3 class="when">(\d+)', page) == ["2026", "2025"]
    assert page.count("moment-gap") == 1
    assert f'with <a href="/contacts/{ben.pk}/">Ben Carter</a>' in page


def test_timeline_pages_without_gap_or_twin(maya, ana, client_of):
    with acting_as(maya):
        touches = Interaction.objects.bulk_create(
            Interaction(owner=maya, kind="met", happened_on=TODAY - timedelta(days=n // 3), created_at=NOW)
            for n in range(130)
        )
        Participation.objects.bulk_create(
            Participation(owner=maya, interaction=touch, contact=ana) for touch in touches
        )
    seen, url, client = [], f"/contacts/{ana.pk}/", client_of(maya)
    while url:
        page = client.get(url, headers={"hx-request": "true"} if "?" in url else {}).content.decode()
        seen += re.findall(r'id="touch-(\d+)"', page)
        more = re.search(r'hx-get="([^"]+before=[^"]+)"', page)
        url = more[1] if more else ""

    assert len(seen) == 130
    assert len(set(seen)) == 130


@pytest.mark.parametrize("before", ["zzz", "WyJhIiwxXQ", "%00", "WyIyMDI2LTAxLTAxIiwwXQ"])
def test_hostile_timeline_cursor_begins_anew(maya, ana, client_of, before):
    make_touch(maya, ana, TODAY)
    for headers in ({}, {"hx-request": "true"}):
        answer = client_of(maya).get(f"/contacts/{ana.pk}/?before={before}", headers=headers)
        assert (answer.status_code, b"touch-" in answer.content) == (200, True)


def test_as_many_queries_for_three_touches_as_for_many(maya, ana):
    asked = []
    for count in (3, 30, 100):
        for _ in range(count):
            make_touch(maya, ana, TODAY)
        asked.append(counted(maya, f"/contacts/{ana.pk}/")[1])

    assert asked[0] == asked[1] == asked[2] <= 8


def test_edit_keeps_everything_and_finds_by_the_new_name(maya, ana, client_of):
    client = client_of(maya)
    form = client.get(f"/contacts/{ana.pk}/edit/").context["form"]
    sent = {name: value for name, value in form.initial.items() if value is not None}

    answer = client.post(
        f"/contacts/{ana.pk}/edit/",
        sent | {"name": "Ana Zimmer", "introducer": "Ben Carter", "met_on": "2020-02-29"},
    )

    assert answer.status_code == 302
    ana.refresh_from_db()
    assert (ana.name, ana.met_on, ana.introduced_by.name) == ("Ana Zimmer", date(2020, 2, 29), "Ben Carter")
    assert (ana.remember, ana.notes) == ("asks after your sister", "**moved** in May\n\n<script>x</script>")
    with acting_as(maya):
        assert SearchToken.objects.filter(token="zimmer").exists()
        assert ana.sort_key == "ana zimmer"


def test_introducer_is_taken_out_changed_and_asked_for(maya, ana, client_of):
    client, url = client_of(maya), f"/contacts/{ana.pk}/edit/"
    client.post(url, {"name": "Ana", "introducer": ""})
    ana.refresh_from_db()
    assert ana.introduced_by is None

    unknown = client.post(url, {"name": "Ana", "introducer": "Zoe"})
    assert (unknown.status_code, b"Nobody among your people goes by that name." in unknown.content) == (
        422,
        True,
    )

    diaz = make_contact(maya, "Ben Diaz")
    unclear = client.post(url, {"name": "Ana", "introducer": "Ben"})
    assert (unclear.status_code, f'value="{diaz.pk}"' in unclear.content.decode()) == (422, True)
    client.post(url, {"name": "Ana", "introducer": "Ben", "which": diaz.pk})
    ana.refresh_from_db()
    assert ana.introduced_by == diaz

    assert client.post(url, {"name": "Ana", "introducer": "Ana"}).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "x" * 10_000), ("name", ""), ("name", "\0\u202e "), ("name", "\u200b\u3164"),
     ("notes", "x" * 70_000), ("met_on", "2027-01-01"), ("met_on", "31/31/31"),
     ("relation", "x" * 101), ("which", "x"), ("which", "999999999999999999999")],
)  # fmt: skip
def test_wrong_edit_names_the_field_and_keeps_what_was_typed(maya, ana, client_of, field, value):
    before = Contact.objects.values().get(pk=ana.pk)
    answer = client_of(maya).post(
        f"/contacts/{ana.pk}/edit/", {"name": "Ana", "city": "Porto typed", "introducer": "Ben", field: value}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nothing was saved yet" in page
    assert 'value="Porto typed"' in page
    assert Contact.objects.values().get(pk=ana.pk) == before


def test_right_to_left_and_odd_names_are_kept(maya, ana, client_of):
    for name in ("مريم العلي", "דוד", "🦊", "O’Brien-Łukasz", "<b>bold</b>", "{% now %}", "a\u200db"):
        answer = client_of(maya).post(f"/contacts/{ana.pk}/edit/", {"name": name}, follow=True)
        ana.refresh_from_db()
        assert (answer.status_code, ana.name) == (200, name)


def test_stranger_and_nobody_see_no_person(ana, stranger, client, client_of):
    for path in (
        "",
        "edit/",
        "log/",
        "rhythm/",
        "died/",
        "join/",
        "points/",
        "dates/",
        "affiliations/",
        "photo/",
    ):
        url = f"/contacts/{ana.pk}/{path}"
        assert client_of(stranger).get(url).status_code == 404, path
        assert client.get(url).status_code == 302, path
        missing = client_of(stranger).get(f"/contacts/{10**12}/{path}")
        assert missing.status_code == 404, path


@pytest.mark.parametrize(
    "path", ["delete/", "just-remember/", "from-before/", "let-be/", "bring-back/", "photo/delete/"]
)
def test_change_is_a_post_and_never_a_strangers(maya, ana, stranger, client_of, path):
    before = Contact.objects.values().get(pk=ana.pk)
    url = f"/contacts/{ana.pk}/{path}"
    assert client_of(maya).get(url).status_code == 405
    assert client_of(stranger).post(url).status_code == 404
    assert Contact.objects.values().get(pk=ana.pk) == before


def test_broken_form_key_is_no_error(maya, ana, client_of):
    for key in ("x", "\0", "", str(uuid.uuid4())):
        answer = client_of(maya).post(f"/contacts/{ana.pk}/let-be/", {"act": key})
        assert answer.status_code == 302

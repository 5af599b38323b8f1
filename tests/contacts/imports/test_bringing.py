"""Bringing a file: matched, stored, reported row by row, once, and taken back as one act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from apps.contacts.imports import batch as batches
from apps.contacts.imports import running
from apps.contacts.models import (
    Circle,
    Contact,
    Fingerprint,
    ImportRow,
)
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import bring, card, counts, work
from tests.making import make_contact

pytestmark = pytest.mark.django_db

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"


def test_everything_on_a_card_is_kept(maya, now):
    text = card(
        "Ana Lima",
        "N:Lima;Ana;;;",
        "NICKNAME:Nana",
        "EMAIL;TYPE=home:Ana@Example.org",
        "TEL;TYPE=cell:+351 912 345 678",
        "URL:https://www.Example.org/ana/?x=1",
        "ORG:Mar Aberto;Books",
        "TITLE:editor",
        "ADR;TYPE=home:;;Rua 1;Lisboa;;1100;Portugal",
        "BDAY:--0521",
        "ANNIVERSARY:20100612",
        "NOTE:Met at the fair",
        "CATEGORIES:Choir,Books",
        "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "X-SHOE-SIZE:38",
    )
    batch = bring(maya, text, now)
    with acting_as(maya):
        ana = Contact.objects.get()
        assert (ana.name, ana.given_name, ana.family_name, ana.nickname) == (
            "Ana Lima",
            "Ana",
            "Lima",
            "Nana",
        )
        assert (ana.city, ana.notes, str(ana.uid)) == (
            "Lisboa",
            "Met at the fair",
            "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        )
        points = {p.kind: p.match_key for p in ana.points.exclude(kind="address")}
        assert points == {"email": "ana@example.org", "phone": "+351912345678", "url": "example.org/ana"}
        assert ana.affiliations.get().organisation.name == "Mar Aberto"
        assert ana.affiliations.get().role == "editor"
        assert {c.name for c in Circle.objects.all()} == {"Choir", "Books"}
        birthday = ana.important_dates.get(kind="birthday")
        assert (birthday.month, birthday.day, birthday.year) == (5, 21, None)
        assert ana.important_dates.filter(kind="other", month=6, day=12, year=2010).exists()
        assert any("38" in pair for pair in ana.extras)
        assert ana.rhythm_days is None and ana.due_on is None
    assert counts(batch) == {"created": 1}


def test_same_file_again_changes_nothing(maya, now):
    text = (
        card("Ana Lima", "EMAIL:a@example.org") + card("Ben Carter") + card("Ben Carter", "TEL:+15105550123")
    )
    first = bring(maya, text, now)
    with acting_as(maya):
        before = list(Contact.objects.order_by("pk").values())
    again = bring(maya, text, now)
    with acting_as(maya):
        assert list(Contact.objects.order_by("pk").values()) == before
    assert counts(first) == {"created": 3}
    assert counts(again) == {"matched": 3}


def test_typed_people_are_found_by_full_name_and_namesakes_stay_two(maya, now):
    """Scenario 7: importing the phone matches by name instead of doubling; namesakes stay two."""
    for name in (
        "Ana Lima",
        "Ruth Adler",
        "Omar Haddad",
        "Jun Park",
        "Lucy Tran",
        "Nate",
        "Pat Doe",
        "Pat Doe",
    ):
        make_contact(maya, name)
    text = "".join(
        card(name, f"TEL:+1510555{number:04d}")
        for number, name in enumerate(
            ["Ana Lima", "Ruth Adler", "Omar Haddad", "Jun Park", "Lucy Tran", "Nate", "Pat Doe"]
        )
    )
    batch = bring(maya, text, now)
    assert counts(batch) == {"created": 2, "updated": 5}
    with acting_as(maya):
        assert Contact.objects.filter(name="Nate").count() == 2  # one word is no full name
        assert Contact.objects.filter(name="Pat Doe").count() == 3  # two there already: who could say which


def test_name_twice_in_the_file_matches_nobody_by_name(maya, now):
    make_contact(maya, "Ana Lima")
    text = card("Ana Lima", "TEL:+15105550100") + card("Ana Lima", "TEL:+15105550101")
    assert counts(bring(maya, text, now)) == {"created": 2}


def test_namesake_with_an_address_of_their_own_is_somebody_else(maya, now):
    make_contact(maya, "Ana Lima", email="other@example.org")
    assert counts(bring(maya, card("Ana Lima", "EMAIL:a@example.org"), now)) == {"created": 1}


def test_same_address_under_another_name_is_two_people_and_said(maya, now):
    make_contact(maya, "Ana Lima", email="home@example.org")
    batch = bring(maya, card("Rui Lima", "EMAIL:HOME@example.org"), now)
    assert counts(batch) == {"created": 1}
    with acting_as(maya):
        assert ImportRow.objects.get(batch=batch).remarks == [["same_address", "Ana Lima"]]


def test_address_without_a_name_finds_its_person(maya, now):
    make_contact(maya, "Ana Lima", email="ana@example.org")
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:ana@example.org\r\nTEL:+15105550123\r\nEND:VCARD\r\n"
    assert counts(bring(maya, text, now)) == {"updated": 1}
    with acting_as(maya):
        assert Contact.objects.get().name == "Ana Lima"
        assert Contact.objects.get().points.count() == 2


def test_nothing_typed_is_replaced(maya, now):
    make_contact(maya, "Ana Lima", email="a@example.org", notes="mine", city="Porto")
    text = card("Ana Lima", "EMAIL:a@example.org", "NOTE:theirs", "ADR:;;;Lisboa;;;", "NICKNAME:Nana")
    assert counts(bring(maya, text, now)) == {"updated": 1}
    with acting_as(maya):
        ana = Contact.objects.get()
        assert (ana.notes, ana.city, ana.nickname) == ("mine", "Porto", "Nana")


def test_deleted_since_stays_deleted_and_is_said(maya, now):
    text = card("Ana Lima", "EMAIL:a@example.org")
    bring(maya, text, now)
    with acting_as(maya):
        Contact.objects.get().delete()
    again = bring(maya, text, now)
    assert counts(again) == {"skipped": 1}
    with acting_as(maya):
        assert not Contact.objects.exists()
        assert ImportRow.objects.get(batch=again).remarks == [["deleted_since", ""]]


def test_let_be_is_not_brought_back(maya, now):
    ana = make_contact(maya, "Ana Lima", email="a@example.org")
    with acting_as(maya):
        ana.let_be(now=now)
    assert counts(bring(maya, card("Ana Lima", "EMAIL:a@example.org", "NOTE:x"), now)) == {"skipped": 1}
    with acting_as(maya):
        assert Contact.objects.get().notes == ""


def test_taken_back_everything_goes_but_what_was_edited_since(maya, now):
    text = "".join(card(f"Person {n} Lima", f"EMAIL:p{n}@example.org", "CATEGORIES:Choir") for n in range(40))
    batch = bring(maya, text, now)
    with acting_as(maya):
        Contact.objects.filter(name="Person 7 Lima").update(city="Porto")
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
        kept = Contact.objects.get()
        assert kept.name == "Person 7 Lima" and kept.points.count() == 1
        assert Fingerprint.objects.count() == 1
    assert counts(bring(maya, text, now)) == {"created": 39, "matched": 1}


def test_import_taken_back_half_way_stops(maya, now):
    text = "".join(card(f"Person {n} Lima") for n in range(300))
    with acting_as(maya):
        batch = batches.receive(maya, "a.vcf", [text.encode()], now=now)
        opened = batches.start(batch, key=None, led_to="/", now=now)
    held = batches.claim(now=now, pk=batch.pk)
    assert not running.work_off(held, until=now, clock=lambda: now)  # one chunk, then time is up
    with acting_as(maya):
        assert Contact.objects.count() == batches.FIRST_ROWS
        take_back(maya, opened, now=now)
    work(batch, now)
    with acting_as(maya):
        assert not Contact.objects.exists()
    assert not batch.is_under_way()


def test_worker_that_died_is_followed_by_another_after_its_lease(maya, now):
    text = "".join(card(f"Person {n} Lima", f"EMAIL:p{n}@example.org") for n in range(500))
    with acting_as(maya):
        batch = batches.receive(maya, "a.vcf", [text.encode()], now=now)
        batches.start(batch, key=None, led_to="/", now=now)
    dead = batches.claim(now=now)
    batches.prepare(dead)
    first = next(batches.in_chunks(batches.read(dead)))
    assert batches._store(dead, first, now=now)

    assert batches.claim(now=now + timedelta(seconds=5)) is None
    later = now + batches.LEASE + timedelta(seconds=1)
    heir = batches.claim(now=later)
    running.work_off(heir, until=later + timedelta(hours=1), clock=lambda: later)

    assert not batches._store(dead, first, now=later)  # the dead one comes back and finds it taken
    batch.refresh_from_db()
    assert counts(batch) == {"created": 500}
    with acting_as(maya):
        assert ImportRow.objects.count() == 500

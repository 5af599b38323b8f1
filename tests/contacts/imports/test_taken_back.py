"""Import, edit, take back: everything is row for row as before, and what was edited is kept and told."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection

from apps.contacts.imports import looking
from apps.contacts.imports.choosing import remember
from apps.contacts.models import Contact, ContactPoint, Interaction, Organisation, SearchToken
from apps.core.acts import Act, act
from apps.core.scope import Owned, acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import card
from tests.contacts.imports.test_looking import bring_in, receive
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db

FILE = (
    card(
        "Ana Lima", "EMAIL:a@example.org", "TEL:+15105550199", "NOTE:theirs", "ORG:Mar Aberto", "TITLE:editor"
    )
    + card("Ana Lima", "UID:x-1", "ADR:;;;Lisboa;;;", "BDAY:1988-05-21")
    + card("Ben Carter", "EMAIL:ben@example.org", "ORG:Tidewater", "CATEGORIES:Choir,Family")
    + card(
        "Cara Moss", "EMAIL:cara@mossandsons.example", "ORG:Moss & Sons", "BDAY:--0229", "CATEGORIES:Choir"
    )
)


def everything(member):
    """Every row that acts remember, by table and key, and the tokens; `changed_at` tells when, not what."""
    found = {}
    with acting_as(member), connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if issubclass(model, Owned) and (model.recorded or model is SearchToken):
                sql = f"select id, to_jsonb(t) - 'changed_at' from {table} t where owner_id = %s"
                cursor.execute(sql, [member.pk])
                found |= {(table, pk): json.loads(row) for pk, row in cursor.fetchall()}
    return _without_keys_of_their_own(found)


def _without_keys_of_their_own(found):
    """Search tokens are made again: what they say matters, not their keys."""
    rows = {key: row for key, row in found.items() if key[0] != "contacts_searchtoken"}
    tokens = [row for key, row in found.items() if key not in rows]
    return rows, {(row["contact_id"], row["token"]) for row in tokens}


def changed(before, after):
    """What stands otherwise, each with how it was and how it is."""
    (rows, tokens), (rows_now, tokens_now) = before, after
    keys = rows.keys() | rows_now.keys()
    found = {key: (rows.get(key), rows_now.get(key)) for key in keys if rows.get(key) != rows_now.get(key)}
    return found | {("token", *each): each for each in tokens ^ tokens_now}


@pytest.fixture
def book(maya, now):
    ana = make_contact(maya, "Ana Lima", email="a@example.org", notes="mine", city="Porto")
    with acting_as(maya):
        ana.join("Family")
        Organisation.objects.create(owner=maya, name="Tidewater", folded="tidewater")
        ana.choose_rhythm(91, today=maya.day(now), now=now)
    make_touch(maya, ana, maya.day(now), note="the move")
    with acting_as(maya):
        Contact.objects.reindex([ana.pk])
    return ana


def bring_and_take(maya, now):
    batch = receive(maya, FILE, now)
    with acting_as(maya):
        looking.look_at_once(batch, now=now)
        remember(batch, {"all": "file"})
    bring_in(batch, now)
    return batch


def test_taken_back_it_is_row_for_row_as_before(maya, now, book):
    before = everything(maya)
    batch = bring_and_take(maya, now)
    assert changed(before, everything(maya))
    book.refresh_from_db()
    assert (book.notes, book.points.count()) == ("theirs", 2)
    with acting_as(maya):
        outcome = take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
    assert outcome.stayed == 0
    assert changed(before, everything(maya)) == {}


def test_later_edits_stay_and_are_told(maya, now, book):
    before, _tokens = everything(maya)
    batch = bring_and_take(maya, now)
    with acting_as(maya):
        with act(maya, "edit_person", now=now):
            book.refresh_from_db()
            book.notes = "mine, later"
            book.rewrite(["notes"], now=now)
            cara = Contact.objects.get(name="Cara Moss")
            Interaction.log(maya, [cara], kind="met", on=maya.day(now), now=now)
        outcome = take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
        book.refresh_from_db()
        assert (book.notes, book.city, book.points.count()) == ("mine, later", "Porto", 1)
        assert not Contact.objects.filter(name="Ben Carter").exists()
        cara = Contact.objects.get(name="Cara Moss")
        assert ContactPoint.objects.filter(contact=cara).count() == 1 and cara.affiliations.count() == 1
        assert cara.last_touch_on == maya.day(now)
    assert outcome.stayed >= 2
    after, _tokens = everything(maya)
    gone = before.keys() - after.keys()
    assert not gone


def test_same_file_after_taking_back_comes_as_the_first_time(maya, now, book):
    batch = bring_and_take(maya, now)
    first = {name: getattr(batch, name) for name in ("created", "matched", "updated")}
    with acting_as(maya):
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
    again = bring_and_take(maya, now)
    assert {name: getattr(again, name) for name in first} == first

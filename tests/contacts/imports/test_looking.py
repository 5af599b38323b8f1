"""Looking at a file: what would come of it, before anything is written, and whose word holds."""

from __future__ import annotations

import base64
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from PIL import Image

from apps.contacts.imports import batch as batches
from apps.contacts.imports import looking, running
from apps.contacts.models import Contact, ContactPoint, ImportBatch, ImportChoice, ImportRow
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import card, counts, work
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def receive(member, text, now):
    with acting_as(member):
        return batches.receive(member, "people.vcf", [text.encode()], now=now)


def look(member, text, now):
    batch = receive(member, text, now)
    with acting_as(member):
        assert looking.look_at_once(batch, now=now)
    return batch


def bring_in(batch, now):
    with acting_as(batch.owner):
        batches.start(batch, key=None, led_to="/", now=now)
    work(batch, now)


def outcomes(batch):
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    return list(rows.values_list("number", "outcome", "remarks", "differences"))


MIXED = (
    card("Ana Lima", "EMAIL:a@example.org", "NOTE:theirs", "ADR:;;;Lisboa;;;", "BDAY:1988-05-21")
    + card("Ben Carter", "TEL:+15105550123")
    + card("Ben Carter", "TEL:+15105550123", "NOTE:tall")  # the same as the row before
    + card("Rui Lima", "EMAIL:a@example.org")
    + card("Nora Brandt", "TEL:+15105550124")
    + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nEND:VCARD\r\n"
)


def plant(member):
    ana = make_contact(member, "Ana Lima", email="a@example.org", notes="mine", city="Porto")
    make_contact(member, "Nora Brandt", email="other@example.org")
    return ana


def test_look_writes_nobody_and_tells_how_each_row_would_end(maya, now):
    plant(maya)
    batch = look(maya, MIXED, now)
    with acting_as(maya):
        assert Contact.objects.count() == 2 and ContactPoint.objects.count() == 2
        found = outcomes(batch)
    assert [outcome for _number, outcome, *_rest in found] == [
        *("updated", "created", "updated", "created", "created", "skipped")
    ]
    assert counts(batch) == {"created": 3, "updated": 2, "skipped": 1}
    assert batch.looked_at == now
    ana, rui, nora = found[0][3], found[3][3], found[4][3]
    assert [(one["field"], one["book"], one["file"]) for one in ana] == [
        ("city", "Porto", "Lisboa"),
        ("notes", "mine", "theirs"),
    ]
    assert [one["field"] for one in rui] == ["same", "name"]
    assert [(one["field"], one["why"]) for one in nora] == [("same", "name")]


@pytest.mark.parametrize("first", [2, 200])
def test_import_ends_as_the_look_said(maya, now, monkeypatch, first):
    """Also where rows of one file that mean one person stand in different chunks."""
    monkeypatch.setattr(batches, "FIRST_ROWS", first)
    monkeypatch.setattr(batches, "CHUNK_ROWS", first)
    plant(maya)
    batch = look(maya, MIXED, now)
    before, sums = outcomes(batch), counts(batch)
    bring_in(batch, now)
    assert outcomes(batch) == before
    assert counts(batch) == sums


def test_taken_field_replaces_mine_and_taking_back_restores_it(maya, now, client_of):
    ana = plant(maya)
    batch = look(maya, MIXED, now)
    client, here = client_of(maya), reverse("contacts:batch", args=[batch.pk])
    shown = client.get(here).content.decode()
    assert "Porto" in shown and "Lisboa" in shown
    client.post(reverse("contacts:batch_choose", args=[batch.pk]), {"row": "1", "1:city": "file"})
    assert ImportChoice.objects.get().taken == ["city"]
    bring_in(batch, now)
    ana.refresh_from_db()
    assert (ana.city, ana.notes) == ("Lisboa", "mine")
    with acting_as(maya):
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
    ana.refresh_from_db()
    assert ana.city == "Porto"


def test_same_person_by_choice_is_completed_not_doubled(maya, now, client_of):
    ana = plant(maya)
    batch = look(maya, MIXED, now)
    posted = {"row": "4", f"4:same:{ana.pk}": "file", "4:name": "file", "act": ""}
    client_of(maya).post(reverse("contacts:batch_choose", args=[batch.pk]), posted)
    bring_in(batch, now)
    assert counts(batch)["created"] == 2
    ana.refresh_from_db()
    assert ana.name == "Rui Lima"


def test_file_or_mine_everywhere(maya, now, client_of):
    ana = plant(maya)
    batch = look(maya, MIXED, now)
    where = reverse("contacts:batch_choose", args=[batch.pk])
    client = client_of(maya)
    client.post(where, {"all": "file"})
    assert ImportChoice.objects.get(number=1).taken == ["city", "notes"]
    client.post(where, {"all": "mine"})
    assert not ImportChoice.objects.exists()
    client.post(where, {"all": "file"})
    start = {"act": "6f2d4bb2-0000-4000-8000-000000000003", "row": "1", "1:notes": "mine", "1:city": "file"}
    client.post(reverse("contacts:batch_start", args=[batch.pk]), start)
    batch.refresh_from_db()
    work(batch, batch.started_at)
    ana.refresh_from_db()
    assert (ana.city, ana.notes) == ("Lisboa", "mine")


def test_large_file_is_looked_at_by_the_worker_and_a_killed_look_begins_anew(maya, now, client_of):
    file = io.BytesIO("".join(card(f"Person {n} Lima", f"EMAIL:p{n}@a.org") for n in range(500)).encode())
    file.name = "people.vcf"
    client = client_of(maya)
    shown = client.post(reverse("contacts:bring"), {"file": file}, follow=True).content.decode()
    assert "Looking inside" in shown and "progress" in shown
    batch = ImportBatch.objects.get()
    at = batch.uploaded_at
    dead = looking.claim(now=at)
    with acting_as(maya):
        rows = next(batches.in_chunks(batches.read(dead)))
        looking._report(dead, looking.Outcomes(dead, now=at, is_look=True), rows)
    assert looking.claim(now=at) is None
    later = at + batches.LEASE + timedelta(seconds=1)
    assert not running.go_on(until=later + timedelta(minutes=1), clock=lambda: later)
    batch.refresh_from_db()
    assert batch.looked_at == later and counts(batch) == {"created": 500}
    with acting_as(maya):
        assert ImportRow.objects.count() == 500 and not Contact.objects.exists()
    assert "Person 24 Lima" in client.get(reverse("contacts:batch", args=[batch.pk])).content.decode()


def test_start_ends_a_look_under_way(maya, now):
    batch = receive(maya, "".join(card(f"Person {n} Lima") for n in range(300)), now)
    held = looking.claim(now=now)
    with acting_as(maya):
        batches.start(batch, key=None, led_to="/", now=now)
    running.look_at(held, clock=lambda: now)
    batch.refresh_from_db()
    assert batch.looked_at is None
    work(batch, now)
    assert counts(batch) == {"created": 300}


def test_photo_of_a_hundred_megapixels_is_said_and_the_person_kept(maya, now):
    raw = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(raw, "PNG")
    photo = base64.b64encode(raw.getvalue()).decode()
    batch = look(maya, card("Ana Lima", f"PHOTO;ENCODING=b;TYPE=PNG:{photo}", "TEL:+15105550123"), now)
    with acting_as(maya):
        before = outcomes(batch)
    assert before == [(1, "created", [["photo_unreadable", ""]], [])]
    bring_in(batch, now)
    with acting_as(maya):
        assert outcomes(batch) == before
        assert Contact.objects.get().points.count() == 1


def test_choices_of_rubbish_change_nothing(maya, now, client_of):
    plant(maya)
    batch = look(maya, MIXED, now)
    where = reverse("contacts:batch_choose", args=[batch.pk])
    for posted in (
        {"row": ["x", "9" * 40, "-1", "\x00"], "1:city": "file"},
        {"row": "1", "1:owner": "file", "1:city": "maybe"},
        {"all": "both"},
    ):
        assert client_of(maya).post(where, posted).status_code == 302
    assert not ImportChoice.objects.exists()

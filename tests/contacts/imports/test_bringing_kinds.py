"""Bringing what is not just a name: groups, organisations, photos, dates, LinkedIn's archive."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Organisation,
    Photo,
)
from apps.core.scope import acting_as
from tests.contacts.imports.bringing import bring, card, counts

pytestmark = pytest.mark.django_db

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"


def test_group_becomes_a_circle_wherever_it_stands(maya, now):
    text = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Choir\r\nMEMBER:urn:uuid:"
        "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\nEND:VCARD\r\n"
        + card("Ana Lima", "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1", version="4.0")
        + card("Ben Carter", version="4.0")
    )
    bring(maya, text, now)
    with acting_as(maya):
        assert [m.contact.name for m in Circle.objects.get(name="Choir").memberships.all()] == ["Ana Lima"]


def test_group_whose_members_are_told_by_their_address(maya, now):
    group = card("Choir", "KIND:group", "MEMBER:mailto:Ana@example.org", version="4.0")
    bring(maya, group + card("Ana Lima", "EMAIL:ana@example.org") + card("Ben Carter"), now)
    with acting_as(maya):
        assert [m.contact.name for m in Circle.objects.get(name="Choir").memberships.all()] == ["Ana Lima"]


def test_organisation_card_is_no_person(maya, now):
    bring(maya, card("Mar Aberto", "KIND:org", "TEL:+351210000000", version="4.0"), now)
    with acting_as(maya):
        assert not Contact.objects.exists()
        assert Organisation.objects.get().extras == [["phone", "+351210000000"]]


def test_photo_is_made_small_and_loses_its_past(maya, now):
    import base64

    raw = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", (1200, 900), "plum").save(raw, "JPEG", exif=exif)
    encoded = base64.b64encode(raw.getvalue()).decode()
    bring(maya, card("Ana Lima", f"PHOTO;ENCODING=b;TYPE=JPEG:{encoded}"), now)
    with acting_as(maya):
        image = bytes(Photo.objects.get().image)
    assert b"secret place" in raw.getvalue() and b"secret place" not in image
    with Image.open(io.BytesIO(image)) as small:
        assert (small.format, max(small.size)) == ("WEBP", 256)


def test_linkedin_archive(maya, now):
    packed = io.BytesIO()
    rows = "Ana,Lima,https://www.linkedin.com/in/ana-lima,,Mar Aberto,Editor,05 Mar 2024\r\n,,,,,,\r\n"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Connections.csv", 'Notes:\r\n"Some words"\r\n\r\n' + HEADER + rows)
        archive.writestr("messages.csv", "CONVERSATION ID,FROM\r\n")
    batch = bring(maya, packed.getvalue(), now, "archive.zip")
    with acting_as(maya):
        ana = Contact.objects.get()
        assert ana.points.get().match_key == "linkedin.com/in/ana-lima"
        assert ana.met_on.isoformat() == "2024-03-05"
        assert ana.how_we_met == "LinkedIn, connected on Tuesday 5 March 2024"
        assert Affiliation.objects.get().organisation.name == "Mar Aberto"
    assert counts(batch)["created"] == 1
    assert counts(bring(maya, (HEADER + rows).encode(), now, "Connections.csv"))["matched"] == 1


def test_birthdays_are_important_dates_like_typed_ones(maya, now):
    bring(maya, card("Ana Lima", "BDAY:1988-05-21"), now)
    with acting_as(maya):
        day = ImportantDate.objects.get()
        assert (day.kind, day.year, day.month, day.day) == ("birthday", 1988, 5, 21)


def test_addresses_of_one_card_are_kept_once(maya, now):
    bring(
        maya,
        card("Ana", "TEL:+15105550123", "TEL;TYPE=work:(510) 555-0123", "EMAIL:a@b.org", "EMAIL:A@B.org"),
        now,
    )
    with acting_as(maya):
        assert ContactPoint.objects.filter(kind="email").count() == 1

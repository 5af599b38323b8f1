"""The archive: everything of a member in one file, and back into an empty account without loss."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.models import Circle, Contact
from apps.core import due
from apps.core.due import Rest
from apps.core.fence import owned_models
from apps.core.history import told
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.dashboard.archive import keeping
from apps.dashboard.archive.contents import ArchiveRefused, archived_models, columns_of, keys_of, label_of
from apps.dashboard.archive.reading import read
from apps.dashboard.archive.writing import write
from apps.dashboard.demo.life import make_demo_member
from apps.dashboard.models import Archive, ArchivePart
from tests.accounts.planting import plant_everywhere
from tests.architecture.world import make_world, rows_of
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def archive_of(member: Member, now) -> io.BytesIO:
    file = io.BytesIO()
    with acting_as(member):
        write(member, file, now=now)
    file.seek(0)
    return file


def brought(member: Member, file: io.BytesIO, now) -> dict[str, int]:
    with acting_as(member):
        return read(member, file, now=now)


def as_it_reads(member: Member) -> dict[str, list[dict[str, Any]]]:
    """All rows with places in the order of their keys instead of the keys, so that two members compare."""
    places: dict[str, dict[int, int]] = {}
    found: dict[str, list[dict[str, Any]]] = {}
    for model in archived_models():
        rows = list(model.objects.of(member).order_by("pk").values(*(c.attname for c in columns_of(model))))
        places[label_of(model)] = {row["id"]: place for place, row in enumerate(rows)}
        for row in rows:
            for name, parent in keys_of(model).items():
                if row.get(name) is not None:
                    row[name] = places[label_of(parent)][row[name]]
            if "subject" in row:
                about, _, pk = row["subject"].partition(":")
                if about in due.subjects and pk.isdecimal():
                    there = places[due.subjects[about].lower()].get(int(pk))
                    row["subject"] = f"{about}@{there}"
        found[label_of(model)] = [{k: v for k, v in row.items() if k != "id"} for row in rows]
    return found


def changed(file: io.BytesIO, name: str, content: bytes | None) -> io.BytesIO:
    """The archive with one file of it replaced, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        if content is not None:
            new.writestr(name, content)
    out.seek(0)
    return out


def test_two_years_of_life_come_back_without_loss(now, stranger):
    demo = make_demo_member("a long enough password", now=now)
    with acting_as(demo):
        ana = Contact.objects.of(demo).get(name="Ana Lima")
        Rest.until(demo, f"contact:{ana.pk}", demo.day(now) + timedelta(days=3))
    brought(stranger, archive_of(demo, now), now)
    assert as_it_reads(stranger) == as_it_reads(demo)
    stranger.refresh_from_db()
    assert (stranger.name, stranger.time_zone) == ("Maya Ortega", "America/Los_Angeles")


def test_a_row_of_every_kind_comes_back(maya, stranger, now):
    plant_everywhere(maya)  # as owner: there are tables the web may not read back
    kinds = {model for model in archived_models() if model.objects.of(maya).exists()}
    assert kinds == set(archived_models())
    Member.objects.filter(pk=maya.pk).update(time_zone="Europe/Lisbon", language="en")
    maya.refresh_from_db()
    assert brought(stranger, archive_of(maya, now), now) == {
        label_of(model): 2 if model is Contact else 1 for model in kinds
    }
    before, after = as_it_reads(maya), as_it_reads(stranger)
    for model in archived_models():  # derived columns are computed anew, and the planted ones made no sense
        for rows in (before[label_of(model)], after[label_of(model)]):
            for row in rows:
                for column in model.derived:
                    row.pop(column, None)
    assert after == before


def test_every_key_is_archived_or_may_be_empty():
    """A key to what stays behind is left out, so it must be able to be empty."""
    for model in archived_models():
        left_out = {name for name, parent in keys_of(model).items() if not parent.archived}
        assert all(field.null for field in model._meta.local_fields if field.attname in left_out), model


def test_every_subject_says_whose_key_it_holds():
    assert {source.about for source in due.sources} <= set(due.subjects)


def test_it_holds_cards_and_says_what_it_is(maya, now):
    make_contact(maya, "Ana Lima", email="ana@example.org")
    with zipfile.ZipFile(archive_of(maya, now)) as archive:
        assert {"README.txt", "kith.json", "people.vcf", "calendar.ics"} <= set(archive.namelist())
        assert b"FN:Ana Lima\r\n" in archive.read("people.vcf")
        head = json.loads(archive.read("kith.json"))
        assert head["rows"]["contacts.contact"] == 1
        assert len(archive.read("rows/contacts.contact.jsonl").splitlines()) == 1


def test_it_holds_nothing_of_anybody_else(maya, stranger, now):
    make_world(stranger, "zeisigcanary")
    make_contact(maya, "Ana Lima")
    with zipfile.ZipFile(archive_of(maya, now)) as archive:
        assert all(b"zeisigcanary" not in archive.read(name) for name in archive.namelist())


def test_it_comes_only_into_an_empty_account(maya, stranger, now):
    make_contact(maya, "Ana Lima")
    make_contact(stranger, "Ben Carter")
    before = rows_of(stranger)
    with pytest.raises(ArchiveRefused, match="not_empty"):
        brought(stranger, archive_of(maya, now), now)
    assert rows_of(stranger) == before


def test_circles_to_begin_with_are_no_hindrance(maya, stranger, now):
    for member in (maya, stranger):
        with acting_as(member):
            Circle.make_starters(member)
    make_contact(maya, "Ana Lima")
    brought(stranger, archive_of(maya, now), now)
    assert as_it_reads(stranger) == as_it_reads(maya)


def test_taken_back_the_account_is_as_it_was(maya, stranger, now):
    make_world(maya, "word")
    with acting_as(stranger):
        Circle.make_starters(stranger)
    before = as_it_reads(stranger)
    brought(stranger, archive_of(maya, now), now)
    with acting_as(stranger):
        from apps.core.acts import Act

        outcome = take_back(stranger, Act.objects.of(stranger).get(verb="bring_archive"), now=now)
    assert outcome.stayed == 0 and told(0)
    left = {name: rows for name, rows in as_it_reads(stranger).items() if rows}
    assert set(left) <= {"contacts.circle", "nudges.digest", "nudges.nudge"}  # what no act remembers
    assert left["contacts.circle"] == before["contacts.circle"]


BROKEN = {
    "no archive": lambda file: io.BytesIO(b"PK no"),
    "half of it": lambda file: io.BytesIO(file.getvalue()[: len(file.getvalue()) // 2]),
    "no head": lambda file: changed(file, "kith.json", None),
    "head is a list": lambda file: changed(file, "kith.json", b"[]"),
    "head is text": lambda file: changed(file, "kith.json", b"\xff"),
    "from the future": lambda file: changed(file, "kith.json", b'{"format": 99, "member": {}}'),
    "settings are odd": lambda file: changed(file, "kith.json", b'{"format": 1, "member": {"pace": 77}}'),
    "no settings": lambda file: changed(file, "kith.json", b'{"format": 1}'),
    "a row is a list": lambda file: changed(file, "rows/contacts.contact.jsonl", b"[1]\n"),
    "a row has no key": lambda file: changed(file, "rows/contacts.contact.jsonl", b'{"name": "x"}\n'),
    "a key twice": lambda file: changed(
        file, "rows/contacts.circle.jsonl", b'{"id": 1, "name": "a", "folded": "a"}\n' * 2
    ),
    "a person of nobody": lambda file: changed(
        file,
        "rows/contacts.contactpoint.jsonl",
        b'{"id": 1, "contact_id": 99999, "kind": "email", "value": "x"}\n',
    ),
    "a kind that is none": lambda file: changed(
        file, "rows/contacts.interaction.jsonl", b'{"id": 1, "kind": "sang", "happened_on": "2026-01-01"}\n'
    ),
    "a day that is none": lambda file: changed(
        file, "rows/contacts.interaction.jsonl", b'{"id": 1, "kind": "met", "happened_on": "2026-02-30"}\n'
    ),
    "extras of another shape": lambda file: changed(
        file, "rows/contacts.organisation.jsonl", b'{"id": 1, "name": "a", "folded": "a", "extras": [5]}\n'
    ),
    "a name far too long": lambda file: changed(
        file, "rows/contacts.circle.jsonl", b'{"id": 1, "folded": "a", "name": "' + b"x" * 9999 + b'"}\n'
    ),
    "a person without dates": lambda file: changed(
        file, "rows/contacts.contact.jsonl", b'{"id": 1, "name": "x"}\n'
    ),
    "deep": lambda file: changed(
        file, "rows/contacts.circle.jsonl", b'{"id": 1, "name": ' + b"[" * 9999 + b"\n"
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_does_not_fit_is_refused_and_nothing_changes(how, maya, stranger, now):
    make_world(maya, "word")
    file, before = BROKEN[how](archive_of(maya, now)), rows_of(stranger)
    with pytest.raises(ArchiveRefused):
        brought(stranger, file, now)
    assert rows_of(stranger) == before


def test_by_screen_through_the_worker(maya, stranger, client_of):
    make_world(maya, "word")
    client = client_of(maya)
    assert client.post("/settings/archive/ask/").status_code == 302
    assert "put together" in client.get("/settings/archive/").content.decode()
    while keeping.work_off(now=timezone.now()):
        pass
    made = Archive.objects.of(maya).get()
    page = client.get("/settings/archive/").content.decode()
    assert f"/settings/archive/{made.pk}/" in page
    answer = client.get(f"/settings/archive/{made.pk}/")
    content = b"".join(answer.streaming_content)
    assert (answer["Content-Type"], len(content)) == ("application/zip", made.size)
    assert client_of(stranger).get(f"/settings/archive/{made.pk}/").status_code == 404

    other = client_of(stranger)
    sent = other.post("/settings/archive/bring/", {"file": SimpleUploadedFile("kith.zip", content)})
    assert sent.status_code == 302
    while keeping.work_off(now=timezone.now()):
        pass
    assert "Everything is here again" in other.get("/settings/archive/").content.decode()
    assert as_it_reads(stranger) == as_it_reads(maya)
    assert not ArchivePart.objects.filter(owner=stranger).exists()


def test_a_file_that_is_no_archive_gets_a_sentence(stranger, client_of):
    client = client_of(stranger)
    client.post("/settings/archive/bring/", {"file": SimpleUploadedFile("a.vcf", b"BEGIN:VCARD")})
    while keeping.work_off(now=timezone.now()):
        pass
    assert "damaged" in client.get("/settings/archive/").content.decode()
    assert client.post("/settings/archive/bring/").status_code == 422


def test_a_full_account_is_told_at_once(maya, client_of):
    make_contact(maya, "Ana Lima")
    answer = client_of(maya).post("/settings/archive/bring/", {"file": SimpleUploadedFile("k.zip", b"PK")})
    assert answer.status_code == 422
    assert "into an empty one" in answer.content.decode()


def test_commands_write_and_read(maya, stranger, tmp_path, capsys):
    make_world(maya, "word")
    path = str(tmp_path / "maya.zip")
    call_command("export_member", maya.email, path)
    call_command("import_member", stranger.email, path)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["contacts.contact"] == 2
    assert as_it_reads(stranger) == as_it_reads(maya)
    with pytest.raises(CommandError, match="empty"):
        call_command("import_member", stranger.email, path)
    with pytest.raises(CommandError, match="no member"):
        call_command("export_member", "nobody@example.org", path)


def test_archives_go_after_a_week(maya, now):
    make_contact(maya, "Ana Lima")
    keeping.ask(maya, now=now)
    keeping.work_off(now=now)
    keeping.drop_old(now + timedelta(days=6))
    assert ArchivePart.objects.exists()
    keeping.drop_old(now + timedelta(days=8))
    assert not Archive.objects.exists() and not ArchivePart.objects.exists()


def test_what_stays_behind_is_known():
    """A new model is taken along unless it says that it is not; this list is read by people."""
    assert {label_of(model) for model in owned_models() if not model.archived} == {
        "core.act", "core.actrow",
        "contacts.importbatch", "contacts.importpart", "contacts.importrow", "contacts.importchoice",
        "contacts.searchtoken", "contacts.likeness", "contacts.comparison", "contacts.bulkdeed",
        "dashboard.archive", "dashboard.archivepart", "introductions.received", "commitments.feed",
    }  # fmt: skip

"""Every sample through the screens: uploaded, looked at, started, worked off, reported; and once more.

Collected only where the samples are.
"""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from django.utils.html import escape

from apps.contacts.models import Contact, ImportBatch, ImportRow
from apps.core.scope import acting_as
from tests.contacts.imports.conftest import SAMPLES
from tests.contacts.imports.sample_facts import MONICA, VCARD_21, VCARD_30, VCARD_40, Who
from tests.contacts.imports.screens import bring_by_pages
from tests.contacts.imports.table_facts import HEADERS_ONLY, TABLES

pytestmark = pytest.mark.django_db
FOLDERS = {"vcard21": VCARD_21, "vcard30": VCARD_30, "vcard40": VCARD_40, "monica": MONICA, "csv": TABLES}
FACTS = {f"{folder}/{name}": whom for folder, facts in FOLDERS.items() for name, whom in facts.items()}
FACTS |= {f"csv/headers/{name}": [] for name in HEADERS_ONLY}
NOBODY = {
    "vcard40/grouped-noname.vcf": ["nameless"],
    "csv/linkedin-connections-full-preamble.csv": ["hidden_member"],
}
"""Rows that name nobody, with the reason why; every other row is somebody."""


COLUMNS = {"csv/no-header.csv": {0: "name", 2: "notes"}}
"""What a member says of a table's columns that nothing in it tells."""


def bring(client, name):
    """Through the pages, as a member would."""
    data = (SAMPLES / name).read_bytes()
    batch = bring_by_pages(client, name.rpartition("/")[2], data, COLUMNS.get(name))
    assert batch.finished_at
    return batch


def whom(member):
    """Everybody in the book, in the order they came."""
    return [
        Who(
            person.name,
            *(_values(person, kind) for kind in ("email", "phone")),
            tuple(job.organisation.name for job in person.affiliations.order_by("pk")),
            next(
                iter(person.important_dates.filter(kind="birthday").values_list("month", "day", "year")), None
            ),
            person.notes,
        )
        for person in Contact.objects.of(member).order_by("pk")
    ]


def _values(person, kind):
    return tuple(person.points.filter(kind=kind).order_by("position").values_list("value", flat=True))


def _same(found, expected):
    """Equal, where the middle of a long note may be left out."""
    begin, gap, end = expected.notes.partition(" … ")
    if gap and found.notes.startswith(begin) and found.notes.endswith(end):
        return (found.name, found.emails, found.phones, found.places, found.born) == (
            *(expected.name, expected.emails, expected.phones, expected.places, expected.born),
        )
    return found == expected


def test_every_sample_of_people_has_its_facts():
    there = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.*")}
    assert {name for name in there if name.endswith((".vcf", ".csv", ".json"))} == set(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_sample_through_the_screens_and_once_more(client_of, maya, name):
    client, expected, nobody = client_of(maya), FACTS[name], NOBODY.get(name, [])
    first = bring(client, name)
    with acting_as(maya):
        found = whom(maya)
        rows = list(ImportRow.objects.of(maya).filter(batch=first).order_by("number"))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert _same(one, other), (one, other)
    assert [row.number for row in rows] == list(range(1, len(expected) + len(nobody) + 1))
    assert (first.created, first.skipped) == (len(expected), len(nobody))
    assert [row.remarks[0][0] for row in rows if row.outcome == "skipped"] == nobody
    report = client.get(reverse("contacts:batch", args=[first.pk]))
    assert report.status_code == 200
    assert all(escape(row.name) in report.content.decode() for row in rows)

    again = bring(client, name)
    assert (again.created, again.updated, again.matched) == (0, 0, len(expected))
    with acting_as(maya):
        assert whom(maya) == found


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.ics")), ids=lambda path: path.name)
def test_calendars_get_a_helpful_sentence(client_of, maya, path):
    file = io.BytesIO(path.read_bytes())
    file.name = path.name
    answer = client_of(maya).post(reverse("contacts:bring"), {"file": file})
    assert answer.status_code == 422
    assert "This is a calendar." in answer.content.decode() and ".vcf" in answer.content.decode()
    with acting_as(maya):
        assert not ImportBatch.objects.exists()

"""The screens of bringing a file: upload, preview, progress, report."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.contacts.imports import batch as batches
from apps.contacts.imports import running
from apps.contacts.models import Contact, ImportBatch
from apps.core.acts import Act
from apps.core.scope import acting_as
from tests.contacts.imports.bringing import card

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "filename", "says"),
    [
        (b"", "a.vcf", "nothing to read"),
        (b"%PDF-1.7 x", "a.pdf", "PDF"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a.ics", "calendar"),
        (
            b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,CONTENT\r\n1,2,3,4,5,6\r\n",
            "messages.csv",
            "Connections.csv",
        ),
        (b"PK\x03\x04broken", "a.zip", "damaged"),
        (bytes(range(256)) * 40, "a.vcf", "vCard"),
    ],
)
def test_file_that_is_none_of_ours_gets_a_sentence_and_422(client_of, maya, content, filename, says):
    file = io.BytesIO(content)
    file.name = filename
    answer = client_of(maya).post(reverse("contacts:bring"), {"file": file})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    with acting_as(maya):
        assert not ImportBatch.objects.exists()


def test_too_large_a_file_gets_a_sentence(client_of, maya, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    file = io.BytesIO(b"BEGIN:VCARD\r\n" * 200)
    file.name = "a.vcf"
    answer = client_of(maya).post(reverse("contacts:bring"), {"file": file})
    assert answer.status_code == 422 and "128 MB" in answer.content.decode()


def test_no_file_chosen_names_the_field(client_of, maya):
    answer = client_of(maya).post(reverse("contacts:bring"), {})
    assert answer.status_code == 422 and "Choose a file first" in answer.content.decode()


def test_screens_from_upload_to_report(client_of, maya, now):
    client = client_of(maya)
    file = io.BytesIO((card("Ana Lima", "EMAIL:a@example.org") + card("")).encode())
    file.name = "people.vcf"
    shown = client.post(reverse("contacts:bring"), {"file": file}, follow=True)
    assert "Ana Lima" in shown.content.decode()
    with acting_as(maya):
        batch = ImportBatch.objects.get()
        assert not Contact.objects.exists()  # nothing is written before it is said
    client.post(
        reverse("contacts:batch_start", args=[batch.pk]), {"act": "6f2d4bb2-0000-4000-8000-000000000001"}
    )
    batch.refresh_from_db()
    assert "progress" in client.get(reverse("contacts:batch", args=[batch.pk])).content.decode()
    assert client.get(reverse("contacts:batch_progress", args=[batch.pk])).status_code == 200
    held = batches.claim(now=batch.started_at, pk=batch.pk)
    running.work_off(held, until=now + timedelta(days=999), clock=lambda: batch.started_at)
    done = client.get(reverse("contacts:batch_progress", args=[batch.pk]))
    assert done.headers["HX-Redirect"] == reverse("contacts:batch", args=[batch.pk])
    report = client.get(reverse("contacts:batch", args=[batch.pk])).content.decode()
    assert "Ana Lima" in report and "nobody to add" in report


def test_started_twice_is_one_import(client_of, maya, now):
    with acting_as(maya):
        batch = batches.receive(maya, "a.vcf", [card("Ana").encode()], now=now)
    client, where = client_of(maya), reverse("contacts:batch_start", args=[batch.pk])
    for _ in range(2):
        client.post(where, {"act": "6f2d4bb2-0000-4000-8000-000000000002"})
    with acting_as(maya):
        assert Act.objects.filter(verb="import").count() == 1

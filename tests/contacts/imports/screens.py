"""A file through the pages, as a member brings it, with the worker's turn in between."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.contacts.imports import running
from apps.contacts.models import ImportBatch


class Refused(Exception):
    """The file, or what its columns were said to be, got a sentence and a 422; `page` says it."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


def bring_by_pages(
    client: Client, filename: str, data: bytes, columns: dict[int, str] | None = None
) -> ImportBatch:
    """Upload, columns where they are asked for (the guess, but for `columns`), look, start, work, report."""
    file = io.BytesIO(data)
    file.name = filename
    uploaded = client.post(reverse("contacts:bring"), {"file": file})
    _expect(uploaded, 302)
    batch = ImportBatch.objects.latest("pk")
    looked = client.get(reverse("contacts:batch", args=[batch.pk]))
    if looked.status_code == 302:
        say_columns(client, batch, columns or {})
        looked = client.get(reverse("contacts:batch", args=[batch.pk]))
    _expect(looked, 200)
    started = client.post(reverse("contacts:batch_start", args=[batch.pk]), {"act": str(uuid.uuid4())})
    _expect(started, 302)
    running.go_on(until=timezone.now() + timedelta(minutes=5), clock=timezone.now)
    _expect(client.get(reverse("contacts:batch", args=[batch.pk])), 200)
    batch.refresh_from_db()
    assert not batch.is_under_way() and not batch.remark and "failures" not in batch.plan
    return batch


def say_columns(client: Client, batch: ImportBatch, columns: dict[int, str]) -> None:
    """Answer what the columns of a table are: as guessed, but for `columns`."""
    page = reverse("contacts:batch_columns", args=[batch.pk])
    asked = client.get(page)
    _expect(asked, 200)
    form = asked.context["form"]
    answers = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    answers |= {f"column{number}": column for number, column in columns.items()}
    _expect(client.post(page, {name: value for name, value in answers.items() if value}), 302)


def _expect(answer, status: int) -> None:
    if answer.status_code == 422:
        raise Refused(answer.content.decode())
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[:2000])

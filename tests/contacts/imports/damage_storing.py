"""Damaged files all the way into the book: rows stored and taken out again, or through the screens."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.imports import running
from apps.contacts.imports.card import Row
from apps.contacts.imports.storing import Chunk
from apps.contacts.models import ImportBatch, ImportRow
from apps.core.scope import acting_as
from tests.contacts.imports.damaging import NAMES

AT_ONCE = 200


class _Enough(Exception):
    """Takes everything of a chunk out again."""


def store(member: Member, found: Iterable[Row], *, now: datetime) -> int:
    """Store rows of many files as if they were of one, and leave nothing behind; how many."""
    rows = [replace(row, number=number) for number, row in enumerate(found, 1)]
    for at in range(0, len(rows), AT_ONCE):
        chunk = rows[at : at + AT_ONCE]
        try:
            with acting_as(member):
                batch = ImportBatch.objects.create(owner=member, filename="damaged", uploaded_at=now)
                Chunk(batch, chunk, now=now).store()
                assert ImportRow.objects.filter(batch=batch).count() == len(chunk)
                raise _Enough
        except _Enough:
            pass
    return len(rows)


def upload(client: Client, kind: str, data: bytes) -> str:
    """One file through the screens and the worker: how its batch ended, or "" where it was none of ours."""
    file = io.BytesIO(data)
    file.name = NAMES.get(kind, "table.csv")
    uploaded = client.post(reverse("contacts:bring"), {"file": file})
    assert uploaded.status_code in (302, 422)
    if uploaded.status_code == 422:
        return ""
    assert client.get(uploaded.url).status_code == 200
    batch = ImportBatch.objects.latest("pk")
    client.post(reverse("contacts:batch_start", args=[batch.pk]), {"act": str(uuid.uuid4())})
    running.go_on(until=timezone.now() + timedelta(minutes=1), clock=timezone.now)
    assert client.get(uploaded.url).status_code == 200
    batch.refresh_from_db()
    assert not batch.is_under_way() and batch.remark != "failed" and "failures" not in batch.plan
    reported = ImportRow.objects.filter(batch=batch).count()
    assert reported == batch.rows if batch.finished_at else not reported
    return "finished" if batch.finished_at else "stopped"

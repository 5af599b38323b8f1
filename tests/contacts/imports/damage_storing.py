"""Damaged files all the way into the book: rows stored and taken out again, or through the screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.test import Client

from apps.accounts.models import Member
from apps.contacts.imports.card import Row
from apps.contacts.imports.storing import Chunk
from apps.contacts.models import ImportBatch, ImportRow
from apps.core.scope import acting_as
from tests.contacts.imports.damaging import NAMES
from tests.contacts.imports.screens import Refused, bring_by_pages

AT_ONCE = 500


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
    """One file through the screens and the worker: "finished", or "refused" with a sentence."""
    try:
        batch = bring_by_pages(client, NAMES.get(kind, "table.csv"), data)
    except Refused:
        return "refused"
    assert batch.finished_at
    assert ImportRow.objects.filter(batch=batch).count() == batch.rows
    return "finished"

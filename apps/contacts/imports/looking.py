"""Looking at a file before anything is written: how each row would end, as the preview shows it.

The same code ends the rows as in the import, so that the preview tells the truth. What it would add
is dropped; only the report is kept, and cleared when the import starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from apps.contacts.imports import batch as batches
from apps.contacts.imports.card import Row
from apps.contacts.imports.outcomes import Outcomes
from apps.contacts.imports.storing import report
from apps.contacts.models import ImportBatch
from apps.core.scope import acting_as

AT_ONCE_ROWS = 200
AT_ONCE_BYTES = 1024 * 1024


def claim(*, now: datetime, pk: int | None = None) -> ImportBatch | None:
    """A file that waits to be looked at and that no living worker holds; held for one lease."""
    waiting = ImportBatch.objects.filter(looked_at=None, started_at=None, stopped_at=None)
    return batches.hold(waiting.exclude(plan__has_key="asks").order_by("uploaded_at"), now=now, pk=pk)


def look_at_once(batch: ImportBatch, *, now: datetime) -> bool:
    """Look at a small file while somebody waits for the page; False where it is for the worker."""
    if batch.size > AT_ONCE_BYTES or len(list(islice(batches.read(batch), AT_ONCE_ROWS + 1))) > AT_ONCE_ROWS:
        return False
    batches.begin_anew(batch)
    batches.prepare(batch)
    outcomes = Outcomes(batch, now=now, is_look=True)
    for rows in batches.in_chunks(batches.read(batch)):
        _report(batch, outcomes, rows)
    _looked_at(batch, now=now)
    return True


def work(batch: ImportBatch, *, clock: Iterator[datetime]) -> None:
    """Look at a file from its beginning to its end; a look that was killed begins anew.

    What it knows of the rows before is in memory only, so it does not stop half way. A start by the
    member, or another worker that holds the batch, ends it.
    """
    with acting_as(batch.owner):
        batches.begin_anew(batch)
    batches.prepare(batch)
    outcomes = Outcomes(batch, now=next(clock), is_look=True)
    for rows in batches.in_chunks(batches.read(batch)):
        with acting_as(batch.owner):
            if not _is_ours(batch, now=next(clock)):
                break
            _report(batch, outcomes, rows)
    else:
        with acting_as(batch.owner):
            if _is_ours(batch, now=next(clock)):
                _looked_at(batch, now=next(clock))
    batches.let_go(batch)


def _is_ours(batch: ImportBatch, *, now: datetime) -> bool:
    held = ImportBatch.objects.of(batch.owner).filter(pk=batch.pk, lease_id=batch.lease_id, started_at=None)
    return bool(held.update(lease_until=now + batches.LEASE))


def _report(batch: ImportBatch, outcomes: Outcomes, rows: list[Row]) -> None:
    ended = outcomes.of(rows)
    report(batch, ended)
    batch.plan["differing"] = batch.plan.get("differing", 0) + sum(bool(one.differences) for one in ended)
    for one in ended:
        if one.person and one.person.is_of_this_file:
            _forget_notes(one.person.contact)
    outcomes.begin()
    batches.moved(batch, rows[-1])


def _forget_notes(contact: object) -> None:
    """Whether there is a note decides what a later row adds; what it says would only fill the memory."""
    contact.notes = contact.notes[:1]  # type: ignore[attr-defined]


def _looked_at(batch: ImportBatch, *, now: datetime) -> None:
    batch.looked_at = now
    batch.save(update_fields=["looked_at"])

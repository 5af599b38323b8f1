"""One chunk of rows into the book: ended, written together, and reported row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from apps.contacts.imports.card import Card, Row
from apps.contacts.imports.outcomes import Ended, Outcome, Outcomes
from apps.contacts.imports.writing import write
from apps.contacts.models import Fingerprint, ImportBatch, ImportRow, Organisation
from apps.core.many import insert

COUNTED = {
    Outcome.CREATED: "created",
    Outcome.MATCHED: "matched",
    Outcome.UPDATED: "updated",
    Outcome.SKIPPED: "skipped",
    Outcome.REFUSED: "refused",
}


class Chunk:
    """Rows stored in one transaction; `store()` runs inside the member's scope and the batch's act."""

    def __init__(self, batch: ImportBatch, rows: Sequence[Row], *, now: datetime) -> None:
        self.batch, self.rows = batch, rows
        self.member = batch.owner
        self.outcomes = Outcomes(batch, now=now)

    def store(self) -> list[Ended]:
        """Write the chunk and its report; how each row ended."""
        ended = self.outcomes.of(self.rows)
        self._write_organisations()
        write(self.member, self.outcomes.writing)
        self._write_fingerprints(ended)
        report(self.batch, ended)
        return ended

    @property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """Groups of the chunk, by name, with their members; they become circles at the end."""
        return self.outcomes.groups

    def _write_organisations(self) -> None:
        wanted = self.outcomes.organisations
        there = Organisation.objects.of(self.member).filter(folded__in=list(wanted))
        known = set(there.values_list("folded", flat=True)) if wanted else set()
        Organisation.objects.bulk_create(
            Organisation(
                owner=self.member, name=card.name[:200], folded=folded, extras=_of_organisation(card)
            )
            for folded, card in wanted.items()
            if folded not in known
        )

    def _write_fingerprints(self, ended: list[Ended]) -> None:
        new = {one.digest: one.person.contact.pk for one in ended if one.digest and one.person}
        rows = [Fingerprint(owner=self.member, digest=digest, contact_id=pk) for digest, pk in new.items()]
        insert(rows, ignore_conflicts=True)


def report(batch: ImportBatch, ended: Iterable[Ended]) -> None:
    """Keep how each row ended, and count it; the caller saves the batch."""
    ended = list(ended)
    insert([_row(batch, one) for one in ended])
    for one in ended:
        column = COUNTED[Outcome(one.outcome)]
        setattr(batch, column, getattr(batch, column) + 1)


def _row(batch: ImportBatch, one: Ended) -> ImportRow:
    return ImportRow(
        owner_id=batch.owner_id,
        batch_id=batch.pk,
        number=one.row.number,
        line=one.row.line,
        outcome=one.outcome,
        name=(one.row.card.name if one.row.card else "")[:200],
        contact_id=one.person.contact.pk if one.person else None,
        remarks=[[remark.code, remark.detail] for remark in one.remarks],
        differences=one.differences,
        text=one.row.text,
    )


def _of_organisation(card: Card) -> list[list[str]]:
    """What an organisation's card says of it, kept until organisations have their page."""
    ways = [("email", card.emails), ("phone", card.phones), ("url", card.urls)]
    rows = [[kind, labelled.value] for kind, labels in ways for labelled in labels]
    rows += [["address", ", ".join(filter(None, (a.street, a.city, a.country)))] for a in card.addresses]
    return [*rows, *([["notes", card.notes]] if card.notes else []), *map(list, card.extras)]

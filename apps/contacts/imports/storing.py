"""One chunk of rows into the book: matched, written together, and reported row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apps.contacts.imports.card import Card, Row, fingerprint
from apps.contacts.imports.filling import Writing, fill, new_person, write
from apps.contacts.imports.keys import Keys, keys_of
from apps.contacts.imports.matching import match, resembles
from apps.contacts.imports.people import People, Person
from apps.contacts.imports.remarks import Remark
from apps.contacts.models import Fingerprint, ImportBatch, ImportRow, Organisation
from apps.core.fold import fold

Outcome = ImportRow.Outcome
NOBODY = {"nameless", "hidden_member"}
"""The row was read well; there is just nobody on it."""
COUNTED = {
    Outcome.CREATED: "created",
    Outcome.MATCHED: "matched",
    Outcome.UPDATED: "updated",
    Outcome.SKIPPED: "skipped",
    Outcome.REFUSED: "refused",
}


@dataclass(slots=True)
class Ended:
    """How one row ended; `person` is whom it came to."""

    row: Row
    outcome: str
    remarks: list[Remark] = field(default_factory=list)
    person: Person | None = None
    digest: bytes = b""


class Chunk:
    """Rows stored in one transaction; `store()` runs inside the member's scope and the batch's act."""

    def __init__(self, batch: ImportBatch, rows: Sequence[Row], *, now: datetime) -> None:
        self.batch, self.rows, self.now = batch, rows, now
        self.member = batch.owner
        self.names_twice = frozenset(batch.plan.get("names_twice", ()))
        self.writing = Writing()
        self.groups: list[tuple[str, tuple[str, ...]]] = []
        self.organisations: dict[str, Card] = {}

    def store(self) -> list[Ended]:
        """Write the chunk and its report; how each row ended."""
        people = self._people()
        ended = [self._end(row, people) for row in self.rows]
        self._write_organisations()
        write(self.member, self.writing, today=self.member.day(self.now))
        self._settle(ended)
        return ended

    def _people(self) -> People:
        cards = [row.card for row in self.rows if row.card]
        self.keys = {id(card): keys_of(card, self.member.country) for card in cards}
        self.digests = {id(card): fingerprint(card) for card in cards}
        brought = Fingerprint.objects.of(self.member).filter(digest__in=list(self.digests.values()))
        self.brought = {bytes(digest): pk for digest, pk in brought.values_list("digest", "contact_id")}
        self.here: dict[bytes, Person] = {}
        return People(self.batch, self.keys.values(), [pk for pk in self.brought.values() if pk])

    def _end(self, row: Row, people: People) -> Ended:
        card = row.card
        if card is None:
            said = [row.refused] if row.refused else []
            nobody = bool(row.refused and row.refused.code in NOBODY)
            return Ended(row, Outcome.SKIPPED if nobody else Outcome.REFUSED, said)
        remarks, digest = list(card.remarks), self.digests[id(card)]
        if card.kind == "group":
            self.groups.append((card.name, card.members))
            return Ended(row, Outcome.MATCHED, [*remarks, Remark("became_circle")])
        if card.kind == "organisation":
            self.organisations[fold(card.name)[:200] or card.name[:200]] = card
            return Ended(row, Outcome.MATCHED, [*remarks, Remark("became_organisation")])
        if digest in self.brought or digest in self.here:
            return self._brought_before(row, remarks, digest, people)
        return self._person(row, card, remarks, digest, people)

    def _brought_before(self, row: Row, remarks: list[Remark], digest: bytes, people: People) -> Ended:
        person = self.here.get(digest) or people.by_pk.get(self.brought.get(digest) or 0)
        if person is None:
            return Ended(row, Outcome.SKIPPED, [*remarks, Remark("deleted_since")])
        return Ended(row, Outcome.MATCHED, remarks, person)

    def _person(self, row: Row, card: Card, remarks: list[Remark], digest: bytes, people: People) -> Ended:
        keys = self.keys[id(card)]
        person = match(keys, people, self.names_twice)
        self.here[digest] = person or self._new(card, keys, people, remarks)
        if person and person.contact.let_be_at:
            return Ended(row, Outcome.SKIPPED, [*remarks, Remark("let_be")], person, digest)
        if person is None:
            remarks += fill(self.here[digest], card, keys, people, self.writing)
            return Ended(row, Outcome.CREATED, remarks, self.here[digest], digest)
        before = self.writing.size() + len(self.writing.completed)
        remarks += fill(person, card, keys, people, self.writing)
        grew = self.writing.size() + len(self.writing.completed) > before
        return Ended(row, Outcome.UPDATED if grew else Outcome.MATCHED, remarks, person, digest)

    def _new(self, card: Card, keys: Keys, people: People, remarks: list[Remark]) -> Person:
        if alike := resembles(keys, people):
            remarks.append(Remark("same_address", alike.contact.name))
        person = new_person(self.member, card, keys, people, now=self.now)
        self.writing.contacts.append(person.contact)
        return person

    def _write_organisations(self) -> None:
        there = Organisation.objects.of(self.member).filter(folded__in=list(self.organisations))
        known = set(there.values_list("folded", flat=True)) if self.organisations else set()
        Organisation.objects.bulk_create(
            Organisation(
                owner=self.member, name=card.name[:200], folded=folded, extras=_of_organisation(card)
            )
            for folded, card in self.organisations.items()
            if folded not in known
        )

    def _settle(self, ended: list[Ended]) -> None:
        new = {one.digest: one.person.contact.pk for one in ended if one.digest and one.person}
        Fingerprint.objects.bulk_create(
            (Fingerprint(owner=self.member, digest=digest, contact_id=pk) for digest, pk in new.items()),
            ignore_conflicts=True,
        )
        ImportRow.objects.bulk_create(
            ImportRow(
                owner=self.member,
                batch=self.batch,
                number=one.row.number,
                line=one.row.line,
                outcome=one.outcome,
                name=(one.row.card.name if one.row.card else "")[:200],
                contact_id=one.person.contact.pk if one.person else None,
                remarks=[[remark.code, remark.detail] for remark in one.remarks],
                text=one.row.text,
            )
            for one in ended
        )
        for one in ended:
            column = COUNTED[Outcome(one.outcome)]
            setattr(self.batch, column, getattr(self.batch, column) + 1)


def _of_organisation(card: Card) -> list[list[str]]:
    """What an organisation's card says of it, kept until organisations have their page."""
    ways = [("email", card.emails), ("phone", card.phones), ("url", card.urls)]
    rows = [[kind, labelled.value] for kind, labels in ways for labelled in labels]
    rows += [["address", ", ".join(filter(None, (a.street, a.city, a.country)))] for a in card.addresses]
    return [*rows, *([["notes", card.notes]] if card.notes else []), *map(list, card.extras)]

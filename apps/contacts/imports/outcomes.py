"""How the rows of a file end: whom each means, what it adds to them, where it differs. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from apps.contacts.imports import introducing
from apps.contacts.imports.card import Card, Row, fingerprint
from apps.contacts.imports.differing import SAME, Difference, differences, take
from apps.contacts.imports.filling import fill, folded_name, new_person
from apps.contacts.imports.keys import Keys, keys_of
from apps.contacts.imports.matching import match, resembles
from apps.contacts.imports.people import People, Person
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.writing import Writing
from apps.contacts.models import Fingerprint, ImportBatch, ImportChoice, ImportRow

Outcome = ImportRow.Outcome
NOBODY = {"nameless", "hidden_member", "about_nobody"}
"""The row was read well; there is just nobody on it."""


@dataclass(slots=True)
class Ended:
    """How one row ended; `person` is whom it came to."""

    row: Row
    outcome: str
    remarks: list[Remark] = field(default_factory=list)
    person: Person | None = None
    digest: bytes = b""
    differences: list[Difference] = field(default_factory=list)


class Outcomes:
    """Ends rows chunk by chunk, in the member's scope.

    The import makes one for each chunk, so that it sees the book as it is; a look keeps one for the
    whole file, because nothing it finds is in the book.
    """

    def __init__(self, batch: ImportBatch, *, now: datetime, is_look: bool = False) -> None:
        self.batch, self.now, self.is_look = batch, now, is_look
        self.member = batch.owner
        self.names_twice = frozenset(batch.plan.get("names_twice", ()))
        self.people = People(batch)
        self.here: dict[bytes, Person] = {}
        self.begin()

    def begin(self) -> None:
        """Forget what waits to be written; the people stay known."""
        self.writing = Writing(self.now, self.member.day(self.now), is_look=self.is_look)
        self.groups: list[tuple[str, tuple[str, ...]]] = []
        self.organisations: dict[str, Card] = {}

    def of(self, rows: Sequence[Row]) -> list[Ended]:
        """How each of these rows ends; what it adds waits in `writing`."""
        self._load(rows)
        return [self._end(row) for row in rows]

    def _load(self, rows: Sequence[Row]) -> None:
        cards = [row.card for row in rows if row.card]
        self.keys = {id(card): keys_of(card, self.member.country) for card in cards}
        self.digests = {id(card): fingerprint(card) for card in cards}
        if not self.is_look:
            self.writing.pictures.begin(card.photo for card in cards if card.photo)
        brought = Fingerprint.objects.of(self.member).filter(digest__in=list(self.digests.values()))
        self.brought = {bytes(digest): pk for digest, pk in brought.values_list("digest", "contact_id")}
        self.taken = self._taken(rows)
        same = [pk for taken in self.taken.values() if (pk := _chosen(taken))]
        self.people.load(self.keys.values(), [*filter(None, self.brought.values()), *same])

    def _taken(self, rows: Sequence[Row]) -> dict[int, list[str]]:
        if self.is_look or not rows:
            return {}
        within = (rows[0].number, rows[-1].number)
        chosen = ImportChoice.objects.of(self.member).filter(batch=self.batch, number__range=within)
        return dict(chosen.values_list("number", "taken"))

    def _end(self, row: Row) -> Ended:
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
            self.organisations[folded_name(card.name)] = card
            return Ended(row, Outcome.MATCHED, [*remarks, Remark("became_organisation")])
        if digest in self.brought or digest in self.here:
            return self._brought_before(row, remarks, digest)
        return self._person(row, card, remarks, digest)

    def _brought_before(self, row: Row, remarks: list[Remark], digest: bytes) -> Ended:
        person = self.here.get(digest) or self.people.by_pk.get(self.brought.get(digest) or 0)
        if person is None:
            return Ended(row, Outcome.SKIPPED, [*remarks, Remark("deleted_since")])
        return Ended(row, Outcome.MATCHED, remarks, person)

    def _person(self, row: Row, card: Card, remarks: list[Remark], digest: bytes) -> Ended:
        keys, taken = self.keys[id(card)], self.taken.get(row.number, [])
        person = match(keys, self.people, self.names_twice)
        if person is None and (chosen := self.people.by_pk.get(_chosen(taken))):
            person = chosen
        if person is None:
            return self._new(row, card, keys, remarks, digest)
        self.here[digest] = person
        if person.contact.let_be_at:
            return Ended(row, Outcome.SKIPPED, [*remarks, Remark("let_be")], person, digest)
        return self._known(Ended(row, Outcome.MATCHED, remarks, person, digest), card, keys, taken)

    def _known(self, ended: Ended, card: Card, keys: Keys, taken: Iterable[str]) -> Ended:
        person = ended.person
        assert person is not None
        grew, said = fill(person, card, keys, self.people, self.writing)
        ended.remarks += said + self._introduced(person, card)
        if person.is_in_the_book:
            ended.differences = differences(person, card, keys)
            grew = take(person, card, keys, list(taken), self.writing) or grew
        ended.outcome = Outcome.UPDATED if grew else Outcome.MATCHED
        return ended

    def _new(self, row: Row, card: Card, keys: Keys, remarks: list[Remark], digest: bytes) -> Ended:
        proposed = self._proposed(card, keys, remarks)
        person = new_person(self.member, card, keys, self.people, now=self.now)
        self.writing.contacts.append(person.contact)
        self.here[digest] = person
        _grew, said = fill(person, card, keys, self.people, self.writing)
        return Ended(
            row, Outcome.CREATED, remarks + said + self._introduced(person, card), person, digest, proposed
        )

    def _introduced(self, person: Person, card: Card) -> list[Remark]:
        return (
            []
            if person.contact.introduced_by_id
            else introducing.said(card.introduced_by, is_look=self.is_look)
        )

    def _proposed(self, card: Card, keys: Keys, remarks: list[Remark]) -> list[Difference]:
        """Who in the book may be the same, and where the card differs from them."""
        alike = resembles(keys, self.people)
        if alike and alike[1] == "address":
            remarks.append(Remark("same_address", alike[0].contact.name))
        if alike is None or not alike[0].is_in_the_book or alike[0].contact.let_be_at:
            return []
        person, why = alike
        same = {"field": SAME, "pk": person.contact.pk, "book": person.contact.name, "why": why}
        return [same, *differences(person, card, keys)]


def _chosen(taken: Iterable[str]) -> int:
    """The pk of whom the member said a row is, 0 for nobody."""
    return next((int(pk) for key, _, pk in (one.partition(":") for one in taken) if key == SAME and pk), 0)

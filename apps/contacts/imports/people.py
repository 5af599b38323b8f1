"""The people the rows of a file may match: those in the book, and those of the rows before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from apps.accounts.models import Member
from apps.contacts.imports.keys import FINDING, Keys, uid_digest
from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    Fingerprint,
    ImportantDate,
    ImportBatch,
    ImportRow,
    Membership,
    Participation,
    Photo,
)
from apps.core.fold import fold


@dataclass(eq=False, slots=True)
class Person:
    """Somebody a row can match: in the book (`contact.pk`), or new in this file (no pk yet)."""

    contact: Contact
    has_name: bool = True
    points: set[tuple[str, str]] = field(default_factory=set)
    jobs: dict[str, Affiliation] = field(default_factory=dict)
    circles: set[str] = field(default_factory=set)
    dates: set[tuple[str, int, int]] = field(default_factory=set)
    touches: set[uuid.UUID] = field(default_factory=set)
    birthday: ImportantDate | None = None
    is_of_this_file: bool = False
    has_photo: bool = False

    @property
    def is_in_the_book(self) -> bool:
        """Was there before the file came."""
        return self.contact.pk is not None and not self.is_of_this_file

    @property
    def is_reachable(self) -> bool:
        """Has an e-mail, telephone number or page that could tell them from a namesake."""
        return any(kind in FINDING for kind, _ in self.points)


class People:
    """Finds people by key; `load` adds, in a few queries, whom some rows of `batch` could mean."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.by_pk: dict[int, Person] = {}
        self.by_uid: dict[uuid.UUID, Person] = {}
        self.by_point: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)

    def load(self, keys: Iterable[Keys], pks: Iterable[int]) -> None:
        """Learn whom these keys could mean, and these people; those known already stay as they are."""
        keys = list(keys)
        merged = _merged(self.batch.owner, keys)
        found = {*pks, *merged.values(), *_pks(self.batch.owner, keys)}
        people = _load(self.batch.owner, found - self.by_pk.keys())
        for person in people:
            self.learn(person)
        self.by_uid |= {uid: self.by_pk[pk] for uid, pk in merged.items() if pk in self.by_pk}
        self._load_touches({uid for each in keys for uid in each.touches})
        made = ImportRow.objects.of(self.batch.owner).filter(
            batch=self.batch, outcome=ImportRow.Outcome.CREATED
        )
        new = made.filter(contact_id__in=[person.contact.pk for person in people])
        for pk in new.values_list("contact_id", flat=True):
            self.by_pk[pk].is_of_this_file = True

    def _load_touches(self, uids: set[uuid.UUID]) -> None:
        if not uids:
            return
        known = Participation.objects.of(self.batch.owner).filter(interaction__uid__in=uids)
        for pk, uid in known.values_list("contact_id", "interaction__uid"):
            if pk in self.by_pk and uid:
                self.by_pk[pk].touches.add(uid)

    def learn(self, person: Person) -> None:
        """Make somebody findable by everything known of them."""
        if person.contact.pk:
            self.by_pk[person.contact.pk] = person
        self.by_uid[person.contact.uid] = person
        self.by_name[person.contact.sort_key].append(person)
        for point in person.points:
            self.learn_point(person, point)

    def learn_point(self, person: Person, point: tuple[str, str]) -> None:
        """Make somebody findable by one more address."""
        person.points.add(point)
        if person not in self.by_point[point]:
            self.by_point[point].append(person)


def job_key(known: Mapping[str, object], folded: str, role: str) -> str:
    """What tells the jobs of one person apart: the organisation, and for a further one there the role too."""
    return f"{folded}\n{fold(role)}" if folded in known else folded


def _load(member: Member, pks: set[int]) -> list[Person]:
    people = {contact.pk: Person(contact) for contact in Contact.objects.of(member).filter(pk__in=pks)}
    own = {"contact_id__in": list(people)}
    points = ContactPoint.objects.of(member).filter(**own)
    for pk, kind, key, value in points.values_list("contact_id", "kind", "match_key", "value"):
        people[pk].points.add((kind, key or value))
        people[pk].has_name = people[pk].has_name and people[pk].contact.name != value
    for job in Affiliation.objects.of(member).filter(**own).select_related("organisation").order_by("pk"):
        jobs = people[job.contact_id].jobs
        jobs.setdefault(job_key(jobs, job.organisation.folded, job.role), job)
    joined = Membership.objects.of(member).filter(**own)
    for pk, folded in joined.values_list("contact_id", "circle__folded"):
        people[pk].circles.add(folded)
    for day in ImportantDate.objects.of(member).filter(**own):
        person = people[day.contact_id]
        person.dates.add((day.label, day.month, day.day))
        person.birthday = day if day.kind == ImportantDate.Kind.BIRTHDAY else person.birthday
    for pk in Photo.objects.of(member).filter(**own).values_list("contact_id", flat=True):
        people[pk].has_photo = True
    return list(people.values())


def _merged(member: Member, keys: list[Keys]) -> dict[uuid.UUID, int]:
    """Whom a uid means since its own person was merged into another."""
    digests = {uid_digest(each.uid): each.uid for each in keys if each.uid}
    known = Fingerprint.objects.of(member).filter(digest__in=list(digests), contact__isnull=False)
    found = known.values_list("digest", "contact_id") if digests else ()
    return {digests[bytes(digest)]: pk for digest, pk in found}


def _pks(member: Member, keys: list[Keys]) -> Iterable[int]:
    uids = {each.uid for each in keys if each.uid}
    names = {each.name for each in keys if each.is_full_name}
    known = Contact.objects.of(member).filter(Q(uid__in=uids) | Q(sort_key__in=names))
    yield from known.values_list("pk", flat=True)
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in keys:
        for kind, key in each.finding():
            wanted[kind].add(key)
    if wanted:
        any_of = reduce(or_, (Q(kind=kind, match_key__in=found) for kind, found in wanted.items()))
        yield from ContactPoint.objects.of(member).filter(any_of).values_list("contact_id", flat=True)

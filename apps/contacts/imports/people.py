"""The people a chunk of a file may match: those in the book, and those of the rows before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from apps.accounts.models import Member
from apps.contacts.imports.keys import FINDING, Keys
from apps.contacts.models import (
    Affiliation,
    Contact,
    ContactPoint,
    ImportantDate,
    ImportBatch,
    ImportRow,
    Membership,
    Photo,
)


@dataclass(eq=False, slots=True)
class Person:
    """Somebody a row can match: in the book (`contact.pk`), or new in this chunk (no pk yet)."""

    contact: Contact
    has_name: bool = True
    points: set[tuple[str, str]] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    circles: set[str] = field(default_factory=set)
    dates: set[tuple[str, int, int]] = field(default_factory=set)
    is_of_this_file: bool = False
    has_birthday: bool = False
    has_photo: bool = False

    @property
    def is_reachable(self) -> bool:
        """Has an e-mail, telephone number or page that could tell them from a namesake."""
        return any(kind in FINDING for kind, _ in self.points)


class People:
    """Finds people by key; loads, in a constant number of queries, whom a chunk of `batch` could mean."""

    def __init__(self, batch: ImportBatch, keys: Iterable[Keys], contact_ids: Iterable[int]) -> None:
        self.by_pk: dict[int, Person] = {}
        self.by_uid: dict[uuid.UUID, Person] = {}
        self.by_point: dict[tuple[str, str], list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        keys = list(keys)
        for person in self._load(batch.owner, keys, set(contact_ids)):
            self.learn(person)
        made = ImportRow.objects.of(batch.owner).filter(batch=batch, outcome=ImportRow.Outcome.CREATED)
        for pk in made.filter(contact_id__in=list(self.by_pk)).values_list("contact_id", flat=True):
            self.by_pk[pk].is_of_this_file = True

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

    def _load(self, member: Member, keys: list[Keys], pks: set[int]) -> list[Person]:
        pks |= set(self._pks(member, keys))
        contacts = Contact.objects.of(member).filter(pk__in=pks)
        people = {contact.pk: Person(contact) for contact in contacts}
        own = {"contact_id__in": list(people)}
        points = ContactPoint.objects.of(member).filter(**own)
        for pk, kind, key, value in points.values_list("contact_id", "kind", "match_key", "value"):
            people[pk].points.add((kind, key or value))
            people[pk].has_name = people[pk].has_name and people[pk].contact.name != value
        jobs = Affiliation.objects.of(member).filter(**own)
        for pk, folded in jobs.values_list("contact_id", "organisation__folded"):
            people[pk].organisations.add(folded)
        joined = Membership.objects.of(member).filter(**own)
        for pk, folded in joined.values_list("contact_id", "circle__folded"):
            people[pk].circles.add(folded)
        days = ImportantDate.objects.of(member).filter(**own)
        for pk, kind, label, month, day in days.values_list("contact_id", "kind", "label", "month", "day"):
            people[pk].dates.add((label, month, day))
            people[pk].has_birthday = people[pk].has_birthday or kind == ImportantDate.Kind.BIRTHDAY
        for pk in Photo.objects.of(member).filter(**own).values_list("contact_id", flat=True):
            people[pk].has_photo = True
        return list(people.values())

    @staticmethod
    def _pks(member: Member, keys: list[Keys]) -> Iterable[int]:
        uids = {each.uid for each in keys if each.uid}
        names = {each.name for each in keys if each.is_full_name}
        yield from (
            Contact.objects.of(member)
            .filter(Q(uid__in=uids) | Q(sort_key__in=names))
            .values_list("pk", flat=True)
        )
        wanted: dict[str, set[str]] = defaultdict(set)
        for each in keys:
            for kind, key in each.finding():
                wanted[kind].add(key)
        if wanted:
            any_of = reduce(or_, (Q(kind=kind, match_key__in=found) for kind, found in wanted.items()))
            yield from ContactPoint.objects.of(member).filter(any_of).values_list("contact_id", flat=True)

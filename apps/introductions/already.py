"""Who of the member's own people may be the one that left their details: by address, number or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from apps.contacts.addresses import match_key
from apps.contacts.models import Contact, ContactPoint, SearchToken
from apps.core.fold import search_words
from apps.introductions import visits
from apps.introductions.models import Visit

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 3
MOST_READ = 2000
"""Tokens looked at; more say that these names tell nobody apart."""
MOST_SHOWN = 100


def visit_rows(member: Member) -> list[dict[str, Any]]:
    """What waits for the member's word, each with who in the book it may be; four queries at any size."""
    rows = list(visits.waiting(member)[:MOST_SHOWN])
    people = already_in_book(member, rows)
    return [{"visit": row, "on": member.day(row.left_at), "people": people.get(row.pk, ())} for row in rows]


def already_in_book(member: Member, visits: Sequence[Visit]) -> dict[int, list[Contact]]:
    """By the key of a visit, at most three who may be meant; those with the same address first.

    Three queries for any number of visits.
    """
    if not visits:
        return {}
    by_address, by_name = _by_address(member, visits), _by_name(member, visits)
    meant = {
        visit.pk: list(dict.fromkeys([*by_address[visit.pk], *by_name[visit.pk]]))[:MOST] for visit in visits
    }
    wanted = {pk for pks in meant.values() for pk in pks}
    people = {person.pk: person for person in Contact.objects.of(member).filter(pk__in=wanted, died_on=None)}
    return {visit: [people[pk] for pk in pks if pk in people] for visit, pks in meant.items()}


def _by_address(member: Member, visits: Sequence[Visit]) -> dict[int, list[int]]:
    keys: dict[tuple[str, str], list[int]] = defaultdict(list)
    for visit in visits:
        for kind, value in (("email", visit.email), ("phone", visit.phone)):
            if key := match_key(kind, value, member.country):
                keys[kind, key].append(visit.pk)
    asked = Q(pk__in=())
    for kind, key in keys:
        asked |= Q(kind=kind, match_key=key)
    found: dict[int, list[int]] = defaultdict(list)
    points = ContactPoint.objects.of(member).filter(asked).order_by("contact")
    for kind, key, contact in points.values_list("kind", "match_key", "contact"):
        for pk in keys[kind, key]:
            found[pk].append(contact)
    return found


def _by_name(member: Member, visits: Sequence[Visit]) -> dict[int, list[int]]:
    names = {visit.pk: set(search_words(visit.name)) for visit in visits}
    asked = set().union(*names.values())
    tokens = SearchToken.objects.of(member).filter(token__in=asked).order_by("contact")
    carried: dict[int, set[str]] = defaultdict(set)
    for contact, token in tokens.values_list("contact_id", "token")[:MOST_READ]:
        carried[contact].add(token)
    return {
        pk: [contact for contact, words in carried.items() if len(name) > 1 and name <= words]
        for pk, name in names.items()
    }

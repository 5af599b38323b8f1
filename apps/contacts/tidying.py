"""Tidy up: the pairs that may be one person, best first, without those the member told apart or lets be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.contacts.cursors import decode, encode
from apps.contacts.likeness.reasons import in_words
from apps.contacts.listing import line_of
from apps.contacts.models import Contact, Likeness, Origin, TwoPeople

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """A pair as it is shown; `into` is the entry whose page would be kept."""

    into: Contact
    gone: Contact
    lines: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """One page of pairs, and the cursor of the next or ""."""

    pairs: list[Alike]
    after: str


def suggested(member: Member) -> QuerySet[Likeness]:
    """Every pair to be shown; a wish to let somebody be, or a word that they are two, hides it."""
    apart = TwoPeople.objects.filter(
        owner_id=OuterRef("owner_id"), contact_id=OuterRef("contact_id"), other_id=OuterRef("other_id")
    )
    rows: QuerySet[Likeness] = Likeness.objects.of(member).filter(
        ~Exists(apart), contact__let_be_at=None, other__let_be_at=None
    )
    return rows


def pairs_of(member: Member, after: str = "") -> Pairs:
    """The page after this cursor; the first one for a cursor that makes no sense. One query."""
    rows = suggested(member).select_related("contact", "other").order_by("-weight", "pk")
    begin = decode(after, str) if after else None
    if begin and str(begin[0]).isdecimal():
        weight = min(int(str(begin[0])[:4]), 9999)
        rows = rows.filter(Q(weight__lt=weight) | Q(weight=weight, pk__gt=begin[1]))
    found = list(rows[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = encode(str(shown[-1].weight), shown[-1].pk) if len(found) > A_PAGE else ""
    return Pairs(list(map(_alike, shown)), more)


def likely_same(member: Member, person: Contact) -> list[Alike]:
    """Who else this person may be, likeliest first."""
    rows = suggested(member).filter(Q(contact=person) | Q(other=person))
    return list(map(_alike, rows.select_related("contact", "other").order_by("-weight", "pk")[:5]))


def _alike(row: Likeness) -> Alike:
    into, gone = _in_order((row.contact, row.other))
    return Alike(into, gone, (line_of(into), line_of(gone)), in_words(row.reasons))


def _in_order(people: Iterable[Contact]) -> list[Contact]:
    """The member's own entry before a file's, then the older one."""
    return sorted(people, key=lambda person: (person.origin == Origin.FILE, person.created_at, person.pk))

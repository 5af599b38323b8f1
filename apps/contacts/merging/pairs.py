"""Pairs of people, the smaller key first: told apart, and what a merge makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from apps.contacts.models import TwoPeople

if TYPE_CHECKING:
    from apps.accounts.models import Member


def in_order(one: int, other: int) -> tuple[int, int]:
    """The two keys as a pair stands."""
    return (one, other) if one < other else (other, one)


def tell_apart(member: Member, one: int, other: int) -> None:
    """These two are two people, and are never suggested again."""
    first, second = in_order(one, other)
    TwoPeople.objects.get_or_create(owner=member, contact_id=first, other_id=second)


def unite_pairs(member: Member, into: int, gone: int) -> None:
    """Whoever was told apart from `gone` is told apart from `into`; what stood between the two goes."""
    of_both = TwoPeople.objects.of(member).filter(Q(contact__in=(into, gone)) | Q(other__in=(into, gone)))
    rows = list(of_both.order_by("pk"))
    standing = {(row.contact_id, row.other_id) for row in rows if gone not in (row.contact_id, row.other_id)}
    for row in rows:
        if gone not in (row.contact_id, row.other_id):
            continue
        third = row.other_id if row.contact_id == gone else row.contact_id
        pair = in_order(into, third)
        if third == into or pair in standing:
            row.delete()
            continue
        standing.add(pair)
        row.contact_id, row.other_id = pair
        row.save(update_fields=["contact", "other"])

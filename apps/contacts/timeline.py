"""A person's timeline: touches by year, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from apps.contacts.cursors import beyond, decode, encode
from apps.contacts.models import Contact, Interaction, Participation

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50
MOST_OTHERS = 12
# More than half a year without a word shows as space.
GAP_DAYS = 183


@dataclass(frozen=True, slots=True)
class Moment:
    """One touch; `year` only where a year begins, `others` who were there as well (id, name)."""

    touch: Interaction
    year: int | None
    gap: bool
    others: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of moments, and the cursor of the next one or ""."""

    moments: list[Moment]
    before: str


def timeline_of(member: Member, person: Contact, before: str = "") -> Timeline:
    """The page that begins before this cursor; the newest for none, or one that makes no sense. One query."""
    touches = Interaction.objects.of(member).with_person(person).order_by("-happened_on", "-pk")
    begin = decode(before, date) if before else None
    if begin:
        touches = touches.filter(beyond(("happened_on", "id"), begin, descending=True))
    found = list(touches.annotate(others=_others(person))[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = encode(shown[-1].happened_on, shown[-1].pk) if len(found) > A_PAGE else ""
    days = [begin[0] if begin else None, *(touch.happened_on for touch in shown)]
    moments = [_moment(touch, later) for touch, (later, _) in zip(shown, pairwise(days), strict=True)]
    return Timeline(moments, more)


def _moment(touch: Any, later: Any) -> Moment:
    on = touch.happened_on
    return Moment(
        touch=touch,
        year=on.year if later is None or later.year != on.year else None,
        gap=later is not None and (later - on).days > GAP_DAYS,
        others=touch.others,
    )


def _others(person: Contact) -> ArraySubquery:
    there = (
        Participation.objects.filter(owner=OuterRef("owner"), interaction=OuterRef("pk"))
        .exclude(contact=person)
        .order_by("contact__sort_key", "contact_id")
        .values(row=JSONObject(id="contact_id", name="contact__name"))
    )
    return ArraySubquery(there[:MOST_OTHERS])

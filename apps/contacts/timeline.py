"""A person's timeline: touches, helped and asked by year, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, JSONField, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject

from apps.contacts.cursors import beyond, decode, encode
from apps.contacts.models import Ask, Contact, Give, Interaction, Participation

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50
MOST_OTHERS = 12
# More than half a year without a word shows as space.
GAP_DAYS = 183


class Sort(StrEnum):
    """What stands in a timeline: in touch, helped, asked."""

    TOUCH = "touch"
    GAVE = "gave"
    ASKED = "asked"


SORTS = list(Sort)


@dataclass(frozen=True, slots=True)
class Moment:
    """One line; `year` only where a year begins, `others` who were there as well (id, name)."""

    sort: str
    pk: int
    on: date
    how: str
    text: str
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
    begin: Any = decode(before, date) if before else None
    found = list(_lines(member, person, begin))
    shown = found[:A_PAGE]
    more = encode(shown[-1]["happened_on"], shown[-1]["place"]) if len(found) > A_PAGE else ""
    days = [begin[0] if begin else None, *(row["happened_on"] for row in shown)]
    moments = [_moment(row, later) for row, (later, _) in zip(shown, pairwise(days), strict=True)]
    return Timeline(moments, more)


def _lines(member: Member, person: Contact, begin: tuple[date, int] | None) -> QuerySet[Any]:
    touches = Interaction.objects.of(member).with_person(person)
    gives, asks = (model.objects.of(member).filter(contact=person) for model in (Give, Ask))
    alone = Cast(Value(None), ArrayField(JSONField()))
    touched = _newest(touches, Sort.TOUCH, begin, how=F("kind"), text=F("note"), others=_others(person))
    gave = _newest(gives, Sort.GAVE, begin, how=Value(""), text=F("what"), others=alone)
    asked = _newest(asks, Sort.ASKED, begin, how=F("kind"), text=F("what"), others=alone)
    return touched.union(gave, asked, all=True).order_by("-happened_on", "-place")[: A_PAGE + 1]


def _newest(
    rows: QuerySet[Any], sort: Sort, begin: tuple[date, int] | None, *, how: Any, text: Any, others: Any
) -> QuerySet[Any]:
    """The newest of one sort. `place` is one number for all sorts: where each stands within its day."""
    at = SORTS.index(sort)
    if begin:
        on, place = begin
        first_kept_out = -((at - place) // len(SORTS))
        rows = rows.filter(beyond(("happened_on", "id"), (on, first_kept_out), descending=True))
    newest: QuerySet[Any] = rows.order_by("-happened_on", "-pk").values(
        "happened_on",
        place=F("pk") * len(SORTS) + at,
        sort=Value(sort.value, CharField()),
        how=Cast(how, TextField()),
        text=Cast(text, TextField()),
        others=others,
    )
    return newest[: A_PAGE + 1]


def _moment(row: dict[str, Any], later: date | None) -> Moment:
    on: date = row["happened_on"]
    return Moment(
        sort=row["sort"],
        pk=row["place"] // len(SORTS),
        on=on,
        how=str(Interaction.Kind(row["how"]).label) if row["sort"] == Sort.TOUCH else row["how"],
        text=row["text"],
        year=on.year if later is None or later.year != on.year else None,
        gap=later is not None and (later - on).days > GAP_DAYS,
        others=row["others"] or [],
    )


def _others(person: Contact) -> ArraySubquery:
    there = (
        Participation.objects.filter(owner=OuterRef("owner"), interaction=OuterRef("pk"))
        .exclude(contact=person)
        .order_by("contact__sort_key", "contact_id")
        .values(row=JSONObject(id="contact_id", name="contact__name"))
    )
    return ArraySubquery(there[:MOST_OTHERS])

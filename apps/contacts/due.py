"""People who want attention: a rhythm that has come round, a birthday, somebody from before.

Each source answers for a set of members in one query, whatever their zones: "today" is each
member's own day, so the rules of at most three dates stand side by side in the statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import MD5, Cast, Coalesce, Concat, Greatest, RowNumber

from apps.contacts.models import Contact, ImportantDate, Interaction, Membership
from apps.core import dates
from apps.core.due import MOST_OF_A_KIND, Band, DueItem, Kind, Source, resting

if TYPE_CHECKING:
    from apps.accounts.models import Member

Days = dict[date, list[int]]
SEASON_DAYS = 91
REST_FROM_BEFORE_DAYS = 60


class DaysBetween(Func):
    """The whole days from the second date to the first, null where either is unknown."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def rhythm_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """Whose rhythm has come round; the later against their rhythm, the heavier."""
    days = _by_day(members, now)
    due = _each_day(days, lambda today: Contact.objects.with_rhythm_due(today))
    rows = due.annotate(
        late=ExpressionWrapper(
            Cast(DaysBetween(_today(days), F("due_on")), FloatField()) / _rhythm(),
            output_field=FloatField(),
        )
    ).annotate(place=_place(F("late").desc(), F("due_on").asc()))
    for pk, owner, due_on, late in _first(rows, days, "contact", "due_on", "late"):
        weight = Band.RECONNECT + 9 * late / (1 + late)
        yield DueItem(owner, f"contact:{pk}", due_on, Kind.RHYTHM, weight, contact_id=pk)


def birthday_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """Birthdays of the day, the year known or not; 29 February as each member keeps it.

    Nobody who was in touch today already; first those with a rhythm.
    """
    groups: dict[tuple[date, str], list[int]] = defaultdict(list)
    for member in members:
        groups[member.day(now), member.leap_day].append(member.pk)
    on_the_day = reduce(or_, (_born(today, leap, pks) for (today, leap), pks in groups.items()))
    days = _by_day(members, now)
    rows = (
        ImportantDate.objects.filter(
            on_the_day, kind=ImportantDate.Kind.BIRTHDAY, contact__let_be_at=None, contact__died_on=None
        )
        .annotate(today=_today(days))
        .exclude(contact__last_touch_on=F("today"))
        .annotate(place=_place(F("contact__due_on").asc(nulls_last=True)))
    )
    found = _first(rows, days, "contact", "contact_id", "contact__due_on", "today", pk="contact_id")
    for _pk, owner, contact, due_on, today in found:
        weight = Band.DATE + (0.5 if due_on else 0)
        yield DueItem(owner, f"contact:{contact}", today, Kind.BIRTHDAY, weight, contact_id=contact)


def from_before_items(members: Sequence[Member], *, now: datetime) -> Iterator[DueItem]:
    """People from before, in an order that changes with the week, so that each has a turn."""
    days = _by_day(members, now)
    rows = (
        _each_day(days, lambda today: Contact.objects.dormant(today))
        .annotate(today=_today(days))
        .annotate(place=_place(MD5(Concat(_week(days), Value(":"), Cast("pk", CharField())))))
    )
    for pk, owner, today, place in _first(rows, days, "before", "today", "place"):
        weight = Band.FROM_BEFORE - place / 100
        yield DueItem(owner, f"before:{pk}", today, Kind.FROM_BEFORE, weight, contact_id=pk)


def wrote_to(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """*Done*: in touch with this person on that day of the member's."""
    person = Contact.objects.of(member).get(pk=pk)
    Interaction.log(member, [person], kind=Interaction.Kind.WROTE, on=on, now=now)


RHYTHM = Source((Kind.RHYTHM,), rhythm_items, wrote_to, "contacts")
BIRTHDAYS = Source((Kind.BIRTHDAY,), birthday_items, wrote_to, "contacts")
FROM_BEFORE = Source(
    (Kind.FROM_BEFORE,),
    from_before_items,
    wrote_to,
    "contacts",
    about="before",
    rest_days=REST_FROM_BEFORE_DAYS,
)


def _by_day(members: Sequence[Member], now: datetime) -> Days:
    """Member pks by the date on their calendar; at most three dates at any instant."""
    days: Days = defaultdict(list)
    for member in members:
        days[member.day(now)].append(member.pk)
    return days


def _each_day(days: Days, asked: Any) -> Any:
    """One queryset of what `asked(today)` finds for the members of each day."""
    parts = (asked(today).filter(owner_id__in=pks) for today, pks in days.items())
    return reduce(or_, parts)


def _today(days: Days) -> Any:
    """The day of the row's owner."""
    return _per_day(days, DateField(), lambda today: today)


def _week(days: Days) -> Any:
    """The ISO week of that day, as in 2026-48."""
    return _per_day(days, CharField(), lambda today: "{}-{:02}".format(*today.isocalendar()))


def _per_day(days: Days, output: Any, value: Any) -> Any:
    if len(days) == 1:
        return Value(value(next(iter(days))), output_field=output)
    whens = [When(owner_id__in=pks, then=Value(value(day), output_field=output)) for day, pks in days.items()]
    return Case(*whens, output_field=output)


def _rhythm() -> Any:
    """The rhythm a due date stands for, in days: due less touch, else the person's, else the circles'."""
    circles = (
        Membership.objects.filter(owner_id=OuterRef("owner_id"), contact_id=OuterRef("pk"))
        .values("contact_id")
        .annotate(shortest=Min("circle__rhythm_days"))
        .values("shortest")
    )
    known = Coalesce(
        DaysBetween(F("due_on"), F("last_touch_on")),
        F("rhythm_days"),
        Subquery(circles),
        Value(SEASON_DAYS),
        output_field=IntegerField(),
    )
    return Greatest(known, Value(1))  # nothing divides by nought, whatever stands in a row


def _born(today: date, leap: str, pks: list[int]) -> Q:
    born = Q(month=today.month, day=today.day)
    if dates.occurrence_in(2, 29, today.year, leap=leap) == today:  # type: ignore[arg-type]
        born |= Q(month=2, day=29)
    return Q(owner_id__in=pks) & born


def _place(*order: Any) -> Any:
    """A row's place among its owner's, 1 for the first; equal ones in steady order."""
    return Window(RowNumber(), partition_by=F("owner_id"), order_by=[*order, F("pk").asc()])


def _first(rows: Any, days: Days, about: str, *columns: str, pk: str = "pk") -> Any:
    """(pk, owner, *columns) of each owner's first rows, those left out that rest."""
    awake = [Q(owner_id__in=pks) & ~Q(resting(about, today, pk=pk)) for today, pks in days.items()]
    kept = rows.filter(reduce(or_, awake)).filter(place__lte=MOST_OF_A_KIND)
    return kept.values_list("pk", "owner_id", *columns)

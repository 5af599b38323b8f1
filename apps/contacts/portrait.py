"""One person with everything their page shows, in one query."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject, TruncMonth
from django.shortcuts import get_object_or_404
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, pgettext

from apps.contacts.doors import Door, doors_opened
from apps.contacts.models import (
    Affiliation,
    Ask,
    Cause,
    Contact,
    ContactPoint,
    Give,
    ImportantDate,
    Membership,
    Participation,
    Photo,
)
from apps.contacts.touched import Cells, first_month
from apps.core import dates
from apps.core.dates import months_in_touch
from apps.core.due import Rest

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_HELD = 20
"""Of what one did and asked, the latest; the timeline holds them all."""
A_LEAP_YEAR = 2024
POINT = ("id", "kind", "value", "match_key", "label", "position")
DATE = ("id", "kind", "label", "month", "day", "year")
POST = ("id", "role", "department", "from_on", "until_on")
CAUSE = ("id", "name", "source", "where")
HELD = ("id", "what", "happened_on")


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of each year, as a row and in words: "9 March 1991", "turns 36 in March"."""

    row: ImportantDate
    on: str
    comes: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person, ways to reach them, their days, posts and circles; all of it the member's own words.

    `posts` are affiliations with `place` and `place_pk`, the organisation's name and key. `circles` are
    pairs (pk, name); `doors` whom they introduced, and onward.
    """

    person: Contact
    points: list[ContactPoint]
    days: list[Yearly]
    posts: list[Any]
    circles: list[dict[str, Any]]
    causes: list[Cause]
    gives: list[Give]
    asks: list[Ask]
    doors: list[Door]
    introducer: str
    rests_until: date | None
    cells: Cells | None
    has_photo: bool

    @property
    def has_birthday(self) -> bool:
        """Whether the birthday is known."""
        return any(day.row.kind == ImportantDate.Kind.BIRTHDAY for day in self.days)

    def comes_round_on(self, today: date) -> date | None:
        """The next day of the rhythm, a rest included; today where it has come. None without a rhythm."""
        due = self.person.due_on
        return max(due, self.rests_until or today, today) if due else None


def portrait_of(member: Member, pk: int, today: date) -> Portrait:
    """The member's person; a 404 for anybody else's and for none."""
    drawn: Any = get_object_or_404(_drawn(member, pk, today))
    return Portrait(
        person=drawn,
        points=[_made(ContactPoint, row) for row in drawn.point_rows],
        days=[_yearly(_made(ImportantDate, row), drawn, member, today) for row in drawn.date_rows],
        posts=[_post(row) for row in drawn.post_rows],
        circles=drawn.circle_rows,
        causes=[_made(Cause, row) for row in drawn.cause_rows],
        gives=[_made(Give, row) for row in drawn.give_rows],
        asks=[_made(Ask, row) for row in drawn.ask_rows],
        doors=doors_opened(member, drawn) if drawn.has_opened else [],
        introducer=drawn.introducer or "",
        rests_until=drawn.rests_until,
        cells=None if drawn.is_resting() else months_in_touch(drawn.months, today),
        has_photo=drawn.has_photo,
    )


def _yearly(row: Any, person: Contact, member: Member, today: date) -> Yearly:
    if (row.month, row.day) == (2, 29) and row.year and not isleap(row.year):
        row.year = None  # such a day never was; shown without its year it can still be corrected
    day = date(row.year or A_LEAP_YEAR, row.month, row.day)
    on = format_date(day, pgettext("date format", "j F Y") if row.year else pgettext("date format", "j F"))
    if person.died_on:
        return Yearly(row, on, "")
    following = dates.next_occurrence(row.month, row.day, today, leap=member.leap_day)  # type: ignore[arg-type]
    when, age = dates.next_in_words(following, today), dates.age_on(row.year, following)
    if age and row.kind == ImportantDate.Kind.BIRTHDAY:
        return Yearly(row, on, gettext("turns %(age)d %(when)s") % {"age": age, "when": when})
    return Yearly(row, on, when)


def _drawn(member: Member, pk: int, today: date) -> Any:
    mine = {"owner": OuterRef("owner"), "contact": OuterRef("pk")}
    touches = Participation.objects.filter(**mine, interaction__happened_on__gte=first_month(today))
    circles = Membership.objects.filter(**mine).order_by("circle__folded")
    opened = Contact.objects.filter(owner=OuterRef("owner"), introduced_by=OuterRef("pk"))
    gives, asks = (model.objects.filter(**mine).order_by("-happened_on", "-pk") for model in (Give, Ask))
    rests = Rest.objects.of(member).filter(subject=f"contact:{pk}", until_on__gt=today)
    return (
        Contact.objects.of(member)
        .filter(pk=pk)
        .annotate(
            point_rows=_rows(ContactPoint.objects.filter(**mine).order_by("kind", "position", "pk"), POINT),
            date_rows=_rows(
                ImportantDate.objects.filter(**mine).order_by("kind", "month", "day", "pk"), DATE
            ),
            post_rows=_rows(
                Affiliation.objects.filter(**mine).order_by(F("until_on").desc(nulls_first=True), "pk"),
                POST,
                place="organisation__name",
                place_pk="organisation_id",
            ),
            circle_rows=_rows(circles, (), id="circle_id", name="circle__name"),
            cause_rows=_rows(Cause.objects.filter(**mine).order_by("folded"), CAUSE),
            give_rows=_rows(gives[:MOST_HELD], HELD),
            ask_rows=_rows(asks[:MOST_HELD], HELD),
            has_opened=Exists(opened),
            introducer=F("introduced_by__name"),
            rests_until=Subquery(rests.values("until_on")[:1]),
            months=ArraySubquery(touches.values_list(TruncMonth("interaction__happened_on")).distinct()),
            has_photo=Exists(Photo.objects.filter(**mine)),
        )
    )


def _rows(rows: Any, columns: tuple[str, ...], **named: str) -> ArraySubquery:
    pairs = {column: column for column in columns} | named
    return ArraySubquery(rows.values(row=JSONObject(**pairs)))


def _post(row: dict[str, Any]) -> Any:
    post = _made(Affiliation, {column: row[column] for column in POST})
    post.place, post.place_pk = row["place"], row["place_pk"]
    return post


def _made(model: type[Model], row: dict[str, Any]) -> Any:
    """An instance of what JSON brought; nothing is read again."""
    fields: Any = {field.name: field for field in model._meta.local_fields}
    return model(**{name: fields[name].to_python(value) for name, value in row.items()})

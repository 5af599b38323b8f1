"""The circles of a member, each with a few faces and how it fares, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q
from django.db.models.functions import JSONObject

from apps.contacts import faring
from apps.contacts.models import Circle, Contact, Membership

if TYPE_CHECKING:
    from apps.accounts.models import Member

FACES = 8
PERSON = "memberships__contact__"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A circle, some of its people (id, name) and one or two sentences about it."""

    circle: Circle
    faces: list[dict[str, Any]]
    fares: str


def circles_of(member: Member, today: date) -> list[Gathered]:
    """All of them in the order of their names."""
    asked = faring.asked_for(PERSON)
    found: Any = Circle.objects.of(member).annotate(
        people=Count("memberships"),
        asked_for=Count("memberships", filter=asked),
        in_touch=Count("memberships", filter=asked & faring.in_touch(today, PERSON)),
        faces=_rows(_people().order_by("contact__sort_key")[:FACES]),
        quiet=_rows(_quiet(today)[: faring.NAMED]),
    )
    return [Gathered(each, each.faces, _fares(each, today)) for each in found.order_by("folded")]


def _people() -> Any:
    return Membership.objects.filter(owner=OuterRef("owner"), circle=OuterRef("pk"))


def _quiet(today: date) -> Any:
    known = faring.asked_for("contact__") & Q(contact__last_touch_on__isnull=False)
    people = _people().filter(known).exclude(faring.in_touch(today, "contact__"))
    return people.order_by("-contact__last_touch_on", "contact__sort_key")


def _rows(people: Any) -> ArraySubquery:
    columns = {"id": "contact_id", "name": "contact__name", "given_name": "contact__given_name"}
    return ArraySubquery(people.values(row=JSONObject(**columns, last_touch_on="contact__last_touch_on")))


def _fares(row: Any, today: date) -> str:
    quiet = [
        faring.Quiet(
            Contact(name=each["name"], given_name=each["given_name"]).first_name,
            date.fromisoformat(each["last_touch_on"]),
        )
        for each in row.quiet
    ]
    return faring.in_words(faring.Standing(row.people, row.asked_for, row.in_touch, quiet), today)

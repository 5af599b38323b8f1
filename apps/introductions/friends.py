"""Friends who may be asked: who may know whoever is to be met, and how things stand with the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from apps.contacts.asking import guard
from apps.contacts.models import Affiliation, Contact, ContactPoint
from apps.goals.ways import ways_to
from apps.introductions import asking, sending
from apps.introductions.asking import DAYS_BETWEEN
from apps.introductions.models import Door, IntroductionRequest

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 12


@dataclass(frozen=True, slots=True)
class MayKnow:
    """One of the member's people who may know them, why, and from when they may be asked again."""

    pk: int
    name: str
    reasons: tuple[str, ...]
    last_touch_on: date | None
    asked_on: date | None
    again_on: date | None
    """The first day of another question, where the last was not long ago."""
    is_among: bool
    """Whether they are among the friends of this request already."""


def may_know(member: Member, request: IntroductionRequest, today: date) -> list[MayKnow]:
    """The likeliest dozen, the best first; by the ways to a person, else who is at the organisation."""
    found = _ways(member, request, today)
    among = set(Door.objects.of(member).filter(request=request).values_list("contact", flat=True))
    asked = asking.last_asked(member, [pk for pk, *_rest in found])
    return [
        MayKnow(pk, name, reasons, touched, asked.get(pk), _again(asked.get(pk), today), pk in among)
        for pk, name, reasons, touched in found
    ]


def facts_of_next(door: Door, *, now: datetime) -> dict[str, Any]:
    """Everything the page says about asking this friend now."""
    member, friend, today = door.owner, door.contact, door.owner.day(now)
    if friend is None:
        return {"next": door}
    why = asking.bar_of_friend(member, friend, today)
    link = door.link if door.link and not door.link.has_ended(now) else None
    url = sending.address_of(link) if link else ""
    points = list(ContactPoint.objects.of(member).filter(contact=friend).order_by("position", "pk"))
    return {
        "next": door,
        "friend": friend,
        "bar": why,
        "guard": None if why or link else guard(member, friend, today),
        "url": url,
        "words": sending.message(door, url) if url else "",
        "points": points,
        "addresses": [point.value for point in points if point.kind == ContactPoint.Kind.EMAIL],
        "mail_bar": sending.bar(member, now=now) if url else "",
    }


def _again(asked_on: date | None, today: date) -> date | None:
    again = asked_on + timedelta(days=DAYS_BETWEEN) if asked_on else today
    return again if again > today else None


def _ways(
    member: Member, request: IntroductionRequest, today: date
) -> list[tuple[int, str, tuple[str, ...], Any]]:
    if request.contact_id:
        ways = ways_to(member, [request.contact_id], today, most=MOST, each=MOST)
        return [(way.pk, way.name, way.reasons, way.last_touch_on) for way in ways]
    if request.organisation_id is None:
        return []
    there = Affiliation.objects.of(member).filter(organisation=request.organisation_id)
    people = Contact.objects.of(member).filter(pk__in=there.values("contact"), let_be_at=None, died_on=None)
    place = request.organisation.name if request.organisation else ""
    ordered = people.order_by("-last_touch_on", "sort_key", "pk")[:MOST]
    return [(each.pk, each.name, (place,), each.last_touch_on) for each in ordered]

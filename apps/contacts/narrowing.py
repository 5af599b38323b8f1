"""The filters of the list of people: what each may be, its words, and whom it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Affiliation, ContactPoint, Membership
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.models.rhythm import CHOICES
from apps.core.fold import fold
from apps.core.showing import showings

Words = dict[str, str | Promise]

SHOWN: Words = {
    "due": _("Come round"),
    "before": _("From before"),
    "undecided": _("To be decided"),
    "remembered": _("Just remembered"),
    "resting": _("Let be"),
    "died": _("Has died"),
}
"""What `show` may be of itself; `shown` adds what higher apps bring."""
OWN, NONE = "own", "none"
RHYTHMS: Words = {
    "30": _("every month"),
    "91": _("each season"),
    "182": _("twice a year"),
    "365": _("yearly"),
    OWN: _("another rhythm"),
    NONE: _("no rhythm"),
}
WITHOUT: Words = {
    "address": _("no way to reach them"),
    "email": _("no e-mail address"),
    "phone": _("no telephone number"),
}
REACHING = ("email", "phone", "messenger", "address")


def shown() -> Words:
    """All that `show` may be, in words."""
    return SHOWN | {key: showing.words for key, showing in showings.items()}


def _shown(people: ContactQuerySet, show: str, today: date) -> ContactQuerySet:
    if show in showings:
        narrowed: ContactQuerySet = showings[show].narrow(people, today)
        return narrowed
    match show:
        case "due":
            return people.with_rhythm_due(today).not_put_off(today)
        case "before":
            return people.dormant(today)
        case "undecided":
            return people.undecided()
        case "remembered":
            return people.exclude(just_remember_on=None)
        case "resting":
            return people.exclude(let_be_at=None)
        case _:
            return people.exclude(died_on=None)


def _in_circle(people: ContactQuerySet, circle: int, _today: date) -> ContactQuerySet:
    return people.in_circle(circle)


def _with_rhythm(people: ContactQuerySet, rhythm: str, _today: date) -> ContactQuerySet:
    """By the rhythm that holds: the person's, else the shortest of their circles'."""
    circles = Membership.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk")).values("contact")
    shortest = circles.annotate(days=Min("circle__rhythm_days")).values("days")
    people = people.alias(holding=Coalesce("rhythm_days", Subquery(shortest)))
    if rhythm == NONE:
        return people.filter(holding=None)
    if rhythm == OWN:
        return people.filter(holding__isnull=False).exclude(holding__in=CHOICES)
    return people.filter(holding=int(rhythm))


def _at_organisation(people: ContactQuerySet, name: str, today: date) -> ContactQuerySet:
    """Who is there now."""
    there = Affiliation.objects.filter(
        Q(until_on=None) | Q(until_on__gte=today),
        owner=OuterRef("owner"),
        contact=OuterRef("pk"),
        organisation__folded=fold(name)[:200],
    )
    return people.filter(Exists(there))


def _in_city(people: ContactQuerySet, city: str, _today: date) -> ContactQuerySet:
    return people.filter(city__in=_spellings(city))


def _of_relation(people: ContactQuerySet, relation: str, _today: date) -> ContactQuerySet:
    return people.filter(relation__in=_spellings(relation))


def _spellings(value: str) -> list[str]:
    """As it stands in the book, and as somebody in a hurry types it: an index compares by equality alone."""
    return sorted({value, value.lower(), value.capitalize(), value.title()})


def _without(people: ContactQuerySet, what: str, _today: date) -> ContactQuerySet:
    kinds = REACHING if what == "address" else (what,)
    points = ContactPoint.objects.filter(owner=OuterRef("owner"), contact=OuterRef("pk"), kind__in=kinds)
    return people.filter(~Exists(points))


BY: dict[str, Callable[[ContactQuerySet, Any, date], ContactQuerySet]] = {
    "show": _shown,
    "circle": _in_circle,
    "rhythm": _with_rhythm,
    "organisation": _at_organisation,
    "city": _in_city,
    "relation": _of_relation,
    "without": _without,
}
"""Filter → what narrows people to it."""

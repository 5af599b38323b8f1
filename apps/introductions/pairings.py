"""Two people the member would introduce, as pages show them; and who may fit with somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from apps.contacts.models import Cause, Contact, ContactPoint, Origin
from apps.core.dates import day_and_month
from apps.introductions import sending
from apps.introductions.models import Pairing, Side

if TYPE_CHECKING:
    from apps.accounts.models import Member

State = Pairing.State
MOST = 50
MOST_FITTING = 6


@dataclass(slots=True)
class Row:
    """A pairing with its two sides, each with whom it is about read along."""

    pairing: Pairing
    today: date
    sides: list[Side] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, str]:
        """The two, as lists call them."""
        return _two([side.contact.name if side.contact else side.called for side in self.sides])

    @property
    def short(self) -> tuple[str, str]:
        """The two, as a sentence calls them."""
        return _two([called(side) for side in self.sides])

    @property
    def title(self) -> str:
        """Both names in one."""
        return _("%(one)s and %(other)s") % _both(self.names)

    @property
    def is_asked(self) -> bool:
        """Whether both may answer still."""
        return self.pairing.state == State.ASKED

    @property
    def solid(self) -> int:
        """How much of the line of ink between the two has happened."""
        return 1 if self.pairing.state == State.INTRODUCED else 0

    @property
    def sentence(self) -> str:
        """How it stands; the same whatever one of the two has answered."""
        names, until = _both(self.short), self.pairing.closes_on
        if self.pairing.state == State.DRAFT:
            return _("Written down. Neither has a letter yet.")
        if self.pairing.state == State.INTRODUCED:
            return _("Both said yes: %(one)s and %(other)s are introduced.") % names
        if self.pairing.state == State.WITHDRAWN:
            return _("You withdrew it.")
        if self.pairing.state == State.CLOSED or until is None:
            return _("Closed without an introduction. Kith does not say whether it was a no or no answer.")
        said = _("Both can answer until %(day)s. Nobody learns of a yes before both have said it.")
        return said % {"day": day_and_month(until, self.today)}


def rows_of(member: Member, today: date) -> list[Row]:
    """The member's pairings, those that go on first, then the last; two queries."""
    rows = Pairing.objects.of(member).select_related("owner").order_by("closes_on", "-ended_on", "-pk")
    return _with_sides(member, rows[:MOST], today)


def sides_beside(member: Member, person: Contact) -> Any:
    """Whom this person is or was introduced to, or may yet be: the other sides, in no order."""
    going_on = (State.DRAFT, State.ASKED, State.INTRODUCED)
    theirs = Side.objects.of(member).filter(contact=person, pairing__state__in=going_on).values("pairing")
    return Side.objects.of(member).filter(pairing__in=theirs).exclude(contact=person)


def row_of(pairing: Pairing, sides: list[Side], today: date) -> Row:
    """One of them, whose sides were read."""
    return Row(pairing, today, sides)


def called(side: Side) -> str:
    """How a sentence calls one of the two."""
    return side.contact.first_name if side.contact else side.called.split(" ")[0]


@dataclass(frozen=True, slots=True)
class Sending:
    """One of the two letters, ready to be sent by the member's own hand."""

    side: Side
    name: str
    url: str
    words: str
    points: list[ContactPoint]


def letters_of(row: Row, *, now: datetime) -> list[Sending]:
    """Both letters with words to send them by; one query."""
    member = row.pairing.owner_id
    people = [side.contact_id for side in row.sides if side.contact_id]
    points = list(ContactPoint.objects.of(member).filter(contact__in=people).order_by("position", "pk"))
    found = []
    for side in row.sides:
        if side.link is None or side.link.has_ended(now):
            continue
        url = sending.address_of(side.link)
        own = [point for point in points if point.contact_id == side.contact_id]
        found.append(Sending(side, called(side), url, message(side, url), own))
    return found


def message(side: Side, url: str) -> str:
    """What the member could write to one of the two, to be changed in their own messenger."""
    said = _(
        "%(name)s, I thought of somebody you might like to know. It is all on this page; half a minute is "
        "enough, and a no is quite all right: %(url)s"
    )
    return said % {"name": called(side), "url": url}


@dataclass(frozen=True, slots=True)
class MayFit:
    """One of the member's people who may like to know somebody, and what they share."""

    pk: int
    name: str
    shared: str
    last_touch_on: date | None


def may_fit(member: Member, person: Contact) -> list[MayFit]:
    """At most six: who shares a cause or a city with them first, then those last in touch; four queries."""
    causes = dict(Cause.objects.of(member).filter(contact=person).values_list("folded", "name"))
    others = Contact.objects.of(member).filter(let_be_at=None, died_on=None).exclude(pk=person.pk)
    others = others.exclude(origin=Origin.TO_MEET).exclude(pk__in=_together_with(member, person))
    caring = dict(
        Cause.objects.of(member)
        .filter(folded__in=causes, contact__in=others)
        .values_list("contact", "folded")[: 10 * MOST_FITTING]
    )
    lives = Q(city=person.city) if person.city else Q(pk=None)
    latest = others.order_by(F("last_touch_on").desc(nulls_last=True), "pk")
    near = list(latest.filter(Q(pk__in=caring) | lives)[:MOST_FITTING])
    known = latest.filter(last_touch_on__isnull=False).exclude(pk__in=[each.pk for each in near])
    more = list(known[: MOST_FITTING - len(near)])
    cause_of = {pk: causes[folded] for pk, folded in caring.items()}
    return [
        MayFit(
            each.pk,
            each.name,
            _shared(each, person, cause_of.get(each.pk, "")),
            each.last_touch_on,
        )
        for each in [*near, *more]
    ]


def _shared(each: Contact, person: Contact, cause: str) -> str:
    lives_there = bool(person.city) and each.city == person.city
    return " · ".join(filter(None, (cause, each.city if lives_there else "")))


def _together_with(member: Member, person: Contact) -> Any:
    """Who has a letter about them, or is introduced to them, or was asked in vain."""
    sides = Side.objects.of(member)
    with_them = sides.filter(contact=person).exclude(pairing__state=State.WITHDRAWN).values("pairing")
    return sides.filter(pairing__in=with_them, contact__isnull=False).values("contact")


def _with_sides(member: Member, pairings: Iterable[Pairing], today: date) -> list[Row]:
    rows = [Row(pairing, today) for pairing in pairings]
    by_pairing = {row.pairing.pk: row for row in rows}
    sides = Side.objects.of(member).filter(pairing__in=list(by_pairing)).select_related("contact")
    for side in sides.order_by("pk"):
        by_pairing[side.pairing_id].sides.append(side)
    return rows


def _two(names: list[str]) -> tuple[str, str]:
    one, other = [*names, _("somebody"), _("somebody")][:2]
    return one, other


def _both(names: tuple[str, str]) -> dict[str, str]:
    return {"one": names[0], "other": names[1]}

"""May this friend be asked, for this person, today? Limits bind; what one may think of first never forbids.

A friend is asked once in sixty days, whatever for; who was asked for in vain is not asked for again within
six months, nor twice at a time. A friend whose address is known here may have set a stricter limit, for all
members together; of it only the fingerprint of the address is kept.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Lower
from django.utils import translation
from django.utils.translation import gettext as _

from apps.contacts.models import Ask, Contact, ContactPoint
from apps.core.dates import add_months, day_and_month
from apps.core.handed import Link
from apps.core.suppression import fingerprints
from apps.introductions import verbs
from apps.introductions.models import AskLimit, Door, IntroductionRequest, State, Transition

if TYPE_CHECKING:
    from apps.accounts.models import Member

DAYS_BETWEEN = 60
MONTHS_AFTER = 6
UNDER_WAY = (State.ASKED, State.WAITING, State.WITH_TARGET)


class MayNotAsk(Exception):
    """A limit stands in the way; its text says so to the member, and from when they may ask."""


def prepare(door: Door, *, now: datetime) -> Link:
    """As `verbs.prepare`, where no limit stands in the way; else MayNotAsk."""
    with transaction.atomic():
        _look(door, now)
        return verbs.prepare(door, now=now)


def ask(door: Door, *, now: datetime, by_mail: bool = False, by: str = Transition.By.MEMBER) -> None:
    """As `verbs.ask`, where no limit stands in the way; else MayNotAsk. It is written down as asked."""
    with transaction.atomic():
        _look(door, now)
        verbs.ask(door, now=now, by_mail=by_mail, by=by)
        if door.contact:
            _write_down(door, door.contact, door.owner.day(now))


def friend_says(door: Door, answer: str, *, now: datetime, named: str = "") -> None:
    """As `verbs.friend_says`; who answers what the member never said they sent was asked all the same."""
    was_open = door.opened_at is not None
    with transaction.atomic(), translation.override(door.owner.language):
        verbs.friend_says(door, answer, now=now, named=named)
        if door.contact and not was_open and door.opened_at == now:
            _write_down(door, door.contact, door.owner.day(now))


def bar(request: IntroductionRequest, friend: Contact | None, on: date) -> str:
    """What stands in the way of asking this friend on that day, as a sentence; "" where nothing does."""
    return bar_to_meet(request, on) or (bar_of_friend(request.owner, friend, on) if friend else "")


def bar_to_meet(request: IntroductionRequest, on: date) -> str:
    """Whether they are let be, asked for already, or were in vain within six months; two queries."""
    others = alike(request)
    if request.contact and _rests(request.contact):
        return _("You let %(name)s be.") % {"name": request.contact.first_name}
    name = {"name": request.contact.first_name if request.contact else request.whom}
    if others.filter(state__in=UNDER_WAY).exists():
        return _("You are asking for %(name)s already, by another request.") % name
    last = ended_in_vain(others).aggregate(last=Max("closed_on"))["last"]
    from_on = add_months(last, MONTHS_AFTER) if last else on
    if from_on <= on:
        return ""
    said = _("You have asked for %(name)s within six months. From %(day)s you may ask again.")
    return said % {**name, "day": day_and_month(from_on, on)}


def bar_of_friend(member: Member, friend: Contact, on: date) -> str:
    """Whether this friend was asked not long ago, or wants to be asked less, or not at all."""
    name = {"name": friend.first_name}
    if _rests(friend):
        return bar_of_reaching(friend, on)
    asked_on = last_asked(member, [friend.pk]).get(friend.pk)
    from_on = asked_on + timedelta(days=DAYS_BETWEEN) if asked_on else on
    if asked_on and from_on > on:
        said = _(
            "You asked %(name)s on %(asked)s. Once in sixty days is enough: from %(day)s you may ask again."
        )
        days = {"asked": day_and_month(asked_on, on), "day": day_and_month(from_on, on)}
        return said % {**name, **days}
    return bar_of_reaching(friend, on)


def bar_of_reaching(person: Contact, on: date) -> str:
    """Whether a letter may go to them at all: they are let be, or want to be asked less, or not at all."""
    if _rests(person):
        return _("You let %(name)s be.") % {"name": person.first_name}
    return _by_their_limit(person, on)


def last_asked(member: Member, friends: Collection[int]) -> dict[int, date]:
    """When each of these people last was asked for an introduction, on the member's calendar; one query."""
    doors = Door.objects.of(member).filter(contact__in=friends, opened_at__isnull=False)
    rows = doors.values_list("contact").annotate(last=Max("opened_at"))
    return {pk: member.day(last) for pk, last in rows}


def alike(request: IntroductionRequest) -> Any:
    """The member's other requests for the same person; by their words, where the book has nobody."""
    same = Q(contact=None, in_small_letters=request.whom.lower())
    if request.contact_id:
        same |= Q(contact=request.contact_id)
    mine = IntroductionRequest.objects.of(request.owner_id).annotate(in_small_letters=Lower("whom"))
    return mine.filter(same).exclude(pk=request.pk)


def ended_in_vain(requests: Any) -> Any:
    """Those that ended without an introduction after a friend had passed them on."""
    passed_on = Transition.objects.filter(state=State.WITH_TARGET).values("request")
    return requests.filter(
        Q(state=State.CLOSED) | Q(state=State.WITHDRAWN, pk__in=passed_on), closed_on__isnull=False
    )


def limits_of(friend: Contact) -> Any:
    """What the owners of this friend's addresses have set."""
    return AskLimit.objects.filter(fingerprint__in=_addresses(friend))


def _look(door: Door, now: datetime) -> None:
    """Hold the people it is about, so that no two requests pass at once; MayNotAsk where a limit stands."""
    on = door.owner.day(now)
    people = [pk for pk in (door.contact_id, door.request.contact_id) if pk]
    held = Contact.objects.of(door.owner_id).filter(pk__in=people).order_by("pk").select_for_update()
    friends = {person.pk: person for person in held}
    if door.contact_id in friends:  # another member may ask the same address at this moment
        list(limits_of(friends[door.contact_id]).order_by("pk").select_for_update())
    if door.contact_id not in friends:  # no limit of theirs could be looked up
        raise MayNotAsk(_("They are no longer among your people."))
    why = bar(door.request, friends[door.contact_id], on)
    if why:
        raise MayNotAsk(why)


def _rests(person: Contact) -> bool:
    return bool(person.died_on or person.let_be_at)


def _by_their_limit(friend: Contact, on: date) -> str:
    limits = list(limits_of(friend))
    name = {"name": friend.first_name}
    if any(limit.days is None for limit in limits):
        return _("%(name)s does not want to be asked through Kith.") % name
    until = [limit.asked_on + timedelta(days=limit.days) for limit in limits if limit.asked_on]
    if not until or max(until) <= on:
        return ""
    said = _("%(name)s wants to be asked less often. From %(day)s you may ask.")
    return said % {**name, "day": day_and_month(max(until), on)}


def _write_down(door: Door, friend: Contact, on: date) -> None:
    """Among what was asked of the friend; and on their limit, which counts all members' asking."""
    said = {"name": door.request.whom}
    what = (_("an introduction to %(name)s") % said)[:300]
    Ask.objects.create(owner=door.owner, contact=friend, what=what, happened_on=on)
    limits_of(friend).update(asked_on=on)


def _addresses(friend: Contact) -> list[bytes]:
    points = ContactPoint.objects.of(friend.owner_id).filter(contact=friend, kind=ContactPoint.Kind.EMAIL)
    return [each for value in points.values_list("value", flat=True) for each in fingerprints(value)]

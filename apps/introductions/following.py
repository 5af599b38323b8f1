"""What follows a yes, as the member tells it: they wrote, you met, your friend was thanked, and told.

Run inside an act of the member's; each raises NotNow where it is not so far, or was said before. Others read
of it that the two met, and nothing else; where an act is taken back, `tell_letters` takes that back too.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.contacts.models import Interaction
from apps.introductions import copies, verbs
from apps.introductions.answers import name_in
from apps.introductions.in_book import put_in_book
from apps.introductions.models import HAPPENED, Door, IntroductionRequest, State

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.acts import Act


def happened(request: IntroductionRequest, name: str = "", *, now: datetime) -> None:
    """They wrote, as they had said: in the book from now on, introduced by the friend.

    `name` is what they are called, where the request was for nobody by name.
    """
    verbs.happened(request, now=now)
    _keep(request, name, now)


def met(request: IntroductionRequest, name: str = "", *, now: datetime) -> None:
    """The two have met: a meeting of today's, with whoever it is in the book."""
    verbs.met(request, now=now)
    _keep(request, name, now)
    if request.contact:
        on = request.owner.day(now)
        Interaction.log(request.owner, [request.contact], kind=Interaction.Kind.MET, on=on, now=now)


def thanked(request: IntroductionRequest, *, now: datetime) -> None:
    """The friend was thanked: in touch with them today."""
    verbs.thanked(request, now=now)
    _in_touch(request, now)


def told(request: IntroductionRequest, *, now: datetime) -> None:
    """The friend knows how it went: in touch with them today."""
    verbs.told(request, now=now)
    _in_touch(request, now)


def tell_letters(member: Member, act: Act, touched: dict[type[Any], set[int]]) -> None:
    """After an act was taken back: friends' letters say as much of these requests as is so now."""
    requests = touched.get(IntroductionRequest)
    if not requests:
        return
    doors = Door.objects.of(member).filter(request__in=requests, request__state__in=HAPPENED)
    opened = doors.filter(answer__in=verbs.YES, end=Door.End.ANSWERED)
    for door in opened.select_related("request", "link"):
        have_met = door.request.state in (State.MET, State.TOLD)
        copies.now_says(door.link, stands="met" if have_met else "introduced")


def opener_of(request: IntroductionRequest) -> Door | None:
    """The door through which it came about."""
    doors = verbs.doors_of(request).filter(answer__in=verbs.YES).select_related("owner", "contact")
    door: Door | None = doors.first()
    return door


def _keep(request: IntroductionRequest, name: str, now: datetime) -> None:
    """Whoever it is, in the book; nobody where they have no name yet."""
    door = opener_of(request)
    called = name or name_in(request.whom)
    if door and (request.contact or called):
        door.request = request
        put_in_book(door, called, now=now)


def _in_touch(request: IntroductionRequest, now: datetime) -> None:
    door = opener_of(request)
    if door and door.contact and not door.contact.died_on:
        kind, on = Interaction.Kind.WROTE, request.owner.day(now)
        Interaction.log(request.owner, [door.contact], kind=kind, on=on, now=now)

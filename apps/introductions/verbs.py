"""What can happen to a request: each verb claims the state it needs, and leaves a dated line of who did it.

A verb raises NotNow, and changes nothing, when the request is elsewhere already: of twenty that press at
the same instant one is first. They run inside the requester's scope: the member's in an act (which cannot be
taken back where something has left the building), a stranger's after `find(token, …)` in
`acting_as(link.member)`; the clock's run as owner of the tables. Limits of asking are in `asking.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.core.handed import Link
from apps.introductions import copies, kept
from apps.introductions.models import (
    HAPPENED,
    OPEN,
    Door,
    IntroductionRequest,
    State,
    Transition,
)

DAYS = 10
"""So long a friend has the question, and so long the one to meet has the letter."""
DAYS_AFTER_A_YES = 90
"""So long both letters can be read after a yes; until then friends may learn that they met."""
YES = (Door.Answer.KNOWS_WELL, Door.Answer.HAS_MET)
By = Transition.By


class NotNow(Exception):
    """The request, or the door, is in another state than this verb needs; nothing was changed."""


def prepare(door: Door, *, now: datetime) -> Link:
    """The address for this friend, to be sent by the member; NotNow while another has the question.

    One door at a time: an address made for another friend before, and maybe sent, opens nothing any more.
    """
    with transaction.atomic():
        request = _held(door)
        _only(request, State.DRAFT, State.WAITING)
        _only_unopened(door)
        if door.link is None or door.link.has_ended(now):
            door.link = copies.hand_to_friend(door, now=now)
            door.save(update_fields=["link"])
        others = doors_of(request).filter(_unopened()).exclude(pk=door.pk)
        copies.revoke(others.values_list("link", flat=True), now=now)
    return door.link


def ask(door: Door, *, now: datetime, by_mail: bool = False, by: str = By.MEMBER) -> None:
    """The friend has the question from today on, for ten days; no other has it."""
    with transaction.atomic():
        link = prepare(door, now=now)
        closes_on = door.owner.day(now) + timedelta(days=DAYS)
        _claim(door.request, (State.DRAFT, State.WAITING), State.ASKED, by=by, now=now, closes_on=closes_on)
        _claim_door(door, _unopened(), opened_at=now, by_mail=by_mail, closes_on=closes_on)
        copies.goes_on_until(link, closes_on, door.owner.zone)
        if door.contact_id:  # nor does this friend have two questions, of two requests
            of_friend = Door.objects.of(door.owner_id).filter(_unopened(), contact=door.contact_id)
            copies.revoke(of_friend.values_list("link", flat=True), now=now)


def friend_says(door: Door, answer: str, *, now: datetime, named: str = "") -> Link | None:
    """The friend's answer, once; of a yes the address to pass on. `named` is who else might.

    Somebody who answers before the member has said "I have sent it" has been sent it.
    """
    with transaction.atomic():
        request = _held(door)
        if door.opened_at is None:
            ask(door, now=now)
        on, said = door.owner.day(now), Door.Answer(answer)
        ended = {"ended_at": now, "end": Door.End.ANSWERED}
        _claim_door(door, _open() & Q(closes_on__gte=on), answer=said, answered_at=now, named=named, **ended)
        if said in YES:
            return _pass_on(door, now=now)
        _claim(request, (State.ASKED,), State.WAITING, by=By.FRIEND, now=now, closes_on=None)
        copies.now_says(door.link, answer=said, stands="no")
    return None


def friend_takes_back(door: Door, *, now: datetime) -> None:
    """The letter passed on opens nothing any more. The request ends on its day, as after a silence."""
    with transaction.atomic():
        _only(_held(door), State.WITH_TARGET)
        _claim_door(door, Q(end=Door.End.ANSWERED, answer__in=YES), end=Door.End.TAKEN_BACK, ended_at=now)
        copies.revoke([door.target_link_id], now=now)
        copies.now_says(door.link, stands="taken_back")


def target_will_write(door: Door, *, now: datetime) -> None:
    """They said yes and were given the member's address; nothing of theirs is kept."""
    with transaction.atomic():
        _yes(door, State.YES, now=now)
        copies.now_says(door.target_link, stands="yes", address=door.request.address or door.owner.email)
        copies.now_says(door.link, stands="introduced")


def target_is_introduced(door: Door, *, now: datetime) -> None:
    """They said yes and confirmed their own address: both get a mail, which the caller puts in the outbox."""
    with transaction.atomic():
        _yes(door, State.INTRODUCED, now=now, introduced_on=door.owner.day(now))
        address = door.request.address or door.owner.email
        copies.now_says(door.target_link, stands="introduced", address=address)
        copies.now_says(door.link, stands="introduced")


def happened(request: IntroductionRequest, *, now: datetime) -> None:
    """They wrote, as they had said."""
    on = request.owner.day(now)
    _claim(request, (State.YES,), State.INTRODUCED, by=By.MEMBER, now=now, introduced_on=on)


def met(request: IntroductionRequest, *, now: datetime) -> None:
    """The two have met; the friend's letter says so, and nothing else."""
    on = request.owner.day(now)
    with transaction.atomic():
        came = (State.YES, State.INTRODUCED)
        introduced_on = request.introduced_on or on
        _claim(request, came, State.MET, by=By.MEMBER, now=now, met_on=on, introduced_on=introduced_on)
        for door in doors_of(request).filter(answer__in=YES):
            copies.now_says(door.link, stands="met")


def thanked(request: IntroductionRequest, *, now: datetime) -> None:
    """The friend who opened the door was thanked; once, whatever else has come of it."""
    on = request.owner.day(now)
    rows = IntroductionRequest.objects.of(request.owner_id).filter(pk=request.pk, thanked_on=None)
    if not rows.filter(state__in=HAPPENED).update(thanked_on=on):
        raise NotNow("thanked")
    request.thanked_on = on


def told(request: IntroductionRequest, *, now: datetime) -> None:
    """The friend was told how it went."""
    _claim(request, (State.MET,), State.TOLD, by=By.MEMBER, now=now, told_on=request.owner.day(now))


def withdraw(request: IntroductionRequest, *, now: datetime) -> None:
    """The member does not ask any more: no address of this request opens anything from now on."""
    with transaction.atomic():
        on = request.owner.day(now)
        _claim(request, OPEN, State.WITHDRAWN, by=By.MEMBER, now=now, closes_on=None, closed_on=on)
        doors = doors_of(request)
        copies.revoke(_links(doors), now=now)
        doors.filter(_open()).update(ended_at=now, end=Door.End.WITHDRAWN)
        doors.filter(_unopened()).update(ended_at=now, end=Door.End.CANCELLED)


def expire_door(door: Door, *, now: datetime) -> None:
    """The friend's last day is over: the next may be asked; where there is none, the request has ended."""
    with transaction.atomic():
        request, on = _held(door), door.owner.day(now)
        _claim_door(door, _open() & Q(closes_on__lt=on), ended_at=now, end=Door.End.EXPIRED)
        another = doors_of(request).filter(_unopened()).exists()
        ended = {} if another else {"closed_on": door.closes_on}
        state = State.WAITING if another else State.EXPIRED
        _claim(request, (State.ASKED,), state, by=By.CLOCK, now=now, closes_on=None, **ended)


def close(request: IntroductionRequest, *, now: datetime) -> None:
    """Its last day is over without a yes. A no and a silence end here alike; what was answered is wiped."""
    last_day, on = request.closes_on, request.owner.day(now)
    if last_day is None or last_day >= on:
        raise NotNow("close")
    with transaction.atomic():
        closed = {"closes_on": None, "closed_on": last_day}
        _claim(request, (State.WITH_TARGET,), State.CLOSED, by=By.CLOCK, now=now, **closed)
        links = _links(doors_of(request))
        copies.revoke(links, now=now)
        kept.let_go(links, now=now)


def doors_of(request: IntroductionRequest) -> Any:
    """Its doors, in no order."""
    return Door.objects.of(request.owner_id).filter(request=request)


def _pass_on(door: Door, *, now: datetime) -> Link:
    """A friend said yes: fallbacks are not needed any more, and the one to meet has ten days."""
    zone, closes_on = door.owner.zone, door.owner.day(now) + timedelta(days=DAYS)
    _claim(door.request, (State.ASKED,), State.WITH_TARGET, by=By.FRIEND, now=now, closes_on=closes_on)
    others = doors_of(door.request).filter(_unopened())
    copies.revoke(others.values_list("link", flat=True), now=now)
    others.update(ended_at=now, end=Door.End.CANCELLED)
    link = copies.hand_to_target(door, closes_on, now=now)
    door.target_link = link
    door.save(update_fields=["target_link"])
    copies.goes_on_until(door.link, closes_on, zone)
    copies.now_says(door.link, answer=door.answer, stands="yes", onward=link.pk)
    return link


def _yes(door: Door, state: State, *, now: datetime, **columns: Any) -> None:
    """The request is theirs, unless it was taken back or is over; letters stay readable a while."""
    request, on = _held(door), door.owner.day(now)
    _only_answered(door)
    if request.closes_on is None or request.closes_on < on:
        raise NotNow(state)
    _claim(request, (State.WITH_TARGET,), state, by=By.TARGET, now=now, closes_on=None, **columns)
    for link in (door.link, door.target_link):
        copies.goes_on_until(link, on + timedelta(days=DAYS_AFTER_A_YES), door.owner.zone)


def _held(door: Door) -> IntroductionRequest:
    """The door's request, read anew and held until the transaction ends; so is what it knows of the door."""
    request: IntroductionRequest = (
        IntroductionRequest.objects.of(door.owner_id).select_for_update().get(pk=door.request_id)
    )
    door.refresh_from_db()
    door.request = request
    return request


def _claim(
    request: IntroductionRequest,
    come_from: Collection[str],
    state: State,
    *,
    by: str,
    now: datetime,
    **columns: Any,
) -> None:
    rows = IntroductionRequest.objects.of(request.owner_id).filter(pk=request.pk, state__in=come_from)
    with transaction.atomic():
        if not rows.update(state=state, **columns):
            raise NotNow(state)
        Transition.objects.create(
            owner_id=request.owner_id, request=request, state=state, by=by, happened_at=now
        )
    for column, value in {"state": state, **columns}.items():
        setattr(request, column, value)


def _claim_door(door: Door, stands: Q, **columns: Any) -> None:
    if not Door.objects.of(door.owner_id).filter(stands, pk=door.pk).update(**columns):
        raise NotNow(f"door {door.pk}")
    for column, value in columns.items():
        setattr(door, column, value)


def _only(request: IntroductionRequest, *states: State) -> None:
    if request.state not in states:
        raise NotNow(request.state)


def _only_unopened(door: Door) -> None:
    if door.opened_at or door.ended_at:
        raise NotNow(f"door {door.pk}")


def _only_answered(door: Door) -> None:
    if door.end != Door.End.ANSWERED or door.answer not in YES:
        raise NotNow(f"door {door.pk}")


def _open() -> Q:
    return Q(opened_at__isnull=False, ended_at=None)


def _unopened() -> Q:
    return Q(opened_at=None, ended_at=None)


def _links(doors: Any) -> list[int]:
    pairs = doors.values_list("link", "target_link")
    return [pk for pair in pairs for pk in pair if pk]

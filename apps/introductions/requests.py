"""Requests the member made: by what they wait for; and writing one, with the friends who may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Q

from apps.contacts.models import Contact
from apps.core.dates import add_months
from apps.introductions import copies
from apps.introductions.asking import MONTHS_AFTER
from apps.introductions.models import OPEN, Door, IntroductionRequest, State, Transition
from apps.introductions.standing import Standing, standings_of
from apps.introductions.verbs import NotNow, doors_of

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 200
MOST_OVER = 50
FOR_ME = (State.MET, State.INTRODUCED, State.YES, State.WAITING, State.DRAFT)
"""What waits for the member, what they owe to others first."""


@dataclass(slots=True)
class Overview:
    """All requests by what they wait for; those that are over, the last first."""

    mine: list[Standing] = field(default_factory=list)
    with_friends: list[Standing] = field(default_factory=list)
    passed_on: list[Standing] = field(default_factory=list)
    over: list[Standing] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing was ever asked."""
        return not (self.mine or self.with_friends or self.passed_on or self.over)


def overview(member: Member, today: date) -> Overview:
    """Everything the list shows; three queries at any size."""
    going_on = Q(state__in=(*OPEN, State.YES, State.INTRODUCED, State.MET))
    mine = of(member)
    under_way = list(mine.filter(going_on).order_by("closes_on", "-pk")[:MOST])
    over = list(mine.exclude(going_on).order_by("-pk")[:MOST_OVER])
    shown = Overview()
    for row in standings_of(member, [*under_way, *over], today):
        _place_of(shown, row).append(row)
    shown.mine.sort(key=lambda row: FOR_ME.index(State(row.request.state)))
    return shown


def of(member: Member) -> Any:
    """The member's requests, with whom they are about read along."""
    return IntroductionRequest.objects.of(member).select_related("contact", "owner", "organisation")


def standing(member: Member, request: IntroductionRequest, today: date) -> Standing:
    """One request with its doors."""
    return standings_of(member, [request], today)[0]


def under_way_with(member: Member, contact: Contact) -> IntroductionRequest | None:
    """The request for this person that is not over, if there is one."""
    found: IntroductionRequest | None = (
        of(member).filter(contact=contact, state__in=OPEN).order_by("-pk").first()
    )
    return found


def rewrite(request: IntroductionRequest, *, now: datetime, **columns: Any) -> None:
    """Its words anew; addresses handed out and not asked with yet show them too. NotNow once it is asked."""
    rows = IntroductionRequest.objects.of(request.owner_id)
    with transaction.atomic():
        if not rows.filter(pk=request.pk, state__in=(State.DRAFT, State.WAITING)).update(**columns):
            raise NotNow(request.state)
        request.refresh_from_db()
        waiting = doors_of(request).filter(opened_at=None, ended_at=None, link__isnull=False)
        for door in waiting.select_related("contact"):
            door.request = request
            copies.copy_again(door)


def add_friend(request: IntroductionRequest, friend: Contact) -> Door:
    """One more who may be asked, after the others; NotNow once somebody has passed it on, or it is over.

    Who is among them already, and was not asked yet, stays where they are.
    """
    with transaction.atomic():
        _held_open(request)
        place = doors_of(request).aggregate(last=Max("position"))["last"]
        door, _made = Door.objects.get_or_create(
            owner_id=request.owner_id,
            request=request,
            contact=friend,
            defaults={"called": friend.name, "position": 0 if place is None else place + 1},
        )
    return door


def put_first(door: Door) -> None:
    """This friend is asked before the others who were not asked yet."""
    with transaction.atomic():
        _held_open(door.request)
        waiting = list(
            doors_of(door.request).filter(opened_at=None, ended_at=None).order_by("position", "pk")
        )
        if door not in waiting:
            raise NotNow(f"door {door.pk}")
        places = sorted(each.position for each in waiting)
        for place, each in zip(places, [door, *(each for each in waiting if each != door)], strict=True):
            Door.objects.of(door.owner_id).filter(pk=each.pk).update(position=place)


def remove_friend(door: Door, *, now: datetime) -> None:
    """This friend is not to be asked after all; NotNow where they were."""
    with transaction.atomic():
        _held_open(door.request)
        if not doors_of(door.request).filter(pk=door.pk, opened_at=None, ended_at=None).delete()[0]:
            raise NotNow(f"door {door.pk}")
        copies.revoke([door.link_id], now=now)


def delete(request: IntroductionRequest, *, now: datetime) -> None:
    """It is gone with all it handed out; NotNow where `may_be_deleted` says that it has to stay."""
    with transaction.atomic():
        held = IntroductionRequest.objects.of(request.owner_id).select_for_update().get(pk=request.pk)
        if not may_be_deleted(held, request.owner.day(now)):
            raise NotNow(held.state)
        pairs = doors_of(request).values_list("link", "target_link")
        copies.revoke([pk for pair in pairs for pk in pair], now=now)
        held.delete()


def may_be_deleted(request: IntroductionRequest, today: date) -> bool:
    """A draft at once; what is over once no limit counts from it any more."""
    if request.state == State.DRAFT:
        return True
    last = request.told_on or request.closed_on or request.met_on or request.introduced_on
    if request.state == State.YES:  # they never wrote
        said = Transition.objects.of(request.owner_id).filter(request=request, state=State.YES).last()
        last = request.owner.day(said.happened_at) if said else None
    return last is not None and add_months(last, MONTHS_AFTER) <= today


def _held_open(request: IntroductionRequest) -> None:
    held = IntroductionRequest.objects.of(request.owner_id).select_for_update().get(pk=request.pk)
    if held.state not in (State.DRAFT, State.ASKED, State.WAITING):
        raise NotNow(held.state)


def _place_of(shown: Overview, row: Standing) -> list[Standing]:
    state = row.request.state
    if state == State.ASKED:
        return shown.with_friends
    if state == State.WITH_TARGET:
        return shown.passed_on
    return shown.mine if state in FOR_ME else shown.over

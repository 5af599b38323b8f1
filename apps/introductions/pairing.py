"""What can happen to two people whom the member would introduce: written, asked, agreed to, withdrawn.

As in `verbs.py`: each verb claims the state it needs and raises NotNow, changing nothing, where the pairing
is elsewhere already. `agree` runs inside `acting_as(link.member)`, found by the letter's link alone; what one
of the two answered is in `kept.py`, where nobody can read it. The clock's part is in `pairings_clock.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.contacts.models import Contact
from apps.core import outbox
from apps.core.dates import add_months, day_and_month
from apps.core.models import Link
from apps.introductions import asking, copies, kept
from apps.introductions.models import Pairing, Side
from apps.introductions.verbs import DAYS, DAYS_AFTER_A_YES, NotNow

if TYPE_CHECKING:
    from apps.accounts.models import Member

State = Pairing.State
PAIRED = "introductions:paired"
"""The mail to each of the two."""


def draft(
    member: Member, people: Sequence[Contact], notes: Sequence[str], *, now: datetime, **columns: Any
) -> Pairing:
    """Two of the member's people, written down and shown to nobody yet."""
    made: Pairing = Pairing.objects.create(owner=member, created_at=now, **columns)
    for person, note in zip(people, notes, strict=True):
        Side.objects.create(owner=member, pairing=made, contact=person, called=person.name, note=note)
    return made


def rewrite(pairing: Pairing, notes: Sequence[str], **columns: Any) -> None:
    """Its words anew; NotNow once both are asked."""
    with transaction.atomic():
        _held(pairing, State.DRAFT)
        _mine(pairing).update(**columns)
        for side, note in zip(sides_of(pairing), notes, strict=False):
            Side.objects.of(pairing.owner_id).filter(pk=side.pk).update(note=note)


def ask(pairing: Pairing, *, now: datetime) -> None:
    """A letter for each, to be sent by the member; both may agree from today on, for ten days.

    MayNotAsk where one of them is let be, or wants to be asked less, or the two were asked not long ago.
    """
    with transaction.atomic():
        _held(pairing, State.DRAFT)
        on = pairing.owner.day(now)
        if why := bar(pairing, on):
            raise asking.MayNotAsk(why)
        closes_on = on + timedelta(days=DAYS)
        _claim(pairing, State.DRAFT, State.ASKED, closes_on=closes_on)
        sides = sides_of(pairing)
        for side, other in zip(sides, reversed(sides), strict=True):
            side.link = copies.hand_to_side(pairing, side, other, closes_on, now=now)
            side.save(update_fields=["link"])
            asking.limits_of(side.contact).update(asked_on=on)


def agree(link: Link, address: str, *, now: datetime) -> bool:
    """One of the two agrees, with an address confirmed by code; True where both have: a mail goes to each.

    Alone it leaves no trace that anybody could read.
    """
    with transaction.atomic():
        pairing = _pairing_of(link)
        _held(pairing, State.ASKED)
        if pairing.closes_on is None or pairing.closes_on < pairing.owner.day(now):
            raise NotNow(pairing.state)
        others = kept.agree(link, address, now=now)
        if others:
            _introduce(pairing, link, address, others, now=now)
    return bool(others)


def withdraw(pairing: Pairing, *, now: datetime) -> None:
    """The member does not ask any more; no letter opens, and what was answered is gone unread."""
    with transaction.atomic():
        _claim(pairing, State.ASKED, State.WITHDRAWN, closes_on=None, ended_on=pairing.owner.day(now))
        _shut(pairing, now=now)


def delete(pairing: Pairing, *, now: datetime) -> None:
    """It is gone with its letters; NotNow where `may_be_deleted` says that it has to stay."""
    with transaction.atomic():
        held = _mine(pairing).select_for_update().get()
        if not may_be_deleted(held, pairing.owner.day(now)):
            raise NotNow(held.state)
        _shut(held, now=now)
        held.delete()


def may_be_deleted(pairing: Pairing, today: date) -> bool:
    """A draft, and what is over; after a closing once no limit counts from it any more."""
    if pairing.state == State.CLOSED and pairing.ended_on:
        return add_months(pairing.ended_on, asking.MONTHS_AFTER) <= today
    return pairing.state != State.ASKED


def bar(pairing: Pairing, on: date) -> str:
    """What stands in the way of asking these two on that day, as a sentence; "" where nothing does."""
    sides = sides_of(pairing)
    people = [side.contact for side in sides if side.contact]
    if len(people) < 2 or people[0].pk == people[1].pk:
        return _("Not both of them are among your people any more.")
    barred = (asking.bar_of_reaching(person, on) for person in people)
    return next(filter(None, barred), "") or _bar_of_both(pairing, people, on)


def sides_of(pairing: Pairing) -> list[Side]:
    """The two, in the order in which they were named."""
    sides = Side.objects.of(pairing.owner_id).filter(pairing=pairing)
    return list(sides.select_related("contact", "link").order_by("pk"))


def with_both(member: Member, people: Sequence[Contact]) -> Any:
    """The member's pairings of these two."""
    rows = Pairing.objects.of(member)
    for person in people:
        rows = rows.filter(pk__in=Side.objects.of(member).filter(contact=person).values("pairing"))
    return rows


def _bar_of_both(pairing: Pairing, people: Sequence[Contact], on: date) -> str:
    others = with_both(pairing.owner, people).exclude(pk=pairing.pk)
    if others.filter(state=State.ASKED).exists():
        return _("Both have a letter about each other already.")
    closed = others.filter(state=State.CLOSED).order_by("-ended_on").values_list("ended_on", flat=True)
    last = closed.first()
    from_on = add_months(last, asking.MONTHS_AFTER) if last else on
    if from_on <= on:
        return ""
    said = _("You asked these two within six months. From %(day)s you may ask again.")
    return said % {"day": day_and_month(from_on, on)}


def _introduce(pairing: Pairing, link: Link, address: str, others: str, *, now: datetime) -> None:
    """Both have agreed: the record says so, letters stay readable a while, and each gets one mail.

    No member can read in their delivery log where the mails went: the two told each other, and nobody else.
    """
    on = pairing.owner.day(now)
    _claim(pairing, State.ASKED, State.INTRODUCED, closes_on=None, ended_on=on)
    sides = sides_of(pairing)
    for side, other in zip(sides, reversed(sides), strict=True):
        if side.link is None:
            continue
        recipient, reply_to = (address, others) if side.link_id == link.pk else (others, address)
        said = copies.for_side(pairing, side, other)
        names = {name: said[name] for name in ("from", "other", "other_short")}
        secret = {"letter": side.link_id, "reply_to": reply_to, **names}
        outbox.put(key=f"{PAIRED}:{side.pk}", kind=PAIRED, recipient=recipient, secret=secret, now=now)
        copies.now_says(side.link, stands="introduced")
        copies.goes_on_until(side.link, on + timedelta(days=DAYS_AFTER_A_YES), pairing.owner.zone)
        kept.forget(side.link)


def _pairing_of(link: Link) -> Pairing:
    side = Side.objects.of(link.member_id).filter(link=link).select_related("pairing__owner").first()
    if side is None:
        raise NotNow("the pairing is gone")
    pairing: Pairing = side.pairing
    return pairing


def _shut(pairing: Pairing, *, now: datetime) -> None:
    sides = sides_of(pairing)
    copies.revoke([side.link_id for side in sides], now=now)
    for side in sides:
        if side.link:
            kept.forget(side.link)


def _held(pairing: Pairing, state: State) -> None:
    """Read anew and held until the transaction ends."""
    row = _mine(pairing).select_for_update().first()
    if row is None or row.state != state:
        raise NotNow(row.state if row else "gone")
    pairing.state, pairing.closes_on = row.state, row.closes_on


def _claim(pairing: Pairing, come_from: State, state: State, **columns: Any) -> None:
    if not _mine(pairing).filter(state=come_from).update(state=state, **columns):
        raise NotNow(state)
    for column, value in {"state": state, **columns}.items():
        setattr(pairing, column, value)


def _mine(pairing: Pairing) -> Any:
    return Pairing.objects.of(pairing.owner_id).filter(pk=pairing.pk)

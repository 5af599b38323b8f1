"""Letters and their links: what a page outside may show, copied when it was agreed, and for how long.

A friend's copy holds: `from`, `from_short`, `about`, `site` (who asks); `to` (the friend's first name);
`whom`, `whom_short`, `whom_name` (maybe none), `what` (who is to be met); `why`, `gives`, `note`;
`stands`, one of "asked", "yes", "no", "taken_back", "introduced", "met"; and from a yes on `onward`, the pk
of the link to pass on.
A target's holds who asks, `whom`, `whom_short`, `why`, `gives`; `through` (the friend's first name);
`stands`, one of "open", "yes", "introduced"; and `address` of whoever asks, but only after a yes.
That of one of two people holds `from`, `from_short` (who would introduce them), `to` and `other`,
`other_short` (the two, by name alone), `why` (both read it), `note` (only they), `stands`, "open" or
"introduced"; never an address.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Func, JSONField, Value

from apps.core.dates import instant_of
from apps.core.handed import Link
from apps.introductions.answers import name_in
from apps.introductions.cleaning import clean_line, clean_name, clean_text, first_of
from apps.introductions.models import Card, Door, IntroductionRequest, Letter, Pairing, Side

FRIEND = "friend"
TARGET = "target"
PAIR = "pair"


def hand_to_friend(door: Door, *, now: datetime) -> Link:
    """The friend's address, with the question as it stands."""
    link = Link.hand_out(door.owner_id, FRIEND, now=now)
    Letter.objects.create(link=link, shown=for_friend(door), created_at=now)
    return link


def hand_to_target(door: Door, closes_on: date, *, now: datetime) -> Link:
    """The address that the friend passes on; good until that day is over for the member."""
    ends_at = _end_of(closes_on, door.owner.zone)
    link = Link.hand_out(door.owner_id, TARGET, now=now, ends_at=ends_at)
    Letter.objects.create(link=link, shown=for_target(door), closes_on=closes_on, created_at=now)
    return link


def hand_to_side(pairing: Pairing, side: Side, other: Side, closes_on: date, *, now: datetime) -> Link:
    """The address for one of two people, to be sent by the member; good until that day is over for them."""
    ends_at = _end_of(closes_on, pairing.owner.zone)
    link = Link.hand_out(pairing.owner_id, PAIR, now=now, ends_at=ends_at)
    shown = for_side(pairing, side, other)
    Letter.objects.create(link=link, shown=shown, closes_on=closes_on, created_at=now)
    return link


def copy_again(door: Door) -> None:
    """The question was rewritten before it was asked: its address shows it as it is now."""
    Letter.objects.filter(link=door.link, wiped_at=None).update(shown=for_friend(door))


def now_says(link: Link | None, *, answer: str | None = None, **facts: Any) -> None:
    """Change what a letter shows, unless its reader has deleted it."""
    patch = Func(F("shown"), Value(facts, JSONField()), function="jsonb_concat")
    more = {} if answer is None else {"answer": answer}
    Letter.objects.filter(link=link, wiped_at=None).update(shown=patch, **more)


def goes_on_until(link: Link | None, last_day: date, zone: ZoneInfo) -> None:
    """From now on an address is good until that day is over."""
    if link:
        link.ends_at = _end_of(last_day, zone)
        link.save(update_fields=["ends_at"])
    Letter.objects.filter(link=link).update(closes_on=last_day)


def revoke(link_ids: Iterable[int | None], *, now: datetime) -> None:
    """These addresses open nothing any more, and what their pages showed is wiped: nobody could delete it."""
    links = [pk for pk in link_ids if pk]
    Link.objects.filter(pk__in=links, revoked_at=None).update(revoked_at=now)
    Letter.objects.filter(link__in=links, wiped_at=None).update(shown={}, wiped_at=now)


def wipe(link_id: int, *, now: datetime) -> None:
    """Its reader deleted what the page shows; nothing else is changed by it."""
    Letter.objects.filter(link_id=link_id, wiped_at=None).update(shown={}, answer="", wiped_at=now)


def wipe_ended(now: datetime) -> None:
    """What pages showed whose last day is over: they open no more, so nobody could delete it there."""
    Letter.objects.filter(link__ends_at__lte=now, wiped_at=None).update(shown={}, wiped_at=now)


def for_friend(door: Door) -> dict[str, Any]:
    """What a friend's letter shows, while nothing is answered."""
    request = door.request
    called = door.contact.first_name if door.contact else door.called
    return (
        _asker(request)
        | _asked_for(request)
        | {
            "to": clean_name(called),
            "whom_name": clean_name(request.contact.first_name)
            if request.contact
            else name_in(clean_line(request.whom)),
            "what": clean_line(request.what),
            "note": clean_text(request.note),
            "stands": "asked",
        }
    )


def for_target(door: Door) -> dict[str, Any]:
    """What the letter that the friend passes on shows; nothing of where the member can be reached."""
    called = door.contact.first_name if door.contact else door.called
    return _asker(door.request) | _asked_for(door.request) | {"through": clean_name(called), "stands": "open"}


def for_side(pairing: Pairing, side: Side, other: Side) -> dict[str, Any]:
    """What the letter to one of two people shows; nothing of where anybody can be reached."""
    name, whom = clean_name(pairing.signed or pairing.owner.name), clean_name(other.called)
    return {
        "from": name,
        "from_short": first_of(name),
        "to": first_of(clean_name(side.called)),
        "other": whom,
        "other_short": first_of(whom),
        "why": clean_text(pairing.why),
        "note": clean_text(side.note),
        "stands": "open",
    }


def _asker(request: IntroductionRequest) -> dict[str, Any]:
    name = clean_name(request.signed or request.owner.name)
    card = Card.objects.of(request.owner_id).only("site").first()
    return {
        "from": name,
        "from_short": first_of(name),
        "about": clean_line(request.about),
        "site": clean_line(card.site) if card else "",
    }


def _asked_for(request: IntroductionRequest) -> dict[str, Any]:
    whom = clean_line(request.whom)
    short = clean_name(request.contact.first_name) if request.contact else ""
    return {
        "whom": whom,
        "whom_short": short or whom,
        "why": clean_text(request.why),
        "gives": clean_text(request.gives),
    }


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return instant_of(day + timedelta(days=1), time.min, zone)

"""A friend's own page of doors they opened, without an account, by an address of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from apps.core.handed import Link, find
from apps.core.links import LinkRefused
from apps.introductions.copies import now_says
from apps.introductions.models import Letter

DOORS = "doors"
MOST = 200
"""Doors on one page."""


class KeptAlready(Exception):
    """This door is on such a page; its address is told to nobody again."""


class NoSuchPage(Exception):
    """The address given is none of a page of doors, or it is full."""


@dataclass(frozen=True, slots=True)
class DoorOpened:
    """One door on the page: who asked, whom they wanted to meet, how far it came."""

    asker: str
    whom: str
    on: date
    stands: str


def keep(letter: Letter, address: str, *, on: date, now: datetime, anew: bool = False) -> Link:
    """The door of this friend's letter, on the page behind `address`, or on a new one where that is empty.

    KeptAlready (unless `anew`: its address was lost), NoSuchPage. Of two presses at once one is first.
    """
    with transaction.atomic():
        held = Letter.objects.select_for_update().get(pk=letter.pk)
        if held.shown.get("kept") and not anew:
            raise KeptAlready
        now_says(letter.link, kept=True)
        door = _door(letter, on)
        if address:
            return _add(door, address, now=now)
        link = Link.hand_out(letter.link.member_id, DOORS, now=now)
        shown = {"to": letter.shown.get("to", ""), "doors": [door]}
        Letter.objects.create(link=link, shown=shown, created_at=now)
        return link


def doors_of(letter: Letter) -> list[DoorOpened]:
    """The doors on a page, the newest first; each as its own letter tells it, while that is there."""
    kept: Sequence[dict[str, Any]] = letter.shown.get("doors", [])
    letters = Letter.objects.filter(link__in=[door["link"] for door in kept])
    stands = {pk: shown.get("stands", "yes") for pk, shown in letters.values_list("link_id", "shown")}
    return [
        DoorOpened(door["for"], door["whom"], date.fromisoformat(door["on"]), stands.get(door["link"], "yes"))
        for door in reversed(kept)
    ]


def _add(door: dict[str, Any], address: str, *, now: datetime) -> Link:
    token = address.strip().rstrip("/").rpartition("/")[2]
    try:
        link = find(token, [DOORS], now=now)
    except LinkRefused:
        raise NoSuchPage from None
    page = Letter.objects.select_for_update().filter(link=link, wiped_at=None).first()
    if page is None or len(page.shown["doors"]) >= MOST:
        raise NoSuchPage
    page.shown["doors"].append(door)
    page.save(update_fields=["shown"])
    return link


def _door(letter: Letter, on: date) -> dict[str, Any]:
    shown = letter.shown
    return {
        "link": letter.link_id,
        "for": shown.get("from_short", ""),
        "whom": shown.get("whom_short", ""),
        "on": on.isoformat(),
    }

"""Opening a link that somebody handed on: whoever guesses is slowed down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from apps.core.cache import used_up, within
from apps.core.handed import Link, find
from apps.core.links import LinkRefused

FALSE_TRIES = 30
IN_SECONDS = 600


class TooManyTries(Exception):
    """So many false tokens came from this place that the next ones are not answered; a page says 429."""


def opened(
    request: HttpRequest,
    token: str,
    purposes: Collection[str],
    *,
    now: datetime,
    tries: int = FALSE_TRIES,
    shuts: bool = False,
) -> Link:
    """The link of a token, as `find` says it; enters no scope.

    Raises LinkRefused, or TooManyTries once a place has tried `tries` tokens in ten minutes that were never
    given out. A true one opens all the same, since many programs may read from behind one address; with
    `shuts` nothing opens there until those minutes are over.
    """
    if shuts and used_up(tries, *_guesses_of(request)):
        raise TooManyTries
    try:
        return find(token, purposes, now=now)
    except LinkRefused as refused:
        if _is_one_too_many(refused, request, tries):
            raise TooManyTries from None
        raise


def status_of(refused: LinkRefused, request: HttpRequest) -> int:
    """What a page answers whose signed link was refused; 429 once its place has tried too many false ones."""
    return 429 if _is_one_too_many(refused, request, FALSE_TRIES) else refused.status


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as limits count it."""
    return str(get_adapter(request).get_client_ip(request))


def _guesses_of(request: HttpRequest) -> tuple[str, str]:
    """What counts guesses of one place, whatever it guesses at."""
    return "false_token", place_of(request)


def _is_one_too_many(refused: LinkRefused, request: HttpRequest, tries: int) -> bool:
    """Count a token that was never given out; whether its place has tried more than `tries` of them."""
    return refused.reason == "broken" and not within(tries, IN_SECONDS, *_guesses_of(request))

"""Opening a link that somebody handed on: whoever guesses is slowed down."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from apps.core.cache import within
from apps.core.handed import Link, find
from apps.core.links import LinkRefused

FALSE_TRIES = 30
IN_SECONDS = 600


class TooManyTries(Exception):
    """So many false tokens came from this address that the next ones are not answered; a page says 429."""


def opened(request: HttpRequest, token: str, purposes: Collection[str], *, now: datetime) -> Link:
    """The link of a token, as `find` says it; enters no scope.

    Raises LinkRefused, or TooManyTries once an address has tried thirty tokens in ten minutes that were
    never given out. A true one opens all the same: many programs may read from behind one address.
    """
    try:
        return find(token, purposes, now=now)
    except LinkRefused as refused:
        if refused.reason == "broken" and not within(
            FALSE_TRIES, IN_SECONDS, "false_token", _caller(request)
        ):
            raise TooManyTries from None
        raise


def _caller(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))

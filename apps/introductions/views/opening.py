"""Opening a letter by its address: found or refused, guesses limited, and nothing written by looking.

`letter_of(purposes)` makes a view of a letter. The view gets `Opened` in place of the token: the link, its
member and the frozen copy, and nothing else of the member's. A GET reads only these; a POST runs one verb
inside `acting_as(opened.member)`. The token in the path is the proof: no cookie is read or set.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from apps.accounts.models import Member
from apps.core.cache import within
from apps.core.handed import Link
from apps.core.links import LinkRefused
from apps.core.opening import IN_SECONDS, TooManyTries, opened, place_of
from apps.introductions.models import Letter

MISSES = 100
"""Guesses from one place, in ten minutes; after so many no letter opens there until they are over."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter in somebody's hands."""

    link: Link
    letter: Letter
    token: str
    now: datetime

    @property
    def member(self) -> Member:
        """Who handed the address out."""
        return self.link.member

    @property
    def shown(self) -> dict[str, Any]:
        """The frozen copy."""
        copy: dict[str, Any] = self.letter.shown
        return copy

    @property
    def today(self) -> date:
        """The day of whoever wrote it: by theirs the letter ends."""
        return self.member.day(self.now)

    def back(self, said: str = "") -> HttpResponse:
        """To the letter itself; `said` is told once, by the address alone."""
        where = reverse("letter", args=[self.token])
        return HttpResponseRedirect(f"{where}?{said}" if said else where, status=303)


View = Callable[..., HttpResponse]


def letter_of(purposes: Collection[str]) -> Callable[[View], View]:
    """The view of letters of these purposes; for every other address its page says that there is none."""

    def around(view: View) -> View:
        @csrf_exempt
        @login_not_required
        @wraps(view)
        def opening(request: HttpRequest, token: str) -> HttpResponse:
            try:
                found = _open(request, token, purposes, timezone.now())
            except TooManyTries:
                return refused(request, 429)
            except LinkRefused as gone:
                return refused(request, gone.status)
            return view(request, found)

        return opening

    return around


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """404: not whole; 410: over, or deleted; 429: too many tries."""
    title = {404: _("This address is not whole"), 410: _("This letter has closed")}
    facts = {"status": status, "title": title.get(status, _("A little slower, please")), "dated": ""}
    return render(request, "introductions/letters/refused.html", facts, status=status)


def _open(request: HttpRequest, token: str, purposes: Collection[str], now: datetime) -> Opened:
    link = opened(request, token, purposes, now=now, tries=MISSES, shuts=True)
    pressed = ("letter-press", place_of(request))
    if request.method == "POST" and not within(settings.LETTER_PRESSES, IN_SECONDS, *pressed):
        raise TooManyTries
    letter = Letter.objects.filter(link=link, wiped_at=None).first()
    if letter is None:
        raise LinkRefused("ended")
    return Opened(link, letter, token, now)

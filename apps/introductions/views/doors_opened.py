"""*Doors I opened*: a friend's page without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.links import absolute
from apps.introductions.copies import FRIEND
from apps.introductions.doors_opened import KeptAlready, NoSuchPage, doors_of
from apps.introductions.doors_opened import keep as keep_door
from apps.introductions.friend_letter import FriendLetter
from apps.introductions.views.opening import Opened, letter_of
from apps.introductions.views.question import AGAIN, KEPT, NO_PAGE, OWN, is_writer

LONGEST_ADDRESS = 300


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The doors, the newest first, and the address to keep."""
    facts = {
        "title": _("Doors you opened"),
        "dated": "",
        "to": opened.shown.get("to", ""),
        "doors": doors_of(opened.letter),
        "today": opened.today,
        "token": opened.token,
        "address": absolute(reverse("letter", args=[opened.token])),
    }
    return render(request, "introductions/letters/doors.html", facts)


@letter_of([FRIEND])
@require_POST
def keep(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The door of this letter on such a page; only this answer leads there."""
    if is_writer(request, opened):
        return opened.back(OWN)
    if not FriendLetter(opened.letter, opened.today).has_opened:
        return opened.back(AGAIN)
    address, anew = request.POST.get("kept", "")[:LONGEST_ADDRESS], "anew" in request.POST
    try:
        link = keep_door(opened.letter, address, on=opened.today, now=opened.now, anew=anew)
    except KeptAlready:
        return opened.back(KEPT)
    except NoSuchPage:
        return opened.back(NO_PAGE)
    return HttpResponseRedirect(reverse("letter", args=[link.token]), status=303)

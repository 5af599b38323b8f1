"""A letter as whoever holds its address sees it: each purpose has a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.introductions import kept, visits
from apps.introductions.copies import wipe
from apps.introductions.stored import Fact, of_doors, of_friend, of_pair, of_target, of_visit
from apps.introductions.views import card_letter, doors_opened, friend, pair, target
from apps.introductions.views.opening import Opened, View, letter_of

SHOWN: dict[str, View] = {
    "friend": friend.show,
    "doors": doors_opened.show,
    "target": target.show,
    "card": card_letter.show,
    "visit": card_letter.show_visit,
    "pair": pair.show,
}
"""What draws a letter, by the purpose of its link; it reads what was opened, and writes nothing."""
STORED = {
    "friend": of_friend,
    "doors": of_doors,
    "target": of_target,
    "visit": of_visit,
    "pair": of_pair,
}
"""What the page of a letter stores, as its reader sees it; of these the letter can be deleted."""


@letter_of(SHOWN)
@require_safe
def letter(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The letter behind this address."""
    return SHOWN[opened.link.purpose](request, opened)


@letter_of(STORED)
@require_safe
def stored(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything that the letter's page stores, and the button to delete it."""
    facts: list[Fact] = STORED[opened.link.purpose](opened.letter, opened.today)
    title = _("What this page stores")
    shown = {
        "title": title,
        "dated": "",
        "facts": facts,
        "token": opened.token,
        "purpose": opened.link.purpose,
    }
    return render(request, "introductions/letters/stored.html", shown)


@letter_of(STORED)
@require_POST
def delete(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All of it is gone, at once; the address opens nothing any more."""
    wipe(opened.link.pk, now=opened.now)
    kept.forget(opened.link)
    visits.forget(opened.link)
    shown = {"title": _("It is deleted"), "dated": ""}
    return render(request, "introductions/letters/deleted.html", shown)

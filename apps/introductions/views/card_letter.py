"""A card in somebody's hands: what it says, its `.vcf`, and what they leave of themselves."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.cache import within
from apps.core.opening import IN_SECONDS, place_of
from apps.core.scope import acting_as
from apps.introductions import visits
from apps.introductions.card import CARD
from apps.introductions.card_letter import CardLetter, VisitLetter
from apps.introductions.cleaning import clean_name
from apps.introductions.forms.card import VisitForm
from apps.introductions.verbs import NotNow
from apps.introductions.views.opening import Opened, letter_of, refused
from apps.introductions.views.question import AGAIN, OWN, is_writer, said_once

FULL = "full"
"""What a press says besides: this card takes no more today."""


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The card as it stands; it writes nothing."""
    return _page(request, opened, VisitForm(), said=said_once(request, opened, FULL))


def show_visit(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What somebody left, for themselves: the page that thanks them, and keeps its address."""
    facts = {
        "title": _("Thank you"),
        "dated": "",
        "letter": VisitLetter(opened.letter, opened.today),
        "token": opened.token,
    }
    return render(request, "introductions/letters/visit.html", facts)


@letter_of([CARD])
@require_safe
def vcard(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The card as a `.vcf`."""
    letter = CardLetter(opened.letter, opened.today)
    headers = {"Content-Disposition": 'attachment; filename="card.vcf"'}
    return HttpResponse(
        letter.as_vcard(opened.now), content_type="text/vcard; charset=utf-8", headers=headers
    )


@letter_of([CARD])
@require_POST
def leave(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Somebody leaves their details; the member looks at them before they are in any book."""
    if is_writer(request, opened):
        return opened.back(OWN)
    if not within(settings.CARD_VISITS, IN_SECONDS, "visit", place_of(request)):
        return refused(request, 429)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, form, status=422)
    try:
        with acting_as(opened.member):
            link = visits.leave(opened.link, form.cleaned_data, now=opened.now)
    except NotNow:
        return opened.back(AGAIN)
    except visits.TooMany:
        return opened.back(FULL)
    return HttpResponseRedirect(reverse("letter", args=[link.token]), status=303)


def _page(
    request: HttpRequest, opened: Opened, form: VisitForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    letter = CardLetter(opened.letter, opened.today)
    facts = {
        "title": clean_name(letter.name),
        "dated": "",
        "letter": letter,
        "token": opened.token,
        "form": form,
        "said": said,
    }
    return render(request, "introductions/letters/card.html", facts, status=status)

"""The letter to one of two people: a yes nobody can read until both have said it, and a no like silence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.core.scope import acting_as
from apps.introductions import kept, pairing
from apps.introductions.copies import PAIR
from apps.introductions.forms.target import AddressForm
from apps.introductions.pair_letter import PairLetter
from apps.introductions.verbs import NotNow
from apps.introductions.views import confirming
from apps.introductions.views.opening import Opened, View
from apps.introductions.views.question import AGAIN, question_page, readers_button, said_once


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The letter as it stands; it writes nothing, and looks the same after an answer as before."""
    return letter_page(request, opened, AddressForm(), said=said_once(request, opened))


def letter_page(
    request: HttpRequest, opened: Opened, form: AddressForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    """The letter, with the address as it was typed."""
    letter = PairLetter(opened.letter, opened.today)
    return question_page(request, opened, "pair", letter, form, said=said, status=status)


def _theirs(view: View) -> View:
    """A button of this letter; once they are introduced there is none."""

    def pressed(request: HttpRequest, opened: Opened) -> HttpResponse:
        is_open = PairLetter(opened.letter, opened.today).is_open
        return view(request, opened) if is_open else opened.back(AGAIN)

    return readers_button([PAIR], pressed)


@_theirs
def agree(request: HttpRequest, opened: Opened) -> HttpResponse:
    """*Yes, introduce us*: a code goes to the address, which counts once the code is typed."""
    form = AddressForm(request.POST)
    if form.is_valid() and confirming.send(opened, form):
        return confirming.page(request, opened, form, "letter_agree_confirm", "letter_agree")
    return letter_page(request, opened, form, status=422)


@_theirs
def agree_confirm(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code: kept, or, where the other has agreed before, both are introduced."""
    form = confirming.confirmed(opened, request.POST)
    if form.errors:
        return confirming.page(request, opened, form, "letter_agree_confirm", "letter_agree")
    try:
        with acting_as(opened.member):
            both = pairing.agree(opened.link, form.cleaned_data["address"], now=opened.now)
    except NotNow:
        return opened.back(AGAIN)
    return opened.back() if both else _kept(request, opened, has_agreed=True)


@_theirs
def not_now(request: HttpRequest, opened: Opened) -> HttpResponse:
    """*Not now*: nothing is kept, not even an earlier yes."""
    kept.forget(opened.link)
    return _kept(request, opened, has_agreed=False)


def _kept(request: HttpRequest, opened: Opened, *, has_agreed: bool) -> HttpResponse:
    facts = {
        "title": _("Kept, and told to nobody") if has_agreed else _("Not now, and told to nobody"),
        "dated": "",
        "letter": PairLetter(opened.letter, opened.today),
        "token": opened.token,
        "has_agreed": has_agreed,
    }
    return render(request, "introductions/letters/pair_kept.html", facts)

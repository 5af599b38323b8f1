"""The letter to whoever was asked for: two kinds of yes, and a no that nobody can read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.scope import acting_as
from apps.core.suppression import fingerprint
from apps.introductions import consent, kept, verbs
from apps.introductions.copies import TARGET
from apps.introductions.forms.target import AddressForm
from apps.introductions.target_letter import TargetLetter
from apps.introductions.views import confirming
from apps.introductions.views.opening import Opened, View, letter_of, refused
from apps.introductions.views.question import AGAIN, question_page, readers_button, said_once


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The letter as it stands; it writes nothing, and looks the same after a no as before."""
    return letter_page(request, opened, AddressForm(), said=said_once(request, opened))


def letter_page(
    request: HttpRequest, opened: Opened, form: AddressForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    """The letter, with the address as it was typed."""
    letter = TargetLetter(opened.letter, opened.today)
    return question_page(request, opened, "target", letter, form, said=said, status=status)


def _theirs(view: View) -> View:
    """A button of this letter."""
    return readers_button([TARGET], view)


@_theirs
def write(request: HttpRequest, opened: Opened) -> HttpResponse:
    """*Yes: give me the address, I'll write.*"""
    return _agree(opened, lambda: consent.will_write(opened.link, now=opened.now))


@_theirs
def introduce(request: HttpRequest, opened: Opened) -> HttpResponse:
    """*Yes: introduce us by e-mail*: a code goes to the address, which counts once the code is typed."""
    form = AddressForm(request.POST)
    if not TargetLetter(opened.letter, opened.today).is_open:
        return opened.back(AGAIN)
    if form.is_valid() and confirming.send(opened, form):
        return confirming.page(request, opened, form, "letter_confirm", "letter_introduce")
    return letter_page(request, opened, form, status=422)


@_theirs
def confirm(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code: both get a mail, and may answer each other."""
    form = confirming.confirmed(opened, request.POST)
    if form.errors:
        return confirming.page(request, opened, form, "letter_confirm", "letter_introduce")
    address, name = form.cleaned_data["address"], form.cleaned_data["name"]
    return _agree(opened, lambda: consent.introduce(opened.link, address, name=name, now=opened.now))


@_theirs
def decline(request: HttpRequest, opened: Opened) -> HttpResponse:
    """*Not now* or *never*: only the answer to this press says that it was kept."""
    answer = request.POST.get("answer", "")
    if answer not in (kept.NOT_NOW, kept.NEVER):
        return opened.back()
    if not TargetLetter(opened.letter, opened.today).is_open:
        return opened.back(AGAIN)
    kept.keep(opened.link, answer, now=opened.now)
    return _kept(request, opened, AddressForm() if answer == kept.NEVER else None)


@_theirs
def alone(request: HttpRequest, opened: Opened) -> HttpResponse:
    """No member of this server is to ask at this address; a code shows that it is theirs."""
    if not TargetLetter(opened.letter, opened.today).is_open:
        return opened.back(AGAIN)
    form = AddressForm(request.POST)
    if form.is_valid() and confirming.send(opened, form):
        return confirming.page(request, opened, form, "letter_alone_confirm", "letter_alone")
    return _kept(request, opened, form, status=422)


@_theirs
def alone_confirm(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The code: kept as a fingerprint, and so from the closing day on."""
    if not TargetLetter(opened.letter, opened.today).is_open:
        return opened.back(AGAIN)
    form = confirming.confirmed(opened, request.POST)
    if form.errors:
        return confirming.page(request, opened, form, "letter_alone_confirm", "letter_alone")
    whose = fingerprint(form.cleaned_data["address"])
    kept.keep(opened.link, kept.NEVER, now=opened.now, fingerprint=whose)
    return _kept(request, opened, None, is_left_alone=True)


@letter_of([TARGET])
@require_safe
def their_card(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Whoever asked as a `.vcf`, once the reader has said yes."""
    letter = TargetLetter(opened.letter, opened.today)
    if letter.is_open:
        return refused(request, 404)
    headers = {"Content-Disposition": 'attachment; filename="card.vcf"'}
    return HttpResponse(letter.card(opened.now), content_type="text/vcard; charset=utf-8", headers=headers)


def _agree(opened: Opened, verb: Callable[[], None]) -> HttpResponse:
    """One verb in the scope of whoever asked; the letter then says what came of it, also the second time."""
    try:
        with acting_as(opened.member):
            verb()
    except verbs.NotNow:
        return opened.back(AGAIN)
    return opened.back()


def _kept(
    request: HttpRequest,
    opened: Opened,
    form: AddressForm | None,
    *,
    is_left_alone: bool = False,
    status: int = 200,
) -> HttpResponse:
    facts = {
        "title": _("Kept, and told to nobody"),
        "dated": "",
        "letter": TargetLetter(opened.letter, opened.today),
        "token": opened.token,
        "form": form,
        "is_left_alone": is_left_alone,
    }
    return render(request, "introductions/letters/target_kept.html", facts, status=status)

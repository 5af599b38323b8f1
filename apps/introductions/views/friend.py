"""A friend's letter: one question, what it is answered with, and the note to send on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from apps.core.handed import Link
from apps.core.scope import acting_as
from apps.introductions import asking, verbs
from apps.introductions.copies import FRIEND, now_says
from apps.introductions.forms.friend import SomeoneElseForm
from apps.introductions.friend_letter import FriendLetter
from apps.introductions.models import Door
from apps.introductions.received import receive
from apps.introductions.views.opening import Opened, letter_of, refused
from apps.introductions.views.question import AGAIN, KEPT, NO_PAGE, OWN, is_writer, question_page, said_once

Answer = Door.Answer


def show(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The letter as it stands; it writes nothing, however often it is fetched."""
    said = said_once(request, opened, KEPT, NO_PAGE)
    return letter_page(request, opened, SomeoneElseForm(), said=said)


def letter_page(
    request: HttpRequest, opened: Opened, form: SomeoneElseForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    """The letter, with the question who else might know them as it was filled in."""
    letter = FriendLetter(opened.letter, opened.today, _onward(opened))
    signed_in = request.user.is_authenticated and not is_writer(request, opened)
    return question_page(
        request, opened, "friend", letter, form, said=said, status=status, signed_in=signed_in
    )


@letter_of([FRIEND])
@require_POST
def answer(request: HttpRequest, opened: Opened) -> HttpResponse:
    """One of the five, once."""
    said = request.POST.get("answer", "")
    if said not in Answer.values:
        return opened.back()
    return at_door(request, opened, lambda door: asking.friend_says(door, said, now=opened.now))


@letter_of([FRIEND])
@require_POST
def name(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Somebody else might know them, and this is their name."""
    form = SomeoneElseForm(request.POST)
    if not form.is_valid():
        return letter_page(request, opened, form, status=422)
    named = form.cleaned_data["named"]

    def say(door: Door) -> None:
        asking.friend_says(door, Answer.SOMEONE_ELSE, now=opened.now, named=named)
        now_says(opened.link, named=named)

    return at_door(request, opened, say)


@letter_of([FRIEND])
@require_POST
def take_back(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What was passed on opens nothing any more."""
    return at_door(request, opened, lambda door: verbs.friend_takes_back(door, now=opened.now))


@letter_of([FRIEND])
@require_POST
def receive_letter(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A member keeps the letter among their own Introductions."""
    if not request.user.is_authenticated:
        return opened.back()
    if is_writer(request, opened):
        return opened.back(OWN)
    receive(request.user, opened.letter, now=opened.now)
    return redirect("introductions:received_letters")


def at_door(request: HttpRequest, opened: Opened, verb: Callable[[Door], object]) -> HttpResponse:
    """One verb in the scope of whoever asked; the letter then says what came of it, also the second time.

    A member who answers finds the letter in their own Introductions.
    """
    if is_writer(request, opened):
        return opened.back(OWN)
    with acting_as(opened.member):
        rows = Door.objects.of(opened.member).select_related("owner", "contact", "request")
        door = rows.filter(link=opened.link).first()
        if door is None:
            return refused(request, 410)
        try:
            verb(door)
        except verbs.NotNow:
            return opened.back(AGAIN)
    if request.user.is_authenticated:
        receive(request.user, opened.letter, now=opened.now)
    return opened.back()


def _onward(opened: Opened) -> Link | None:
    """The address to pass on, while it opens."""
    if opened.shown.get("stands") != "yes":
        return None
    link: Link | None = Link.objects.filter(pk=opened.shown.get("onward", 0)).first()
    return None if link is None or link.has_ended(opened.now) else link

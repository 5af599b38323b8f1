"""What the pages of all letters that ask something have in common: who reads, what was said, the drawing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.dates import weekday_date
from apps.introductions.cleaning import clean_name
from apps.introductions.views.opening import Opened, View, letter_of

AGAIN, OWN = "again", "own"
"""What a press says once, by the address it leads to: it was answered before; whoever wrote it pressed."""
KEPT, NO_PAGE = "kept", "no_page"
"""Likewise of a page of doors: kept there; there is none at that address."""


def is_writer(request: HttpRequest, opened: Opened) -> bool:
    """Whether whoever looks at this letter is the member who wrote it."""
    return request.user.pk == opened.link.member_id


def said_once(request: HttpRequest, opened: Opened, *more: str) -> str:
    """What is to be told above the letter; "" for nothing. `more` are words of this kind of letter alone."""
    if is_writer(request, opened):
        return OWN
    return next((word for word in (AGAIN, OWN, *more) if word in request.GET), "")


def question_page(
    request: HttpRequest,
    opened: Opened,
    template: str,
    letter: Any,
    form: Form,
    *,
    said: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """A letter with its question, from the member who is its `asker`, and the form as it was filled in."""
    facts = {
        "letter": letter,
        "token": opened.token,
        "form": form,
        "said": said,
        "title": _("%(name)s has a question for you") % {"name": clean_name(letter.asker)},
        "dated": weekday_date(opened.member.day(opened.letter.created_at)),
    }
    return render(request, f"introductions/letters/{template}.html", facts | more, status=status)


def readers_button(purposes: Collection[str], view: View) -> View:
    """A button of letters of these purposes: whoever wrote the letter cannot press it."""

    def pressed(request: HttpRequest, opened: Opened) -> HttpResponse:
        return opened.back(OWN) if is_writer(request, opened) else view(request, opened)

    return letter_of(purposes)(require_POST(pressed))

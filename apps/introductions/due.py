"""Due lines of introductions: an answer came, the next may be asked, thank, meet, tell how it went."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, DoneWords, Kind, Source
from apps.introductions import following
from apps.introductions.attention import request_items
from apps.introductions.models import Door, IntroductionRequest
from apps.introductions.noting import NOTED, noted
from apps.introductions.verbs import NotNow
from apps.introductions.waiting import tell

if TYPE_CHECKING:
    from apps.accounts.models import Member


def whom_of_door(member: Member, pk: int) -> str | None:
    """Whom to meet, of one of the member's doors."""
    mine = Door.objects.of(member).filter(pk=pk)
    whom: str | None = mine.values_list("request__whom", flat=True).first()
    return whom


def whom_of_request(member: Member, pk: int) -> str | None:
    """Whom to meet, of one of the member's requests."""
    mine = IntroductionRequest.objects.of(member).filter(pk=pk)
    whom: str | None = mine.values_list("whom", flat=True).first()
    return whom


def friend_of_request(member: Member, pk: int) -> str | None:
    """Who opened the door, of one of the member's requests; whom to meet where nobody has."""
    request = IntroductionRequest.objects.of(member).filter(pk=pk).first()
    if request is None:
        return None
    door = following.opener_of(request)
    return door.called if door else request.whom


def _said(verb: Callable[..., None]) -> Callable[..., None]:
    """Say this of a request; nothing more where it was said before."""

    def done(member: Member, pk: int, *, now: datetime, on: date) -> None:
        with suppress(NotNow):
            verb(IntroductionRequest.objects.of(member).get(pk=pk), now=now)

    return done


def _line(
    kind: Kind,
    named: Callable[[Member, int], str | None],
    done: Callable[..., None],
    verb: str,
    words: DoneWords | None = None,
) -> Source:
    """A line about a request that can be done or rests for a week; `verb` is what *done* is called."""
    return Source(
        (kind,),
        request_items,
        "introductions",
        named,
        done,
        about=kind.value,
        rest_days=REST_A_QUESTION_DAYS,
        verbs={**A_QUESTION_LATER, "done": verb},
        tell=tell,
        veiled=VEILED,
        done_words=words,
    )


VEILED = _("An introduction")
IN_TOUCH = _("Kith notes that you were in touch today.")
ANSWER = _line(Kind.ANSWER, whom_of_door, noted(Kind.ANSWER), NOTED)
ENDED = _line(Kind.ENDED, whom_of_request, noted(Kind.ENDED), NOTED)
YES = _line(Kind.YES, whom_of_request, _said(following.happened), "happened_request")
MEET = _line(Kind.MEET, whom_of_request, _said(following.met), "met_request")
THANK = _line(
    Kind.THANK,
    friend_of_request,
    _said(following.thanked),
    "thank_request",
    DoneWords(_("Thanked"), _("Did you thank them?"), IN_TOUCH, _("Noted: you thanked them.")),
)
TELL = _line(
    Kind.TELL,
    friend_of_request,
    _said(following.told),
    "tell_request",
    DoneWords(_("Told"), _("Did you tell them how it went?"), IN_TOUCH, _("Noted: they know how it went.")),
)
ASK_NEXT = Source(
    (Kind.ASK_NEXT,),
    request_items,
    "introductions",
    whom_of_door,
    about=Kind.ASK_NEXT.value,
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=VEILED,
)
"""It comes again on the next day: somebody waits."""

"""Due lines of introductions: an answer came, the next may be asked, thank, meet, tell how it went."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, DoneWords, Kind, Rest, Source
from apps.introductions import following
from apps.introductions.attention import request_items
from apps.introductions.models import Door, IntroductionRequest
from apps.introductions.verbs import NotNow
from apps.introductions.waiting import tell

if TYPE_CHECKING:
    from apps.accounts.models import Member

FOR_GOOD = timedelta(days=365)
"""News that was noted does not come back; so long it rests."""


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


def noted_answer(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """The news of this door is known."""
    Rest.until(member, f"{Kind.ANSWER}:{pk}", on + FOR_GOOD)


def noted_end(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """That it is over is known."""
    Rest.until(member, f"{Kind.ENDED}:{pk}", on + FOR_GOOD)


def happened(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """They have written; nothing more where that was said before."""
    with suppress(NotNow):
        following.happened(IntroductionRequest.objects.of(member).get(pk=pk), now=now)


def met(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """The two have met."""
    with suppress(NotNow):
        following.met(IntroductionRequest.objects.of(member).get(pk=pk), now=now)


def thanked(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """The friend was thanked."""
    with suppress(NotNow):
        following.thanked(IntroductionRequest.objects.of(member).get(pk=pk), now=now)


def told(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """The friend knows how it went."""
    with suppress(NotNow):
        following.told(IntroductionRequest.objects.of(member).get(pk=pk), now=now)


NEWS = {**A_QUESTION_LATER, "done": "note_answer"}
VEILED = _("An introduction")
ANSWER = Source(
    (Kind.ANSWER,),
    request_items,
    "introductions",
    whom_of_door,
    noted_answer,
    about="answer",
    rest_days=REST_A_QUESTION_DAYS,
    verbs=NEWS,
    tell=tell,
    veiled=VEILED,
)
ASK_NEXT = Source(
    (Kind.ASK_NEXT,),
    request_items,
    "introductions",
    whom_of_door,
    about="ask_next",
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=VEILED,
)
ENDED = Source(
    (Kind.ENDED,),
    request_items,
    "introductions",
    whom_of_request,
    noted_end,
    about="ended",
    rest_days=REST_A_QUESTION_DAYS,
    verbs=NEWS,
    tell=tell,
    veiled=VEILED,
)
YES = Source(
    (Kind.YES,),
    request_items,
    "introductions",
    whom_of_request,
    happened,
    about="yes",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "happened_request"},
    tell=tell,
    veiled=VEILED,
)
THANK = Source(
    (Kind.THANK,),
    request_items,
    "introductions",
    friend_of_request,
    thanked,
    about="thank",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "thank_request"},
    tell=tell,
    veiled=VEILED,
    done_words=DoneWords(
        _("Thanked"),
        _("Did you thank them?"),
        _("Kith notes that you were in touch today."),
        _("Noted: you thanked them."),
    ),
)
MEET = Source(
    (Kind.MEET,),
    request_items,
    "introductions",
    whom_of_request,
    met,
    about="meet",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "met_request"},
    tell=tell,
    veiled=VEILED,
)
TELL = Source(
    (Kind.TELL,),
    request_items,
    "introductions",
    friend_of_request,
    told,
    about="tell",
    rest_days=REST_A_QUESTION_DAYS,
    verbs={**A_QUESTION_LATER, "done": "tell_request"},
    tell=tell,
    veiled=VEILED,
    done_words=DoneWords(
        _("Told"),
        _("Did you tell them how it went?"),
        _("Kith notes that you were in touch today."),
        _("Noted: they know how it went."),
    ),
)

"""Due lines of commitments: promises, seasons that end, approvals missing, free until a day that has come."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.commitments.asked import tell
from apps.commitments.attention import commitment_items
from apps.commitments.models import Commitment, Promise
from apps.core.due import A_QUESTION_LATER, REST_A_QUESTION_DAYS, DoneWords, Kind, Source

if TYPE_CHECKING:
    from apps.accounts.models import Member


def promised(member: Member, pk: int) -> str | None:
    """What the member promised, of one promise of theirs."""
    what: str | None = Promise.objects.of(member).filter(pk=pk).values_list("what", flat=True).first()
    return what


def title_of(member: Member, pk: int) -> str | None:
    """What one of the member's commitments is called."""
    title: str | None = Commitment.objects.of(member).filter(pk=pk).values_list("title", flat=True).first()
    return title


def on_track(member: Member, pk: int, *, now: datetime, on: date) -> None:
    """It will be done by its day."""
    Promise.objects.of(member).get(pk=pk).is_on_track(on)


PROMISE = Source(
    (Kind.PROMISE,),
    commitment_items,
    "commitments",
    promised,
    on_track,
    about="promise",
    verbs={**A_QUESTION_LATER, "done": "on_track_promise"},
    tell=tell,
    veiled=_("Something you promised"),
    done_words=DoneWords(
        _("On track"),
        _("Is it on track?"),
        _("Kith asks again when its day has come."),
        _("Noted: it is on track."),
    ),
)
SEASON = Source(
    (Kind.SEASON,),
    commitment_items,
    "commitments",
    title_of,
    about="season",
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=_("Something that ends"),
)
APPROVAL = Source(
    (Kind.APPROVAL,),
    commitment_items,
    "commitments",
    title_of,
    about="approval",
    rest_days=REST_A_QUESTION_DAYS,
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=_("A project"),
)
FREE_UNTIL = Source(
    (Kind.FREE_UNTIL,),
    commitment_items,
    "commitments",
    title_of,
    about="free_until",
    rest_days=REST_A_QUESTION_DAYS,
    verbs=A_QUESTION_LATER,
    tell=tell,
    veiled=_("Something you give"),
)

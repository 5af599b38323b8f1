"""Promises of a member: those that stand, those kept and handed back, and the words to say so with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from apps.commitments.models import Promise
from apps.contacts.models import Contact
from apps.core.dates import day_and_month

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_OPEN = 100
MOST_ENDED = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """An open promise, whom it was made to, whether it is time to ask about it, whether its day is gone."""

    promise: Promise
    whom: Contact | None
    is_asked_about: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Promises:
    """Open ones by their day; kept and handed back ones, the last first."""

    open: list[Standing]
    kept: list[Promise]
    handed_back: list[Promise]

    @property
    def is_empty(self) -> bool:
        """Nothing was ever promised."""
        return not (self.open or self.kept or self.handed_back)


def promises_of(member: Member, today: date) -> Promises:
    """All a page shows of them; two queries at any size."""
    mine = of(member)
    ended = mine.exclude(kept_on=None, handed_back_on=None)
    last = list(ended.order_by(Coalesce("kept_on", "handed_back_on").desc(), "-pk")[: 2 * MOST_ENDED])
    return Promises(
        [standing(each, today) for each in mine.open().order_by("due_on", "pk")[:MOST_OPEN]],
        [each for each in last if each.kept_on][:MOST_ENDED],
        [each for each in last if each.handed_back_on][:MOST_ENDED],
    )


def of(member: Member) -> Any:
    """The member's promises with whom they were made to and what they are part of, read along."""
    return Promise.objects.of(member).select_related("contact", "commitment__coordinator")


def standing(promise: Promise, today: date) -> Standing:
    """How an open promise stands that day; its people are read along."""
    return Standing(promise, whom(promise), promise.is_asked_about(today), promise.due_on < today)


def whom(promise: Promise) -> Contact | None:
    """To whom it was made, else whoever coordinates what it is part of; nobody who has died."""
    coordinator = promise.commitment.coordinator if promise.commitment else None
    found: Contact | None = promise.contact or coordinator
    return None if found is None or found.died_on else found


def note(promise: Promise, today: date) -> str:
    """What to write to them: that it is handed back, or that it needs until its new day."""
    said = _handed_back(promise, today) if promise.handed_back_on else _more_time(promise, today)
    person = whom(promise)
    return f"{person.first_name}, {said}" if person else said[:1].upper() + said[1:]


def _handed_back(promise: Promise, today: date) -> str:
    facts = {"day": day_and_month(promise.due_on, today), "what": promise.what}
    if promise.handed_back_on and promise.due_on < promise.handed_back_on:
        return (
            _(
                "I promised this by %(day)s, and it is not done: %(what)s. I should have said so sooner. "
                "Please give it to somebody else; whatever I have of it is theirs."
            )
            % facts
        )
    return (
        _(
            "I promised this by %(day)s: %(what)s. I will not get it done, and would rather say so now, "
            "while somebody else can still take it. Whatever I have of it is theirs."
        )
        % facts
    )


def _more_time(promise: Promise, today: date) -> str:
    return _(
        "a word about what I promised: %(what)s. I need until %(day)s for it. "
        "Tell me if that is too late, and I will hand it back."
    ) % {"day": day_and_month(promise.due_on, today), "what": promise.what}

"""How a day opens: a greeting, and in a few words what is in it; no names, no facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.contacts.occasions import one_line
from apps.core.due import Kind, is_question

if TYPE_CHECKING:
    from apps.accounts.models import Member

NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class Content:
    """How much a day or a note holds: people, gatherings of the day, evenings among them, and what else."""

    people: int = 0
    gatherings: int = 0
    evenings: int = 0
    others: int = 0

    @classmethod
    def of(cls, people: int, others: Iterable[Any]) -> Content:
        """Beside so many people, these lines (evenings and questions)."""
        lines = list(others)
        tonight = [line for line in lines if line.kind == Kind.GATHERING and line.is_tonight]
        evenings = sum(line.is_evening for line in tonight)
        return cls(people, len(tonight), evenings, len(lines) - len(tonight))

    @property
    def is_evening_out(self) -> bool:
        """Whether all that is on today is one evening."""
        return self.gatherings == self.evenings == 1


def greeting(member: Member, now: datetime) -> str:
    """ "Good morning, Maya." by the member's own clock."""
    hour = now.astimezone(member.zone).hour
    called = one_line(member.name, 40).split(" ")[0]
    if hour < NOON:
        return _("Good morning, %(name)s.") % {"name": called} if called else _("Good morning.")
    if hour < EVENING:
        return _("Good afternoon, %(name)s.") % {"name": called} if called else _("Good afternoon.")
    return _("Good evening, %(name)s.") % {"name": called} if called else _("Good evening.")


def in_letters(count: int) -> str:
    """ "Three", to begin a sentence with; figures from six on."""
    letters = (
        pgettext("begins a sentence", "One"),
        pgettext("begins a sentence", "Two"),
        pgettext("begins a sentence", "Three"),
        pgettext("begins a sentence", "Four"),
        pgettext("begins a sentence", "Five"),
    )
    return letters[count - 1] if 1 <= count <= len(letters) else str(count)


def how_many(content: Content) -> str:
    """ "Three people and one evening out." """
    count = content.people
    if not count:
        return _without_people(content)
    people = ngettext("%(count)s person", "%(count)s people", count) % {"count": in_letters(count)}
    if content.is_evening_out:
        return _("%(people)s and one evening out.") % {"people": people}
    if content.gatherings == 1:
        return _("%(people)s and one gathering.") % {"people": people}
    if content.gatherings:
        return _("%(people)s and a few gatherings.") % {"people": people}
    return f"{people}."


def _without_people(content: Content) -> str:
    if content.is_evening_out:
        return _("Nobody to write to today, and an evening out.")
    if content.gatherings:
        return ngettext(
            "Nobody to write to today, and a gathering.",
            "Nobody to write to today, and a few gatherings.",
            content.gatherings,
        )
    if content.others:
        return _("Nobody to write to today, and a line besides.")
    return _("Nobody to write to today. That is a good day to be found.")


def preheader(content: Content) -> str:
    """What a mail reader shows beside the subject: no names, no facts."""
    if content == Content():
        return _("Nobody today.")
    is_short = content.people + content.gatherings + content.others == 1
    return f"{how_many(content)} {_('A minute.') if is_short else _('Two minutes.')}"


def is_worth_a_note(others: Iterable[Any]) -> bool:
    """Whether a note without people says enough; questions that can wait come along, never alone."""
    return any(not is_question(line.kind) for line in others)

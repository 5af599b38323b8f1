"""What a week comes to, in words: "5 of 6 hours"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.commitments.hours import hours_said

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Sum:
    """Minutes of a week beside the hours a member can spare; `said` in words."""

    minutes: int
    said: str
    is_over: bool


def sum_of(member: Member, minutes: int) -> Sum:
    """What so many minutes of a week are to this member."""
    cap = member.outside_hours_cap
    if cap is None or not minutes:
        return Sum(minutes, hours_in_words(minutes), False)
    said = ngettext("%(sum)s of %(cap)s hour", "%(sum)s of %(cap)s hours", cap)
    return Sum(minutes, said % {"sum": hours_said(minutes), "cap": cap}, minutes > cap * 60)


def hours_in_words(minutes: int) -> str:
    """ "1 hour", "4½ hours", "no hours"."""
    if not minutes:
        return _("no hours")
    said = ngettext("%(hours)s hour", "%(hours)s hours", 1 if minutes <= 60 else 2)
    return said % {"hours": hours_said(minutes)}

"""What due lines of commitments speak about; their words stand in `templates/commitments/due/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.commitments.models import Commitment
from apps.contacts.models.contact import first_name_of
from apps.contacts.occasions import one_line
from apps.core import dates
from apps.core.due import DueItem, Kind, is_question

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_DAY = timedelta(days=1)
PAGES = {
    Kind.PROMISE: "commitments:promise",
    Kind.SEASON: "commitments:round_commitment",
    Kind.APPROVAL: "commitments:approve_commitment",
    Kind.FREE_UNTIL: "commitments:commitment",
}
"""Where each is answered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise or a commitment on one of the member's days. Texts are one line each and may be empty.

    `when` is its word for the margin, `on` its day in a sentence; `whom` was it promised to, and `within`
    which commitment. `is_class` where its season is a term.
    """

    kind: str
    pk: int
    name: str
    when: str
    on: str
    url: str
    is_past: bool
    whom: str = ""
    within: str = ""
    is_class: bool = False

    @property
    def can_wait(self) -> bool:
        """A question stands on Today until it is answered."""
        return is_question(self.kind)


def tell(member: Member, items: Sequence[DueItem], *, now: datetime) -> dict[str, Asked]:
    """What to say of these items, by subject; no query."""
    today = member.day(now)
    return {item.subject: _asked(item, today) for item in items}


def _asked(item: DueItem, today: date) -> Asked:
    facts, on = item.facts, item.due_on
    return Asked(
        kind=item.kind.value,
        pk=item.pk,
        name=one_line(facts["name"], 200),
        when=_when(item.kind, on, today),
        on=_day(on, today),
        url=reverse(PAGES[item.kind], args=[item.pk]),
        is_past=on < today,
        whom=one_line(first_name_of(facts["whom"], facts["given"] or "")) if facts.get("whom") else "",
        within=one_line(facts.get("within") or ""),
        is_class=facts.get("of") == Commitment.Kind.CLASS,
    )


def _when(kind: Kind, on: date, today: date) -> str:
    if kind is Kind.APPROVAL:
        return _("approval")
    if kind is Kind.PROMISE and on > today:
        return _("by tomorrow") if on == today + A_DAY else _("by %(day)s") % {"day": _weekday(on)}
    return dates.in_words(on, today)


def _day(on: date, today: date) -> str:
    """ "today", "tomorrow", "Friday", and further away "30 November"."""
    if on == today:
        return _("today")
    if on == today + A_DAY:
        return _("tomorrow")
    return _weekday(on) if today < on < today + 7 * A_DAY else dates.day_and_month(on, today)


def _weekday(on: date) -> str:
    return format_date(on, pgettext("date format", "l"))

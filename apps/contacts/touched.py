"""In which months people were in touch: what the year line draws."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from apps.contacts.models import Contact
from apps.contacts.models.rhythm import months_touched
from apps.core.dates import add_months
from apps.core.dates.rhythm import MONTHS

if TYPE_CHECKING:
    from apps.accounts.models import Member

Cells = tuple[bool, ...]


def first_month(today: date) -> date:
    """The first day of the twelve months that end with this one."""
    return add_months(today.replace(day=1), 1 - MONTHS)


def years_of(member: Member, people: Iterable[Contact], today: date) -> dict[int, Cells]:
    """The year line of each of these people by pk; one query. People who just rest have none."""
    shown = [person.pk for person in people if not person.is_resting()]
    touched = months_touched(member.pk, shown, first_month(today), MONTHS) if shown else {}
    return {pk: tuple(bool(touched.get(pk, 0) >> month & 1) for month in range(MONTHS)) for pk in shown}

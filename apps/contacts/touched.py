"""In which months people were in touch: what the year line draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models.functions import TruncMonth

from apps.contacts.models import Contact, Participation
from apps.core.dates import add_months, months_in_touch
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
    months = (
        Participation.objects.of(member)
        .filter(contact__in=shown, interaction__happened_on__gte=first_month(today))
        .values_list("contact_id", TruncMonth("interaction__happened_on"))
        .distinct()
    )
    days: dict[int, list[date]] = defaultdict(list)
    for pk, month in months if shown else ():
        days[pk].append(month)
    return {pk: months_in_touch(days[pk], today) for pk in shown}

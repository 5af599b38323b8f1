"""Mornings that have not come yet, or came while the site was off, for some members of a running site.

Run in `manage.py shell` beside it. Others' notes are put off meanwhile: only the chosen members are planned.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.outbox import Outbox
from apps.nudges.planning import plan

EVERY_DAY = {"note_days": 127, "quiet_from": None, "quiet_until": None, "works_days": 0}


def week_of(email: str, monday: str) -> None:
    """The seven notes of the week from that Monday on, each planned at its hour and sent at once."""
    chosen = Member.objects.filter(email=email)
    first = datetime.fromisoformat(f"{monday}T07:30:00+00:00")
    with transaction.atomic():
        others = dict(
            Member.objects.exclude(email=email).select_for_update().values_list("pk", "next_digest_at")
        )
        Member.objects.filter(pk__in=others).update(next_digest_at=None)
        chosen.update(
            **EVERY_DAY,
            time_zone="UTC",
            note_at=time(7, 30),
            next_digest_at=first,
            wants_note=first,
            last_note_on=None,
        )
        for day in range(7):
            plan(now=first + timedelta(days=day))
        for pk, planned_at in others.items():
            Member.objects.filter(pk=pk).update(next_digest_at=planned_at)
    Outbox.objects.filter(recipient=email, due_at__gt=timezone.now()).update(due_at=timezone.now())


def back_after(days: int, *emails: str) -> None:
    """As if the site had been off for so long: a note about their people was due on each day."""
    people = Contact.objects.filter(owner__email__in=emails)
    people.update(rhythm_days=30, first_due_on=date.today() - timedelta(days=days))
    Contact.objects.recompute(list(people.values_list("pk", flat=True)))
    ago = timezone.now() - timedelta(days=days, minutes=1)
    Member.objects.filter(email__in=emails).update(
        **EVERY_DAY, next_digest_at=ago, wants_note=ago, last_note_on=None
    )

"""The yearly clearing: people never chosen and untouched for three years, let go all at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from apps.contacts.models import Contact, Origin
from apps.core.dates import add_months
from apps.core.due import Rest

if TYPE_CHECKING:
    from apps.accounts.models import Member

ABOUT = "clearing"
MONTHS = 36
A_YEAR = timedelta(days=365)
AT_ONCE = 500
COLUMNS = ("name", "city", "relation", "remember", "created_at", "last_touch_on", "sort_key")


def long_unchosen(member: Member, today: date) -> Any:
    """People nobody decided about, typed or brought three years ago or more, and untouched since."""
    long_ago = add_months(today, -MONTHS)
    began = datetime.combine(long_ago, time.min, tzinfo=member.zone)
    return (
        Contact.objects.of(member)
        .undecided()
        .filter(
            Q(last_touch_on=None) | Q(last_touch_on__lt=long_ago),
            origin__in=(Origin.FILE, Origin.TYPED),
            created_at__lt=began,
        )
    )


def offered(member: Member, today: date) -> list[Contact]:
    """Whom the clearing offers, by name; at most five hundred at once."""
    people = long_unchosen(member, today).order_by("sort_key", "pk").only(*COLUMNS)
    return list(people[:AT_ONCE])


def is_asked_for(member: Member, today: date) -> bool:
    """Whether there is somebody to let go, and the clearing was not put aside for this year. One query."""
    aside = Rest.objects.filter(owner=OuterRef("owner"), subject=ABOUT, until_on__gt=today)
    return bool(long_unchosen(member, today).filter(~Exists(aside)).exists())


def put_aside(member: Member, today: date) -> None:
    """Not again before next year."""
    Rest.until(member, ABOUT, today + A_YEAR)


def let_go(member: Member, pks: Iterable[int]) -> None:
    """Delete these people, and what happened with nobody but them; it can be taken back."""
    Contact.objects.of(member).filter(pk__in=list(pks)).delete()


def keep(member: Member, pks: Iterable[int], *, today: date, now: datetime) -> None:
    """Keep these as people just remembered: never brought up, and not offered again."""
    kept = Contact.objects.of(member).filter(pk__in=list(pks))
    kept.update(just_remember_on=today, changed_at=now)

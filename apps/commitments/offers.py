"""Offers that stand: which fit a cause, and how often they may still be taken up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.commitments.models import Offer
from apps.core.dates import in_letters

if TYPE_CHECKING:
    from apps.accounts.models import Member

MONTHS = {Offer.Per.MONTH: 1, Offer.Per.QUARTER: 3}
# How often at most in how long; the day since which it was taken up that often, of help its own day, which
# may have been corrected; the causes it fits.
OFFERING = """
    f.most, f.per,
    (select coalesce(v.happened_on, t.taken_on) from commitments_fulfilment t
     left join contacts_give v on v.owner_id = t.owner_id and v.id = t.give_id
     where t.owner_id = f.owner_id and t.offer_id = f.id
     order by 1 desc offset greatest(f.most, 1) - 1 limit 1),
    array(select u.folded from commitments_offercause u where u.owner_id = f.owner_id and u.offer_id = f.id)
"""
STANDING = f"""
select f.id, f.what, {OFFERING}
from commitments_offer f where f.owner_id = %s and f.withdrawn_on is null
order by f.id
"""


@dataclass(frozen=True, slots=True)
class Offering:
    """An offer that stands: its limit, since when it was taken up as often as that, the causes it fits."""

    pk: int
    what: str
    most: int | None
    per: str
    full_since_on: date | None
    causes: frozenset[str]

    @classmethod
    def read(
        cls, pk: int, what: str, most: int | None, per: str, since_on: date | None, causes: list[str]
    ) -> Offering:
        """A row of `OFFERING` behind its key and what it is."""
        return cls(pk, what, most, per, since_on, frozenset(causes))

    def is_full(self, today: date) -> bool:
        """Taken up as often as it may be in this month or quarter."""
        if self.most is None or self.full_since_on is None:
            return False
        return self.full_since_on >= beginning(self.per, today)

    def fits(self, folded: str) -> bool:
        """Whether it is for that cause; one that names no cause is for any."""
        return not self.causes or folded in self.causes


def standing(member: Member) -> list[Offering]:
    """Every offer of the member's that is not withdrawn; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [member.pk])
        return [Offering.read(*row) for row in cursor.fetchall()]


def fitting(member: Member, causes: Collection[str], today: date) -> list[Offering]:
    """Offers that may still be taken up and fit one of these causes (folded), those made for it first."""
    return open_for(standing(member), causes, today)


def open_for(offers: Collection[Offering], causes: Collection[str], today: date) -> list[Offering]:
    """Of these offers, those that fit and are not full; those made for one of the causes first."""
    found = [
        offer
        for offer in offers
        if not offer.is_full(today) and any(offer.fits(cause) for cause in (causes or ("",)))
    ]
    return sorted(found, key=lambda offer: not offer.causes)


def beginning(per: str, today: date) -> date:
    """The first day of the month or quarter that day lies in."""
    months = MONTHS[Offer.Per(per)]
    return date(today.year, (today.month - 1) // months * months + 1, 1)


def free_again_on(per: str, today: date) -> date:
    """The first day of the next month or quarter."""
    begin = beginning(per, today)
    following = begin + timedelta(days=31 * MONTHS[Offer.Per(per)] + 1)
    return beginning(Offer.Per.MONTH, following)


def limit_said(most: int | None, per: str) -> str:
    """ "at most twice a month", "as often as it comes"."""
    if most is None:
        return _("as often as it comes")
    if per == Offer.Per.QUARTER:
        said = ngettext("at most once a quarter", "at most %(count)s times a quarter", most)
    else:
        said = ngettext("at most once a month", "at most %(count)s times a month", most)
    return said % {"count": in_letters(most)}

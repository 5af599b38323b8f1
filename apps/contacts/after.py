"""What contacts compute again after an act was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.contacts.models import Circle, Contact, Membership, Organisation, Participation
from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member


def refresh(member: Member, touched: dict[type[Owned], set[int]]) -> None:
    """Recompute rhythm and search of everyone the taken-back act may have changed.

    Rows that are gone cannot say whose they were, so a removed row of any kind refreshes the
    member's people who took part in something; both statements write only what differs.
    """
    if not touched:
        return
    people = set(touched.get(Contact, ()))
    if any(model is not Contact for model in touched):
        people |= set(Contact.objects.of(member).values_list("pk", flat=True))
    Contact.objects.recompute(people)
    if touched.keys() & {Contact, Circle, Membership, Organisation} or len(touched) > len(
        touched.keys() & {Participation}
    ):
        Contact.objects.reindex(people)

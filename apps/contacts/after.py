"""What contacts compute again after an act was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.fields.json import KT

from apps.contacts.doors import straighten
from apps.contacts.models import (
    Affiliation,
    Cause,
    Circle,
    Contact,
    ContactPoint,
    Interaction,
    Membership,
    Organisation,
    Participation,
)
from apps.core.acts import Act, ActRow
from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member

Pks = dict[type[Owned], set[int]]
MOVE_RHYTHM: set[type[Owned]] = {Contact, Circle, Membership, Interaction, Participation}
MOVE_SEARCH: set[type[Owned]] = {
    *(Contact, Circle, Membership, Organisation, Affiliation, ContactPoint, Cause),
    *(Interaction, Participation),  # their notes
}
OF_A_PERSON: tuple[type[Owned], ...] = (Membership, Participation, Affiliation, ContactPoint, Cause)
"""Rows that may be gone by now: whose they were stands in the act's images."""


def refresh(member: Member, act: Act, touched: Pks) -> None:
    """Recompute rhythm and search of exactly those whom the taken-back act may have changed."""
    if touched.get(Contact):
        straighten(member, touched[Contact])
    people = list(_people(member, act, touched)) if touched.keys() & (MOVE_RHYTHM | MOVE_SEARCH) else []
    if people and touched.keys() & MOVE_RHYTHM:
        Contact.objects.recompute(people)
    if people and touched.keys() & MOVE_SEARCH:
        Contact.objects.reindex(people)


def _people(member: Member, act: Act, touched: Pks) -> set[int]:
    tables = [model._meta.db_table for model in OF_A_PERSON if model in touched]
    images = ActRow.objects.of(member).filter(act=act, table_name__in=tables)
    named = images.values_list(KT("before__contact_id"), KT("after__contact_id")) if tables else ()
    found = {int(pk) for pair in named for pk in pair if pk} | touched.get(Contact, set())
    through = (
        (Participation, "interaction", Interaction),
        (Membership, "circle", Circle),
        (Affiliation, "organisation", Organisation),
    )
    for link, key, whole in through:
        if touched.get(whole):
            joined = link.objects.of(member).filter(**{f"{key}__in": touched[whole]})
            found |= set(joined.values_list("contact_id", flat=True))
    return set(Contact.objects.of(member).filter(pk__in=found).values_list("pk", flat=True))

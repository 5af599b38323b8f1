"""What a member does to many people at once: each verb a few statements, whatever their number.

The verbs of one person are these with a set of one, so that a rule is written once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from apps.core.scope import OwnedQuerySet

if TYPE_CHECKING:
    from apps.contacts.models.circle import Circle


class ManyPeople(OwnedQuerySet):
    """The verbs of a set of people; each leaves rhythm and search as a fresh computation would."""

    def choose_rhythm(self, days: int | None, *, today: date, now: datetime) -> None:
        """Wish to be in touch every so many days; None asks for nothing of its own.

        Without a known touch a first date is set, once, spread over the rhythm.
        """
        people = self._among()
        people.update(rhythm_days=days, just_remember_on=None, changed_at=now)
        if days:
            people.begin(people.pks, today=today)
        people.recompute(people.pks)

    def just_remember(self, *, today: date, now: datetime) -> None:
        """Keep them without a rhythm; only a birthday may bring them up."""
        self._change(rhythm_days=None, just_remember_on=today, changed_at=now)

    def from_before(self, *, today: date, now: datetime) -> None:
        """No rhythm; Kith may bring them up where there is room."""
        self._change(rhythm_days=None, just_remember_on=None, from_before_on=today, changed_at=now)

    def let_be(self, *, now: datetime) -> None:
        """No nudges, suggestions or matching; whoever is let be already keeps the day it was said."""
        self._change(self.filter(let_be_at=None), let_be_at=now, changed_at=now)

    def bring_back(self, *, now: datetime) -> None:
        """The end of *let be*."""
        self._change(self.exclude(let_be_at=None), let_be_at=None, changed_at=now)

    def join(self, circle: Circle, *, today: date) -> None:
        """Put them into this circle; its rhythm holds for those who have none of their own."""
        from apps.contacts.models.circle import Membership

        people = self._among()
        rows = (Membership(owner_id=circle.owner_id, contact_id=pk, circle=circle) for pk in people.pks)
        Membership.objects.bulk_create(rows, ignore_conflicts=True)
        people.begin(people.pks, today=today)
        people.recompute(people.pks)
        people.reindex(people.pks)

    def leave(self, circle_pk: int) -> None:
        """Take them out of a circle; the circle stays."""
        from apps.contacts.models.circle import Membership

        people = self._among()
        Membership.objects.filter(circle_id=circle_pk, contact_id__in=people.pks).delete()
        people.recompute(people.pks)
        people.reindex(people.pks)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them for good, and every touch that nobody else took part in."""
        from apps.contacts.models.interaction import Interaction

        people = self._among()
        for owner in set(people.values_list("owner", flat=True)):
            Interaction.objects.of(owner).only_with(people.pks).delete()
        return super(ManyPeople, people).delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _change(self, whom: Self | None = None, /, **columns: Any) -> None:
        people = (self if whom is None else whom)._among()
        people.update(**columns)
        people.recompute(people.pks)

    def _among(self) -> Any:
        """The same people by their pks, whatever the change does to what they were chosen by."""
        pks = list(self.order_by().values_list("pk", flat=True))
        people: Any = self.model._default_manager.filter(pk__in=pks)
        people.pks = pks
        return people

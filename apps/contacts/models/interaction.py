"""In touch: a dated contact with one or more people. A note is not one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet

if TYPE_CHECKING:
    from apps.accounts.models import Member


class InteractionQuerySet(OwnedQuerySet):
    """Small, chainable questions about touches."""

    def with_person(self, person: Contact) -> Self:
        """Those this person took part in."""
        return self.filter(participations__contact=person)

    def only_with(self, pks: Collection[int]) -> Self:
        """Those that these people took part in and nobody else."""
        mine = Participation.objects.filter(owner=OuterRef("owner"), interaction=OuterRef("pk"))
        return self.filter(Exists(mine.filter(contact__in=pks)), ~Exists(mine.exclude(contact__in=pks)))


class Interaction(Owned):
    """Talked, met or wrote, on a day of the member's own."""

    class Kind(models.TextChoices):
        MET = "met", _("met")
        TALKED = "talked", _("talked")
        WROTE = "wrote", _("wrote")

    uid = models.UUIDField(null=True, editable=False)
    """Where it came in a file that names it, so that it comes once."""
    kind = models.CharField(_("how"), max_length=6, choices=Kind)
    happened_on = models.DateField(_("when"))
    note = models.TextField(_("what we spoke of"), max_length=4000, blank=True)
    created_at = models.DateTimeField()

    objects = InteractionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["owner", "-happened_on", "-id"], name="interaction_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "uid"], name="interaction_uid", condition=models.Q(uid__isnull=False)
            )
        ]

    @classmethod
    def log(
        cls,
        member: Member,
        people: Iterable[Contact],
        *,
        kind: str,
        on: date,
        now: datetime,
        note: str = "",
    ) -> Interaction:
        """In touch with these people that day; their rhythm begins again from the latest touch."""
        people = list(people)
        touch: Interaction = cls.objects.create(
            owner=member, kind=kind, happened_on=on, note=note, created_at=now
        )
        Participation.objects.bulk_create(
            Participation(owner=member, interaction=touch, contact=person) for person in people
        )
        touch._reckon([person.pk for person in people])
        return touch

    def correct(self, *, kind: str, on: date, note: str) -> None:
        """It was otherwise: another kind, day or note; everyone who took part is recomputed."""
        self.kind, self.happened_on, self.note = kind, on, note
        self.save(update_fields=["kind", "happened_on", "note"])
        people = list(self.participations.values_list("contact_id", flat=True))
        Contact.objects.recompute(people)
        Contact.objects.reindex(people)

    def strike(self) -> None:
        """It did not happen: delete it and recompute everyone who took part."""
        people = list(self.participations.values_list("contact_id", flat=True))
        self.delete()
        self._reckon(people)

    def _reckon(self, people: list[int]) -> None:
        """Rhythm of those who took part, and what the note finds them by where there is one."""
        Contact.objects.recompute(people)
        if self.note:
            Contact.objects.reindex(people)


class Participation(Owned):
    """This person took part in it."""

    part_of: ClassVar[str] = "interaction"

    interaction = OwnedForeignKey(Interaction, models.CASCADE, related_name="participations", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="participations", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "interaction", "contact"], name="participation_once")
        ]
        indexes = [models.Index(fields=["owner", "contact", "interaction"], name="participation_of_contact")]

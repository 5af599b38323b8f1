"""Places where people of a goal gather, why there, and the evidence for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact, ContactPoint, Organisation
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey
from apps.goals.models.goal import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


class PlaceTaken(Exception):
    """Another place of the member's goes by this name already: `other`."""

    def __init__(self, other: Place) -> None:
        super().__init__(other.name)
        self.other = other


class Place(Owned):
    """An association, a conference, a club, a venue: found again by its folded name."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        CONFERENCE = "conference", _("conference or fair")
        CLASS = "class", _("class or workshop")
        CLUB = "club", _("club or choir")
        CHARITY = "charity", _("charity or board")
        ONLINE = "online", _("online")
        VENUE = "venue", _("café, bar, hall")
        OTHER = "other", _("other")

    name = models.CharField(_("place"), max_length=200)
    folded = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(_("what it is"), max_length=11, choices=Kind, default=Kind.OTHER)
    city = models.CharField(_("city"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    site = models.CharField(_("on the web"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    organisation = OwnedForeignKey(Organisation, models.SET_NULL, null=True, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "folded"], name="place_once")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def meant(cls, member: Member, name: str) -> Place:
        """The member's place of that name; else a new one."""
        place: Place = cls.objects.get_or_create(
            owner=member, folded=fold(name)[:200], defaults={"name": name[:200]}
        )[0]
        return place

    def rewrite(self, *, name: str, **columns: str | Organisation | None) -> None:
        """Keep what was written. Raises PlaceTaken where another one goes by that name."""
        folded = fold(name)[:200]
        other = Place.objects.of(self.owner_id).filter(folded=folded).exclude(pk=self.pk).first()
        if other:
            raise PlaceTaken(other)
        self.name, self.folded = name, folded
        for column, value in columns.items():
            setattr(self, column, value)
        self.save(update_fields=["name", "folded", *columns])

    @property
    def page(self) -> str:
        """Where it is on the web, http or https whatever was typed; "" for anything else."""
        return ContactPoint(kind=ContactPoint.Kind.URL, value=self.site).page if self.site else ""


class GoalPlace(Owned):
    """People of this goal gather at this place, and why the member thinks so."""

    part_of: ClassVar[str] = "place"

    goal = OwnedForeignKey(Goal, models.CASCADE, related_name="goal_places", db_index=False)
    place = OwnedForeignKey(Place, models.CASCADE, related_name="goal_places", db_index=False)
    why = models.CharField(_("why here"), max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "goal", "place"], name="goal_place_once")]
        indexes = [models.Index(fields=["owner", "place"], name="goal_of_place")]

    def explain(self, why: str) -> None:
        """Why people of the goal gather there."""
        self.why = why
        self.save(update_fields=["why"])


class Evidence(Owned):
    """Somebody, or people of the field in general, seen at a place on a day; and how that is known."""

    part_of: ClassVar[str] = "place"

    place = OwnedForeignKey(Place, models.CASCADE, related_name="evidence", db_index=False)
    contact = OwnedForeignKey(Contact, models.CASCADE, null=True, related_name="evidence", db_index=False)
    """Who was seen; none where it speaks of nobody in particular."""
    what = models.CharField(_("what was seen"), max_length=300, blank=True)
    source = models.CharField(_("how you know"), max_length=300, blank=True)
    seen_on = models.DateField(_("when"))

    class Meta:
        indexes = [
            models.Index(fields=["owner", "place", "-seen_on"], name="evidence_of_place"),
            models.Index(fields=["owner", "contact", "-seen_on"], name="evidence_of_contact"),
        ]

    def correct(self, contact: Contact | None, on: date, what: str, source: str) -> None:
        """It was otherwise: somebody else or nobody in particular, another day, another source."""
        self.contact, self.seen_on, self.what, self.source = contact, on, what, source
        self.save(update_fields=["contact", "seen_on", "what", "source"])

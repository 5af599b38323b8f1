"""Organisations, and who is there, as what, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.domains import are_alike, belongs, hosts_of
from apps.contacts.models.contact import Contact
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member


class OrganisationTaken(Exception):
    """Another organisation of the member's goes by this name already: `other`."""

    def __init__(self, other: Organisation) -> None:
        super().__init__(other.name)
        self.other = other


class Organisation(Owned):
    """A company, nonprofit, club or school, found again by folded name or domain."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (("name", "folded"),)

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        NONPROFIT = "nonprofit", _("nonprofit")
        CLUB = "club", _("club")
        SCHOOL = "school", _("school")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.COMPANY)
    domain = models.CharField(max_length=200, blank=True, db_collation="C")
    notes = models.TextField(_("notes"), max_length=65536, blank=True)
    extras = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "folded"], name="organisation_once")]
        indexes = [models.Index(fields=["owner", "domain"], name="organisation_by_domain")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def meant(cls, member: Member, name: str, emails: Iterable[str] = ()) -> Organisation:
        """The member's organisation of that name; else a new one.

        Where the addresses of whoever is there lead to one that goes by a like name, it is that one:
        "Siemens" of somebody at siemens.com is the "Siemens AG" kept with that domain.
        """
        folded, hosts = fold(name)[:200], list(hosts_of(emails))
        there = cls.objects.of(member)
        found = there.filter(folded=folded).first()
        if found is None and hosts:
            there_too = there.filter(domain__in=hosts).order_by("pk")[:20]
            found = next((each for each in there_too if are_alike(each.name, name)), None)
        if found is None:
            domain = next((host for host in hosts if belongs(host, name)), "")
            found, _made = cls.objects.get_or_create(
                owner=member, folded=folded, defaults={"name": name[:200], "domain": domain}
            )
        organisation: Organisation = found
        return organisation

    def rewrite(self, *, name: str, kind: str, domain: str, notes: str) -> None:
        """Keep what was written; its people are found by another name at once.

        Raises OrganisationTaken where another one goes by that name.
        """
        folded, is_renamed = fold(name)[:200], name != self.name
        other = Organisation.objects.of(self.owner_id).filter(folded=folded).exclude(pk=self.pk).first()
        if other:
            raise OrganisationTaken(other)
        self.name, self.folded, self.kind, self.domain, self.notes = name, folded, kind, domain, notes
        self.save(update_fields=["name", "folded", "kind", "domain", "notes"])
        if is_renamed:
            Contact.objects.reindex(self.people())

    def dissolve(self) -> None:
        """Delete it with who was there when; its people stay, and are found by its name no longer."""
        people = self.people()
        self.delete()
        Contact.objects.reindex(people)

    def people(self) -> list[int]:
        """Keys of everybody who is or was there."""
        return list(self.affiliations.values_list("contact_id", flat=True).distinct())


class Affiliation(Owned):
    """This person is or was there, as what, from–to."""

    part_of: ClassVar[str] = "contact"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("from_on", "until_on"),)

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="affiliations", db_index=False)
    organisation = OwnedForeignKey(Organisation, models.CASCADE, related_name="affiliations", db_index=False)
    role = models.CharField(_("as what"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "contact"], name="affiliation_of_contact"),
            models.Index(fields=["owner", "organisation"], name="affiliation_of_organisation"),
        ]

    def is_there(self, today: date) -> bool:
        """Whether this person is there still: no end is known, or it is to come."""
        return self.until_on is None or self.until_on >= today

    @property
    def as_what(self) -> str:
        """Role and department, as far as they are known."""
        return ", ".join(filter(None, (self.role, self.department)))

    @property
    def years(self) -> str:
        """ "2015–2019", "2019–", or "" where no day is known."""
        since, until = (str(on.year) if on else "" for on in (self.from_on, self.until_on))
        if since == until:
            return since
        return f"{since}–{until}"

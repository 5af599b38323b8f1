"""What belongs to a person: ways to reach them, dates that matter, a photo."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.contact import Contact
from apps.core.scope import Owned, OwnedForeignKey


class ContactPoint(Owned):
    """An e-mail address, telephone number, page, messenger or postal address.

    `value` is as typed; `match_key` is what finds it again: the address in lower case, the
    number in E.164, the page without scheme, `www.`, query and trailing slash.
    """

    part_of: ClassVar[str] = "contact"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("kind", "value", "match_key", "parts"),)

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")
        URL = "url", _("page")
        MESSENGER = "messenger", _("messenger")
        ADDRESS = "address", _("address")

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="points", db_index=False)
    kind = models.CharField(max_length=9, choices=Kind)
    value = models.CharField(max_length=2000)
    match_key = models.CharField(max_length=320, db_collation="C", blank=True)
    label = models.CharField(max_length=100, blank=True)
    position = models.SmallIntegerField(default=0)
    parts = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "contact", "kind", "position"], name="point_of_contact"),
            models.Index(
                fields=["owner", "kind", "match_key"], name="point_by_key", condition=~Q(match_key="")
            ),
        ]

    @property
    def number(self) -> str:
        """What a telephone dials: E.164 where it is known, else the digits as typed."""
        return self.match_key if self.match_key.startswith("+") else _dialled(self.value)

    @property
    def whatsapp(self) -> str:
        """The digits by which WhatsApp knows this number; "" without its country code."""
        return self.match_key[1:] if self.kind == self.Kind.PHONE and self.match_key.startswith("+") else ""

    @property
    def page(self) -> str:
        """The page's address, which is http or https whatever was typed; "" for anything else."""
        if self.kind != self.Kind.URL:
            return ""
        value = self.value.strip()
        if value.lower().startswith(("http://", "https://")):
            return value
        return "" if ":" in value.split("/")[0] else f"https://{value}"


def _dialled(value: str) -> str:
    return "".join(sign for sign in value if sign in "+*#" or sign.isdecimal())


class ImportantDate(Owned):
    """A birthday or another yearly date; the year may be unknown."""

    part_of: ClassVar[str] = "contact"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("kind", "month", "day", "year"),)

    class Kind(models.TextChoices):
        BIRTHDAY = "birthday", _("birthday")
        OTHER = "other", _("another date")

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="important_dates", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    label = models.CharField(max_length=100, blank=True)
    month = models.SmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.SmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(31)])
    year = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "contact"], name="one_birthday", condition=Q(kind="birthday")
            ),
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31))
                & ~Q(month=2, day__gt=29)
                & ~Q(month__in=(4, 6, 9, 11), day=31),
                name="date_in_the_year",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="date_of_contact"),
            models.Index(fields=["owner", "month", "day"], name="date_in_year"),
        ]


class Photo(Owned):
    """A person's picture: 256 px WebP of at most 64 KB, re-encoded, without metadata."""

    part_of: ClassVar[str] = "contact"
    heavy: ClassVar[tuple[str, ...]] = ("image",)

    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="photos", db_index=False)
    image = models.BinaryField(max_length=65536)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "contact"], name="one_photo")]

    @classmethod
    def keep(cls, contact: Contact, image: bytes, digest: bytes) -> None:
        """This is their picture from now on, in place of the one there was.

        A new row, for an act remembers a picture only whole, when its row goes.
        """
        cls.objects.of(contact.owner_id).filter(contact=contact).delete()
        cls.objects.create(owner_id=contact.owner_id, contact=contact, image=image, digest=digest)

"""Calendar feeds: an address for each kind, under which a calendar program reads on its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Link
from apps.core.scope import Owned

if TYPE_CHECKING:
    from apps.accounts.models import Member


class Feed(Owned):
    """What a member's calendar may read, while its link holds; there is none where no address was asked for.

    No act remembers it: an address that was ended must not come back.
    """

    recorded: ClassVar[bool] = False
    archived: ClassVar[bool] = False

    class Kind(models.TextChoices):
        GATHERINGS = "gatherings", _("Gatherings")
        PROMISES = "promises", _("Promises")

    kind = models.CharField(max_length=10, choices=Kind)
    link = models.ForeignKey(Link, models.CASCADE, related_name="+")
    names_since = models.DateTimeField(null=True)
    """Since when names of people and notes go along; none: they do not."""
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind"], name="feed_once")]

    @classmethod
    def hand_out(cls, member: Member, kind: str, *, now: datetime) -> Feed:
        """An address for this kind; another one where there was one, which opens nothing any more."""
        link = Link.hand_out(member, purpose_of(kind), now=now)
        before: Feed | None = cls.objects.of(member).filter(kind=kind).select_related("link").first()
        if before is None:
            made: Feed = cls.objects.create(owner=member, kind=kind, link=link, created_at=now)
            return made
        before.link.revoke(now=now)
        before.link = link
        before.save(update_fields=["link"])
        return before

    def revoke(self, *, now: datetime) -> None:
        """Its address opens nothing any more."""
        self.link.revoke(now=now)
        self.delete()

    def name_people(self, *, now: datetime) -> None:
        """Names of people and notes go along."""
        self.names_since = self.names_since or now
        self.save(update_fields=["names_since"])

    def leave_names_out(self) -> None:
        """They do not."""
        self.names_since = None
        self.save(update_fields=["names_since"])

    @property
    def has_names(self) -> bool:
        """Whether names of people and notes go along."""
        return self.names_since is not None


def purpose_of(kind: str) -> str:
    """The purpose of a link to a feed of this kind."""
    return f"feed_{kind}"


PURPOSES = frozenset(map(purpose_of, Feed.Kind.values))

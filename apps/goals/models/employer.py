"""The member's employer, as far as a goal could compete with it; shown to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.turns import in_turn
from apps.core.fold import fold
from apps.core.scope import Owned
from apps.goals import competing

if TYPE_CHECKING:
    from apps.accounts.models import Member


class EmployerProfile(Owned):
    """Who employs the member, the domain of their mail, and the keys of the fields they serve."""

    name = models.CharField(_("employer"), max_length=200, blank=True)
    domain = models.CharField(_("where their mail goes"), max_length=200, blank=True, db_collation="C")
    fields = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="employer_once")]

    @classmethod
    def of_member(cls, member: Member) -> EmployerProfile | None:
        """What the member said of their employer, or None."""
        found: EmployerProfile | None = cls.objects.of(member).first()
        return found

    @classmethod
    def rewrite(
        cls, member: Member, *, name: str, domain: str, fields: Iterable[str], now: datetime
    ) -> EmployerProfile:
        """Say who employs the member; goals that compete are held, those that no longer do are released.

        What another employer approved counts no longer.
        """
        in_turn(member.pk)
        before = cls.of_member(member)
        if before is not None and before.is_other(name, domain):
            competing.forget_approvals(member.pk)
        profile, _made = cls.objects.update_or_create(
            owner=member,
            defaults={"name": name, "domain": domain, "fields": list(fields), "changed_at": now},
        )
        competing.settle(member.pk, now=now)
        return profile

    @classmethod
    def forget(cls, member: Member, *, now: datetime) -> None:
        """No employer any more: what waited because of them waits no longer."""
        in_turn(member.pk)
        competing.forget_approvals(member.pk)
        cls.objects.of(member).delete()
        competing.settle(member.pk, now=now)

    def is_other(self, name: str, domain: str) -> bool:
        """Whether these name somebody else: another name, and no mail that goes where theirs does."""
        is_renamed = bool(self.name and name) and fold(self.name) != fold(name)
        return is_renamed and not (domain and domain == self.domain)

    def reads(self, address: str) -> bool:
        """Whether an e-mail address is at the employer's domain, or at a house below it."""
        host = address.strip().lower().rpartition("@")[2]
        return bool(self.domain) and (host == self.domain or host.endswith("." + self.domain))

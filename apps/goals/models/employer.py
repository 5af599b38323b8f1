"""The member's employer, as far as a goal could compete with it; shown to nobody else."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.scope import Owned


class EmployerProfile(Owned):
    """Who employs the member, the domain of their mail, and the keys of the fields they serve."""

    name = models.CharField(_("employer"), max_length=200, blank=True)
    domain = models.CharField(_("where their mail goes"), max_length=200, blank=True, db_collation="C")
    fields = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="employer_once")]

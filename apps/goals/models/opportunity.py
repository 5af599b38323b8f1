"""What came of it: of what kind, through whom, where it began."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact
from apps.core.scope import Owned, OwnedForeignKey
from apps.goals.models.gathering import Gathering
from apps.goals.models.goal import Goal
from apps.goals.models.place import Place


class Opportunity(Owned):
    """One thing that came of knowing people: a client, a job, an idea, a door."""

    class Kind(models.TextChoices):
        CLIENT = "client", _("a client")
        JOB = "job", _("a job")
        PROJECT = "project", _("something to do together")
        INTRODUCTION = "introduction", _("an introduction")
        ADVICE = "advice", _("advice that helped")
        FRIEND = "friend", _("a friendship")
        OTHER = "other", _("something else")

    goal = OwnedForeignKey(Goal, models.SET_NULL, null=True, related_name="opportunities", db_index=False)
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind, default=Kind.OTHER)
    what = models.CharField(_("what came of it"), max_length=300)
    happened_on = models.DateField(_("when"))
    contact = OwnedForeignKey(
        Contact, models.SET_NULL, null=True, related_name="opportunities", db_index=False
    )
    """Through whom."""
    gathering = OwnedForeignKey(Gathering, models.SET_NULL, null=True, related_name="opportunities")
    place = OwnedForeignKey(Place, models.SET_NULL, null=True, related_name="opportunities")
    """Where it began."""

    class Meta:
        indexes = [
            models.Index(fields=["owner", "goal", "-happened_on"], name="opportunity_of_goal"),
            models.Index(fields=["owner", "contact"], name="opportunity_of_contact"),
            models.Index(fields=["owner", "-happened_on"], name="opportunity_newest"),
        ]

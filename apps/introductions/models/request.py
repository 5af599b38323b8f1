"""A request for an introduction: whom, why, what one gives, and how far it has come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.contacts.models import Contact, Organisation
from apps.core.scope import Owned, OwnedForeignKey, OwnedQuerySet
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


class State(models.TextChoices):
    """How far a request has come; those from CLOSED on, but for what follows an introduction, are final.

    draft → asked (a friend has the question) ⇄ waiting (no friend has it; another may be asked)
    → with_target (a friend passes the note on) → yes (they will write, or both get a mail) → introduced
    → met → told. Ends without an introduction: closed, withdrawn, expired.
    """

    DRAFT = "draft", _("being written")
    ASKED = "asked", _("with a friend")
    WAITING = "waiting", _("nobody is asked")
    WITH_TARGET = "with_target", _("passed on")
    YES = "yes", _("a yes")
    INTRODUCED = "introduced", _("introduced")
    MET = "met", _("met")
    TOLD = "told", _("told how it went")
    CLOSED = "closed", _("closed without an introduction")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("ended without an answer")


OPEN = (State.DRAFT, State.ASKED, State.WAITING, State.WITH_TARGET)
"""From these a request can be withdrawn."""
HAPPENED = (State.YES, State.INTRODUCED, State.MET, State.TOLD)
"""A yes was given."""


class RequestQuerySet(OwnedQuerySet):
    """Requests by how far they are."""

    def open(self) -> Self:
        """Drafts, and those that wait for somebody."""
        return self.filter(state__in=OPEN)


class IntroductionRequest(Owned):
    """The member would like to meet somebody, and asks friends for a door, one at a time."""

    together: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("contact_id", "organisation_id", "whom"),
        ("state", "closes_on", "closed_on", "introduced_on", "met_on", "told_on"),
    )

    contact = OwnedForeignKey(
        Contact, models.SET_NULL, null=True, related_name="requests_to_meet", db_index=False
    )
    """Whom to meet, where it is a person in the book."""
    organisation = OwnedForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="requests", db_index=False
    )
    """Or somebody at this organisation."""
    whom = models.CharField(_("whom you would like to meet"), max_length=200)
    """As the letters say it: a name, a role, "someone who …"."""
    what = models.CharField(_("who they are"), max_length=200, blank=True)
    goal = OwnedForeignKey(Goal, models.SET_NULL, null=True, related_name="requests", db_index=False)
    why = models.TextField(_("why"), max_length=1000)
    gives = models.TextField(_("what you give"), max_length=1000, blank=True)
    note = models.TextField(_("the note to pass on"), max_length=2000)
    """Drafted from the goal; in the member's own words."""
    signed = models.CharField(_("your name, as they will read it"), max_length=80, blank=True)
    about = models.CharField(_("who you are, in a line"), max_length=200, blank=True)
    address = models.EmailField(_("where they may write to you"), max_length=254, blank=True)
    """Shown to whoever was asked for, once they have said yes; nowhere before."""
    by_itself = models.BooleanField(_("ask the next one by itself"), default=False)
    """Whether Kith may mail its fixed text to the next friend without asking the member again."""
    tried_on = models.DateField(null=True)
    """When the calendar last tried to ask the next one by itself."""
    state = models.CharField(max_length=11, choices=State, default=State.DRAFT)
    closes_on = models.DateField(null=True)
    """The last day of the state it is in, on the member's calendar."""
    created_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    """When it ended without an introduction."""
    introduced_on = models.DateField(null=True)
    thanked_on = models.DateField(null=True)
    """When the friend who opened the door was thanked."""
    met_on = models.DateField(null=True)
    told_on = models.DateField(null=True)

    objects = RequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state", "closes_on"], name="request_by_state"),
            models.Index(fields=["owner", "contact"], name="request_of_contact"),
            models.Index(fields=["owner", "organisation"], name="request_at_organisation"),
            models.Index(fields=["owner", "goal"], name="request_of_goal"),
            models.Index(
                fields=["closes_on", "id"],
                name="request_clock",
                condition=models.Q(closes_on__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="request_by_itself",
                condition=models.Q(state="waiting", by_itself=True),
            ),
        ]

    def __str__(self) -> str:
        return self.whom

    @classmethod
    def draft(cls, member: Member, *, now: datetime, **columns: Any) -> IntroductionRequest:
        """Another request of this member's, not shown to anybody yet."""
        made: IntroductionRequest = cls.objects.create(owner=member, created_at=now, **columns)
        return made


class Transition(Owned):
    """A request went from one state to another, when and by whom. What nobody may read leaves none."""

    part_of: ClassVar[str] = "request"

    class By(models.TextChoices):
        MEMBER = "member", _("you")
        FRIEND = "friend", _("your friend")
        TARGET = "target", _("the one you wanted to meet")
        CLOCK = "clock", _("the calendar")

    request = OwnedForeignKey(IntroductionRequest, models.CASCADE, related_name="transitions", db_index=False)
    state = models.CharField(max_length=11, choices=State)
    by = models.CharField(max_length=6, choices=By)
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "request", "id"], name="transition_of_request")]

"""A person in a member's book; never a login."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.contacts.models.many import ManyPeople
from apps.core.due import resting
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONG_UNTOUCHED_DAYS = 365
STANDING = (
    *("rhythm_days", "first_due_on", "just_remember_on", "from_before_on", "let_be_at"),
    *("last_touch_on", "due_on", "changed_at"),
)
"""What the verbs of rhythm write."""
TITLES = frozenset(
    """
    mr mrs ms miss dr prof sir madam herr frau monsieur madame señor señora dom dona don doña aunt auntie
    uncle grandpa grandma granny cousin tante onkel oma opa tía tío abuela abuelo
    """.split()  # noqa: SIM905 (as a list it would be forty lines)
)


def first_name_of(name: str, given_name: str) -> str:
    """How a first line would address somebody of that name; the name as given, where it is known apart."""
    first = name.split(" ")[0]
    is_title = first.endswith(".") or first.lower() in TITLES
    return given_name or (name if is_title else first)


class Origin(models.TextChoices):
    """Where a person came from; *from before* asks for it."""

    TYPED = "typed", _("typed in")
    FIRST_FIVE = "first_five", _("one of the first five")
    WALK = "walk", _("walk through life")
    FILE = "file", _("brought in a file")
    TO_MEET = "to_meet", _("somebody to meet")
    GATHERING = "gathering", _("met at a gathering")
    INTRODUCTION = "introduction", _("introduced to you")


class ContactQuerySet(ManyPeople):
    """Small, chainable questions about people."""

    def with_rhythm_due(self, today: date) -> Self:
        """Whose rhythm has come round by that day."""
        return self.filter(due_on__lte=today, let_be_at=None, died_on=None)

    def dormant(self, today: date) -> Self:
        """*From before*: picked or from the walk, no rhythm, untouched for a year or for ever."""
        long_ago = date.fromordinal(today.toordinal() - LONG_UNTOUCHED_DAYS)
        return self.filter(
            Q(origin=Origin.WALK) | Q(from_before_on__isnull=False),
            Q(last_touch_on__isnull=True) | Q(last_touch_on__lt=long_ago),
            due_on=None,
            just_remember_on=None,
            let_be_at=None,
            died_on=None,
        )

    def in_circle(self, circle_pk: int) -> Self:
        """Who belongs to this circle."""
        return self.filter(memberships__circle=circle_pk)

    def not_put_off(self, today: date) -> Self:
        """Without those who rest beyond today: *Not today* holds in lists as it does in the note."""
        return self.filter(~resting("contact", today))

    def undecided(self) -> Self:
        """Neither a rhythm, their own or a circle's, nor a word that they shall have none.

        Somebody to meet is decided about once there was a first touch, not before.
        """
        return self.filter(
            ~Q(origin=Origin.TO_MEET) | Q(last_touch_on__isnull=False),
            rhythm_days=None,
            due_on=None,
            just_remember_on=None,
            from_before_on=None,
            let_be_at=None,
            died_on=None,
        )

    def add(self, member: Member, name: str, *, now: datetime, **more: Any) -> Contact:
        """A new person of this member's, findable at once; `more` are columns, `circles` names."""
        circles = more.pop("circles", ())
        person: Contact = self.create(owner=member, name=name, created_at=now, changed_at=now, **more)
        for circle in circles:
            person.join(circle)
        self.reindex([person.pk])
        return person

    def recompute(self, pks: list[int] | set[int]) -> int:
        """Write `last_touch_on` and `due_on` of these people anew; how many changed. One statement."""
        from apps.contacts.models.rhythm import recompute

        return recompute(list(pks))

    def begin(self, pks: list[int] | set[int], *, today: date) -> None:
        """Give those of these people who have a rhythm and no first date one; the caller recomputes."""
        from apps.contacts.models.rhythm import begin

        begin(list(pks), today)

    def reindex(self, pks: list[int] | set[int]) -> None:
        """Write the search tokens, fold and letter of these people anew."""
        from apps.contacts.models.indexing import reindex

        reindex(list(pks))


class Contact(Owned):
    """One person. What it keeps must be fit for that person to read."""

    derived: ClassVar[tuple[str, ...]] = ("last_touch_on", "due_on", "sort_key", "letter", "changed_at")

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    nickname = models.CharField(_("nickname"), max_length=100, blank=True)
    relation = models.CharField(_("what they are to me"), max_length=100, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    interests = models.CharField(_("what they enjoy"), max_length=300, blank=True)
    family = models.CharField(_("their family"), max_length=300, blank=True)
    remember = models.CharField(_("what to remember"), max_length=200, blank=True)
    ask_next = models.CharField(_("what to ask next time"), max_length=300, blank=True)
    opener = models.CharField(_("a first line in my own words"), max_length=300, blank=True)
    how_we_met = models.CharField(_("how we met"), max_length=300, blank=True)
    met_on = models.DateField(_("when we met"), null=True, blank=True)
    notes = models.TextField(_("notes"), max_length=65536, blank=True)
    introduced_by = OwnedForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="opened", db_index=False
    )

    rhythm_days = models.SmallIntegerField(
        _("rhythm"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    first_due_on = models.DateField(null=True)
    just_remember_on = models.DateField(null=True)
    from_before_on = models.DateField(null=True)
    let_be_at = models.DateTimeField(null=True)
    died_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.TYPED)
    extras = models.JSONField(default=list, blank=True)

    last_touch_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    sort_key = models.CharField(max_length=200, db_collation="C", default="")
    letter = models.CharField(max_length=1, db_collation="C", default="#")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="contact_by_name"),
            models.Index(
                fields=["owner", "due_on", "id"], name="contact_by_due", condition=Q(due_on__isnull=False)
            ),
            models.Index(fields=["owner", "-created_at", "-id"], name="contact_newest"),
            models.Index(fields=["owner", "letter"], name="contact_letters"),
            models.Index(
                fields=["owner", "city", "sort_key", "id"], name="contact_by_city", condition=~Q(city="")
            ),
            models.Index(
                fields=["owner", "relation", "sort_key", "id"],
                name="contact_by_relation",
                condition=~Q(relation=""),
            ),
            models.Index(
                fields=["owner", "introduced_by"],
                name="contact_by_introducer",
                condition=Q(introduced_by__isnull=False),
            ),
            models.Index(
                fields=["owner", "sort_key", "id"],
                name="contact_from_before",
                condition=Q(origin=Origin.WALK) | Q(from_before_on__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "uid"], name="contact_uid"),
            models.CheckConstraint(
                condition=Q(rhythm_days=None) | Q(rhythm_days__range=(1, 3650)), name="contact_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(introduced_by=None) | ~Q(introduced_by=F("id")), name="contact_not_by_self"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """How a first line would address this person: "Ana", but "Mr. Okafor" and "Aunt Marisol" whole."""
        return first_name_of(self.name, self.given_name)

    @property
    def is_hoped_for(self) -> bool:
        """Somebody to meet with whom nothing has happened yet: their monogram is dashed."""
        return self.origin == Origin.TO_MEET and self.last_touch_on is None

    def is_due(self, today: date) -> bool:
        """Whether the rhythm has come round by that day."""
        return self.due_on is not None and self.due_on <= today

    def is_resting(self) -> bool:
        """Whether nothing asks to be in touch with this person: just remembered, let be, or dead."""
        return bool(self.just_remember_on or self.let_be_at or self.died_on)

    def join(self, circle_name: str) -> None:
        """Put this person into the circle of that name, made where there is none; not reindexed."""
        from apps.contacts.models.circle import Circle, Membership

        circle = Circle.named(self.owner, circle_name)
        Membership.objects.get_or_create(owner=self.owner, contact=self, circle=circle)

    def rewrite(self, columns: Iterable[str], *, now: datetime) -> None:
        """Keep what was written into these columns; found by the new words from now on."""
        self.changed_at = now
        self._save_and_recompute(*columns)
        Contact.objects.reindex([self.pk])

    def leave(self, circle_pk: int) -> None:
        """Take this person out of a circle; the circle stays."""
        self._alone().leave(circle_pk)

    def choose_rhythm(self, days: int | None, *, today: date, now: datetime) -> None:
        """Wish to be in touch every so many days; None asks for nothing of its own."""
        self._alone().choose_rhythm(days, today=today, now=now)
        self._reread()

    def just_remember(self, *, today: date, now: datetime) -> None:
        """Keep this person without a rhythm; only a birthday may bring them up."""
        self._alone().just_remember(today=today, now=now)
        self._reread()

    def from_before(self, *, today: date, now: datetime) -> None:
        """No rhythm; Kith may bring this person up where there is room."""
        self._alone().from_before(today=today, now=now)
        self._reread()

    def let_be(self, *, now: datetime) -> None:
        """No nudges, suggestions or matching for this person; a re-import does not bring them back."""
        self._alone().let_be(now=now)
        self._reread()

    def bring_back(self, *, now: datetime) -> None:
        """The end of *let be*."""
        self._alone().bring_back(now=now)
        self._reread()

    def has_died(self, on: date, *, now: datetime) -> None:
        """No more nudges or birthdays; the page is kept."""
        self.died_on, self.changed_at = on, now
        self._save_and_recompute("died_on")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete this person for good, and every touch that nobody else took part in."""
        from apps.contacts.models.interaction import Interaction

        Interaction.objects.of(self.owner_id).only_with([self.pk]).delete()
        return super().delete(*args, **kwargs)

    def _alone(self) -> ContactQuerySet:
        return Contact.objects.of(self.owner_id).filter(pk=self.pk)

    def _reread(self) -> None:
        self.refresh_from_db(fields=STANDING)

    def _save_and_recompute(self, *fields: str) -> None:
        self.save(update_fields=[*fields, "changed_at"])
        Contact.objects.recompute([self.pk])
        self.refresh_from_db(fields=["last_touch_on", "due_on"])

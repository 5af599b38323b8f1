"""What a goal's page shows, read once and shared by its sections: 200 people cost what two do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from apps.contacts.models import Contact
from apps.goals.beside import Beside
from apps.goals.meetings import NOBODY_YET, History, histories
from apps.goals.models import Goal, Target

if TYPE_CHECKING:
    from apps.accounts.models import Member

CONTACT = (
    *("owner_id", "name", "given_name", "nickname", "sort_key", "letter", "city", "origin", "ask_next"),
    *("died_on", "let_be_at", "last_touch_on", "due_on", "rhythm_days", "introduced_by_id"),
)
"""What a goal's page says of a person: two hundred of them whole would cost as much as all else."""
OF_THEIR_CONTACT = tuple(f"contact__{name}" for name in CONTACT)
TARGET = ("owner_id", "goal_id", "contact_id", "what", "called_friend_on", "added_at")


@dataclass
class Portrait:
    """One goal of a member's on a day of theirs; sections read targets, circle and history from here."""

    member: Member
    goal: Goal
    today: date
    now: datetime
    beside: Beside = field(default_factory=Beside)

    @cached_property
    def targets(self) -> list[Target]:
        """People to meet with their contact, in the order they were added; one query."""
        mine = Target.objects.of(self.member).filter(goal=self.goal.pk).select_related("contact")
        return list(mine.only(*TARGET, *OF_THEIR_CONTACT).order_by("added_at", "pk"))

    @cached_property
    def circle(self) -> list[Contact]:
        """Who is in the goal's own circle; one query, none where it has no circle."""
        if self.goal.circle_id is None:
            return []
        there = Contact.objects.of(self.member).in_circle(self.goal.circle_id)
        return list(there.only(*CONTACT).order_by("sort_key", "pk"))

    @cached_property
    def people(self) -> dict[int, Contact]:
        """People to meet and those of the circle, each once, by key."""
        return {target.contact_id: target.contact for target in self.targets} | {
            person.pk: person for person in self.circle
        }

    @cached_property
    def _histories(self) -> dict[int, History]:
        return histories(self.member, self.people) if self.people else {}

    def history(self, contact_pk: int) -> History:
        """When this person was met and touched; one query for all of them."""
        return self._histories.get(contact_pk, NOBODY_YET)

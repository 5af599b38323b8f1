"""What a goal's page shows, read once and shared by its sections: 200 people cost what two do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from apps.goals.beside import Beside, beside
from apps.goals.listed import Listed, Somebody, ToMeet, listed
from apps.goals.meetings import NOBODY_YET, History, histories
from apps.goals.models import Goal

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass
class Portrait:
    """One goal of a member's on a day of theirs; sections read targets, circle and history from here."""

    member: Member
    goal: Goal
    today: date
    now: datetime

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the goal in the member's own world; one query."""
        return beside(self.goal)

    @cached_property
    def _listed(self) -> Listed:
        return listed(self.goal)

    @cached_property
    def targets(self) -> list[ToMeet]:
        """People to meet, in the order they were added; one query for them and the circle."""
        return self._listed.to_meet

    @cached_property
    def still_there(self) -> list[ToMeet]:
        """People to meet without those who died or are let be."""
        return [target for target in self.targets if target.is_there]

    @property
    def circle(self) -> list[Somebody]:
        """Who is in the goal's own circle; read along with the people to meet."""
        return self._listed.circle

    @cached_property
    def people(self) -> dict[int, Somebody]:
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

    def has_met(self, contact_pk: int) -> bool:
        """Whether the member has met this person: ink, no dashes."""
        return self.history(contact_pk).meetings(self.today) > 0

"""Small `make_…` functions for goals, and books of random histories with what they should come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from apps.accounts.models import Member
from apps.contacts.models import Circle, Contact, Interaction, Membership, Participation
from apps.core.scope import acting_as
from apps.goals.meetings import History
from apps.goals.models import Goal, Opportunity, Target
from tests.conftest import NOW
from tests.making import make_contact

TODAY = NOW.date()


def make_goal(member: Member, sentence: str = "To be at home among makers", **more: Any) -> Goal:
    """A goal, begun long enough ago unless said otherwise."""
    more.setdefault("began_on", date(2026, 3, 2))
    with acting_as(member):
        return Goal.objects.create(owner=member, sentence=sentence, created_at=NOW, **more)


def make_target(goal: Goal, contact: Contact, what: str = "") -> Target:
    """Somebody to meet for the goal."""
    with acting_as(goal.owner):
        return Target.objects.create(owner=goal.owner, goal=goal, contact=contact, what=what, added_at=NOW)


def make_opportunity(goal: Goal, what: str = "A first client", **more: Any) -> Opportunity:
    """One thing that came of it."""
    more.setdefault("happened_on", date(2026, 10, 1))
    with acting_as(goal.owner):
        return Opportunity.objects.create(owner=goal.owner, goal=goal, what=what, **more)


def meet(member: Member, contact: Contact, *days: date, kind: str = "met") -> None:
    """They met on these days."""
    with acting_as(member):
        for on in days:
            touch = Interaction.objects.create(owner=member, kind=kind, happened_on=on, created_at=NOW)
            Participation.objects.create(owner=member, interaction=touch, contact=contact)


def make_met(member: Member, name: str, *days: date, **more: Any) -> Contact:
    """Somebody in the book, met on these days."""
    person = make_contact(member, name, **more)
    meet(member, person, *days)
    return person


@dataclass
class Told:
    """One person's story as days before today; negative ones lie ahead."""

    touches: list[tuple[str, int]] = field(default_factory=list)
    rhythm: int | None = None
    circles: list[int | None] = field(default_factory=list)
    died: int | None = None
    let_be: int | None = None

    def history(self) -> History:
        """What the definitions say of it, by hand."""
        met = {day(ago) for kind, ago in self.touches if kind == "met"}
        touched = {day(ago) for _kind, ago in self.touches}
        of_circles = [days for days in self.circles if days]
        gone = [day(ago) for ago in (self.died, self.let_be) if ago is not None]
        return History(
            tuple(sorted(met)),
            tuple(sorted(touched)),
            self.rhythm or min(of_circles, default=None),
            min(gone, default=None),
        )


agos = st.integers(-30, 500)
rhythms = st.none() | st.sampled_from([1, 7, 30, 91, 365, 3650])
told = st.builds(
    Told,
    touches=st.lists(st.tuples(st.sampled_from(["met", "met", "met", "talked", "wrote"]), agos), max_size=6),
    rhythm=rhythms,
    circles=st.lists(rhythms, max_size=3),
    died=st.none() | st.none() | agos,
    let_be=st.none() | st.none() | agos,
)


def day(ago: int) -> date:
    """So many days before the day of the tests."""
    return TODAY - timedelta(days=ago)


def plant(member: Member, stories: list[Told], **more: Any) -> list[Contact]:
    """A book in which these stories happened, each touch beside the others of its day."""
    with acting_as(member):
        people = [make_plain(member, number, story, **more) for number, story in enumerate(stories)]
        for person, story in zip(people, stories, strict=True):
            for kind, ago in story.touches:
                touch = Interaction.objects.create(
                    owner=member, kind=kind, happened_on=day(ago), created_at=NOW
                )
                Participation.objects.create(owner=member, interaction=touch, contact=person)
    return people


def make_plain(member: Member, number: int, story: Told, **more: Any) -> Contact:
    """A person of that story, with circles of their own."""
    let_be = datetime.combine(day(story.let_be), time(12), UTC) if story.let_be is not None else None
    person: Contact = Contact.objects.create(
        owner=member,
        name=f"P {number:03}",
        sort_key=f"p {number:03}",
        rhythm_days=story.rhythm,
        died_on=day(story.died) if story.died is not None else None,
        let_be_at=let_be,
        created_at=NOW,
        changed_at=NOW,
        **more,
    )
    for nth, days in enumerate(story.circles):
        circle = Circle.objects.create(
            owner=member, name=f"{number} {nth}", folded=f"{number} {nth}", rhythm_days=days
        )
        Membership.objects.create(owner=member, contact=person, circle=circle)
    return person


def forget(member: Member) -> None:
    """An empty book again, between examples."""
    with acting_as(member):
        for model in (Opportunity, Goal, Interaction, Contact, Circle):
            model.objects.of(member).delete()

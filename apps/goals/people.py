"""People to meet as their goal shows them: how far it has come, what is public, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from apps.core.addresses import address
from apps.goals.listed import A_DOZEN, Freshest, ToMeet
from apps.goals.models import PublicFact
from apps.goals.portrait import Portrait
from apps.goals.stages import Stage, last_on, stage

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50


class NextStep(NamedTuple):
    """One step, in words, and the address where it is done; "" for what to ask when they meet."""

    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One person to meet: the stage with the day of it; the freshest public fact, and what comes next."""

    target: ToMeet
    stage: Stage
    last_on: date | None
    fact: PublicFact | Freshest | None
    next: NextStep | None

    @property
    def look(self) -> str:
        """How their monogram is drawn: dashes until there was a meeting."""
        return "" if self.stage.is_met else "ghost"

    @property
    def says(self) -> str:
        """How far it has come, in words."""
        return _("has died") if self.target.contact.died_on else str(self.stage.label)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of them; `number` counts from one, `following` and `before` are numbers of pages or None."""

    rows: list[Row]
    number: int
    before: int | None
    following: int | None
    count: int


def first_dozen(portrait: Portrait) -> list[Row]:
    """Those added first, with a fact; no query besides the portrait's."""
    return [row_of(portrait, target, target.fact) for target in portrait.targets[:A_DOZEN]]


def page_of(portrait: Portrait, number: int) -> Page:
    """Fifty of them in the order they were added; the last page for a number beyond it."""
    count = len(portrait.targets)
    last = max(1, -(-count // A_PAGE))
    number = min(max(1, number), last)
    shown = portrait.targets[(number - 1) * A_PAGE : number * A_PAGE]
    return Page(
        rows_of(portrait, shown),
        number,
        number - 1 if number > 1 else None,
        number + 1 if number < last else None,
        count,
    )


def rows_of(portrait: Portrait, targets: Sequence[ToMeet]) -> list[Row]:
    """These people as rows; one query for what is public of them."""
    facts = freshest(portrait.member, [target.contact_id for target in targets])
    return [row_of(portrait, target, facts.get(target.contact_id)) for target in targets]


def row_of(portrait: Portrait, target: ToMeet, fact: PublicFact | Freshest | None = None) -> Row:
    """One of them."""
    history = portrait.history(target.contact_id)
    far = stage(history, portrait.today)
    step = next_step(target, far, has_fact=fact is not None)
    return Row(target, far, last_on(history, portrait.today), fact, step)


def next_step(target: ToMeet, far: Stage, *, has_fact: bool) -> NextStep | None:
    """What comes next with somebody; nothing where they died, are let be, or no step is needed."""
    person = target.contact
    if not target.is_there:
        return None
    if far is Stage.NOT_MET and has_fact:
        words = _("Ways to %(name)s") % {"name": person.first_name}
        return NextStep(words, address("goals:ways_of_target", target.pk))
    if far is Stage.NOT_MET:
        words = _("What is public of %(name)s?") % {"name": person.first_name}
        return NextStep(words, address("goals:add_fact", person.pk))
    if person.ask_next and far is not Stage.MET_AGAIN:
        return NextStep(person.ask_next)
    if far is Stage.IN_TOUCH:
        return None
    words = _("See each other a second time") if far is Stage.MET_ONCE else _("Be in touch again")
    return NextStep(words, address("contacts:person", person.pk))


def freshest(member: Member, pks: Iterable[int]) -> dict[int, PublicFact]:
    """The newest fact of each of these people, by their key."""
    pks = list(pks)
    if not pks:
        return {}
    mine: Any = PublicFact.objects.of(member).filter(contact__in=pks)
    newest = mine.order_by("contact", "-seen_on", "-pk").distinct("contact")
    return {fact.contact_id: fact for fact in newest}

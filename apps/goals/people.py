"""People to meet as their goal shows them: how far it has come, what is public, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from apps.goals.listed import A_DOZEN, Freshest, ToMeet
from apps.goals.models import PublicFact
from apps.goals.portrait import Portrait
from apps.goals.stages import Stage, last_on, stage

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One person to meet: the stage with the day of it, and the freshest public fact or None."""

    target: ToMeet
    stage: Stage
    last_on: date | None
    fact: PublicFact | Freshest | None = None


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
    return Row(target, stage(history, portrait.today), last_on(history, portrait.today), fact)


def freshest(member: Member, pks: Iterable[int]) -> dict[int, PublicFact]:
    """The newest fact of each of these people, by their key."""
    pks = list(pks)
    if not pks:
        return {}
    mine: Any = PublicFact.objects.of(member).filter(contact__in=pks)
    newest = mine.order_by("contact", "-seen_on", "-pk").distinct("contact")
    return {fact.contact_id: fact for fact in newest}

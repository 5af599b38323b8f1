"""Due items: what wants a member's attention, gathered from every app, and what rests.

Each app's `due.py` answers for a *set* of members, so that 500 members cost the queries of
one. Items carry facts, not text: words come from `templates/<app>/due/` when shown or sent.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise

from apps.core.scope import Owned
from apps.core.statements import Statement, ask

if TYPE_CHECKING:
    from apps.accounts.models import Member


class Section(IntEnum):
    """The order of Today and of the note; weights order only within one."""

    PEOPLE = 1
    GATHERINGS = 2
    WAITING = 3
    GOALS = 4


class Band(IntEnum):
    """Weights, here and nowhere else. RECONNECT runs from 40 to 49 by lateness ÷ rhythm."""

    PROMISE = 90
    GATHERING = 85
    DATE = 80
    INTRODUCTION = 70
    FOLLOW_UP = 60
    SEASON = 50
    RECONNECT = 40
    APPROVAL = 30
    FREE_UNTIL = 30
    FROM_BEFORE = 20
    GOAL = 15
    REVIEW = 10


class Kind(StrEnum):
    """What an item is about; names its templates `due/_<kind>.html` and `.txt`."""

    RHYTHM = "rhythm"
    BIRTHDAY = "birthday"
    FROM_BEFORE = "from_before"
    GATHERING = "gathering"
    WHOM_MET = "whom_met"
    GOAL_LOOK = "goal_look"
    TO_MEET_QUIET = "to_meet_quiet"
    PROMISE = "promise"
    SEASON = "season"
    APPROVAL = "approval"
    FREE_UNTIL = "free_until"
    ANSWER = "answer"
    ASK_NEXT = "ask_next"
    YES = "yes"
    ENDED = "ended"
    THANK = "thank"
    MEET = "meet"
    TELL = "tell"
    VISIT = "visit"
    PAIRED = "paired"


SECTIONS: Mapping[str, Section] = {
    Kind.GATHERING: Section.GATHERINGS,
    Kind.WHOM_MET: Section.GATHERINGS,
    Kind.PROMISE: Section.GATHERINGS,
    Kind.SEASON: Section.GATHERINGS,
    Kind.APPROVAL: Section.GATHERINGS,
    Kind.FREE_UNTIL: Section.GATHERINGS,
    Kind.ANSWER: Section.WAITING,
    Kind.ASK_NEXT: Section.WAITING,
    Kind.YES: Section.WAITING,
    Kind.ENDED: Section.WAITING,
    Kind.THANK: Section.WAITING,
    Kind.MEET: Section.WAITING,
    Kind.TELL: Section.WAITING,
    Kind.VISIT: Section.WAITING,
    Kind.PAIRED: Section.WAITING,
    Kind.GOAL_LOOK: Section.GOALS,
    Kind.TO_MEET_QUIET: Section.GOALS,
}
"""Where items of a kind stand; of all others, among people."""
QUESTIONS = frozenset(
    {
        *(Kind.GOAL_LOOK, Kind.TO_MEET_QUIET, Kind.SEASON, Kind.APPROVAL, Kind.FREE_UNTIL),
        *(Kind.ENDED, Kind.THANK, Kind.MEET, Kind.TELL, Kind.VISIT, Kind.PAIRED),
    }
)
"""What can wait: it stands on Today until it is answered, and comes along with a note once a week."""
REST_A_QUESTION_DAYS = 7
"""So long a question rests where the member says *Not today*."""
A_QUESTION_LATER: Mapping[str, str] = {"not_today": "question_later"}
"""What that answer is called in History, of whatever stands beside people."""


def section_of(kind: str) -> Section:
    """The section of a kind; people, also of a kind nobody makes any more."""
    return SECTIONS.get(kind, Section.PEOPLE)


def is_question(kind: str) -> bool:
    """Whether items of this kind can wait for an answer."""
    return kind in QUESTIONS


def pk_in(subject: str) -> int:
    """The key behind the colon of a subject."""
    return int(subject.partition(":")[2])


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing for one member on one day; the same subject and day never twice."""

    member_id: int
    subject: str
    due_on: date
    kind: Kind
    weight: float
    contact_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def section(self) -> Section:
        """Where it stands on Today and in the note."""
        return section_of(self.kind)

    @property
    def pk(self) -> int:
        """The key behind the colon of its subject."""
        return pk_in(self.subject)

    @property
    def order(self) -> tuple[int, float, date, str]:
        """Sort key: section, then heaviest, then longest due, then steady."""
        return (self.section, -self.weight, self.due_on, self.subject)


@dataclass(frozen=True, slots=True)
class DoneWords:
    """How *Done* is put where a mail offers it: button, question above it, what it does, that it was."""

    label: str | Promise
    asks: str | Promise
    does: str | Promise
    was_done: str | Promise


@dataclass(frozen=True, slots=True)
class Source:
    """Where due items of some kinds come from, and what can be said to one of them.

    `due_items(members, now=…)` yields for all given members in a constant number of queries, without
    what rests; sources may share one, and it runs once. Where it is a `Statement`, it is asked together with
    those of all other sources. An item's subject is `about:pk`; *Not today* lets
    it rest `rest_days`. `named(member, pk)` is what the row is called, None where the member has none.
    `done(member, pk, now=…, on=…)` and `let_be(member, pk, now=…)` run inside an act and in the
    member's scope; None where that answer means nothing. `verbs` are the acts of answers, where they are
    called otherwise. `tell(member, items, now=…)` gives by subject what the templates speak about.
    A page behind a mail's button says `veiled` instead of a name that is nobody else's business. What stands
    beside people is *done* from a mail only where `done_words` say how that is put.
    """

    kinds: tuple[Kind, ...]
    due_items: Callable[..., Iterable[DueItem]]
    app: str
    named: Callable[[Member, int], str | None]
    done: Callable[..., None] | None = None
    let_be: Callable[..., None] | None = None
    about: str = "contact"
    rest_days: int = 1
    verbs: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[..., Mapping[str, Any]] | None = None
    veiled: str | Promise = ""
    done_words: DoneWords | None = None

    def subject(self, pk: int) -> str:
        """What rests and notes call the row with this key."""
        return f"{self.about}:{pk}"


subjects: dict[str, str] = {}
"""What stands before the colon of a subject → the label of the model whose key stands behind it.

Filled from `config/wiring.py`; whoever gives rows other keys (a merge, an archive) rewrites subjects by it.
"""

sources: list[Source] = []
"""Filled from `config/wiring.py` when the site starts."""


def source_of(kind: str) -> Source:
    """The source that makes items of this kind; KeyError when none does."""
    for source in sources:
        if kind in source.kinds:
            return source
    raise KeyError(kind)


def words_of(kind: str, ending: str = "html") -> str:
    """The template that puts items of this kind into words, for a page or (`txt`) for plain text."""
    return f"{source_of(kind).app}/due/_{kind}.{ending}"


def gather(members: Sequence[Member], *, now: datetime) -> dict[int, list[DueItem]]:
    """All due items of these members by member pk, in order.

    A subject comes once a day, and a person comes once: a birthday is enough for one day.
    """
    found: dict[int, list[DueItem]] = {member.pk: [] for member in members}
    for item in _items((source.due_items for source in sources), members, now):
        found[item.member_id].append(item)
    return {pk: _without_twins(sorted(items, key=lambda item: item.order)) for pk, items in found.items()}


def still_due(member: Member, kinds: Collection[str], *, now: datetime) -> dict[str, DueItem]:
    """What is due of these kinds by subject, without asking where others come from."""
    items = _items((source_of(kind).due_items for kind in kinds), [member], now)
    return {item.subject: item for item in sorted(items, key=lambda item: item.order) if item.kind in kinds}


def tell(member: Member, items: Iterable[DueItem], *, now: datetime) -> dict[str, Any]:
    """By subject, what the templates of these items speak about; a query or none for each app."""
    asked: dict[Callable[..., Mapping[str, Any]], list[DueItem]] = {}
    for item in items:
        teller = source_of(item.kind).tell
        if teller is not None:
            asked.setdefault(teller, []).append(item)
    return {
        subject: said
        for teller, mine in asked.items()
        for subject, said in teller(member, mine, now=now).items()
    }


def _items(
    asked: Iterable[Callable[..., Iterable[DueItem]]], members: Sequence[Member], now: datetime
) -> Iterator[DueItem]:
    """The items of these, each asked once: all statements together, others one by one."""
    once = list(dict.fromkeys(asked)) if members else []
    yield from ask([each for each in once if isinstance(each, Statement)], members, now=now)
    for due_items in once:
        if not isinstance(due_items, Statement):
            yield from due_items(members, now=now)


def _without_twins(items: list[DueItem]) -> list[DueItem]:
    first: dict[object, DueItem] = {}
    for item in items:
        is_person = item.section is Section.PEOPLE and item.contact_id is not None
        first.setdefault(item.contact_id if is_person else (item.subject, item.due_on), item)
    return list(first.values())


class Rest(Owned):
    """*Not today*: this subject comes back on a day; planners and lists both respect it."""

    subject = models.CharField(max_length=80)
    until_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="rest_once_per_subject")]

    @classmethod
    def until(cls, member: Member, subject: str, on: date) -> None:
        """Let a subject rest until that day of the member's, replacing an earlier rest."""
        cls.objects.update_or_create(owner=member, subject=subject, defaults={"until_on": on})


def resting(about: str, today: date, *, pk: str = "pk") -> Exists:
    """A condition for rows that rest on that day: their subject is `about:` and the column `pk`.

    For queries on owned rows, as `.filter(~resting("contact", today))`.
    """
    subject = Concat(Value(f"{about}:"), Cast(OuterRef(pk), CharField()))
    return Exists(
        Rest.objects.filter(owner_id=OuterRef("owner_id"), subject=subject, until_on__gt=today).values("pk")
    )

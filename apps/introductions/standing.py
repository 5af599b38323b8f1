"""How a request stands: whose turn it is, in a sentence and as a line of ink; no query of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.dates import day_and_month
from apps.introductions.answers import heard, name_in
from apps.introductions.cleaning import clean_name
from apps.introductions.models import HAPPENED, OPEN, Door, IntroductionRequest, State
from apps.introductions.verbs import YES

if TYPE_CHECKING:
    from apps.accounts.models import Member


LONGEST_END = 20


@dataclass(slots=True)
class Standing:
    """A request with its doors in their order, each with the friend it is about read along."""

    request: IntroductionRequest
    today: date
    doors: list[Door] = field(default_factory=list)

    @property
    def whom(self) -> str:
        """How a sentence calls whoever is to be met."""
        contact = self.request.contact
        return contact.first_name if contact else self.request.whom

    @property
    def name(self) -> str:
        """What an answer calls them; "" where they are known by a few words only."""
        contact = self.request.contact
        return contact.first_name if contact else name_in(self.request.whom)

    @property
    def next_door(self) -> Door | None:
        """Whom to ask next; None while somebody has the question, and once it is over."""
        if self.request.state not in (State.DRAFT, State.WAITING):
            return None
        return next((door for door in self.doors if not door.opened_at and not door.ended_at), None)

    @property
    def next_name(self) -> str:
        """How a button calls whom to ask next."""
        return called(self.next_door) if self.next_door else ""

    @property
    def open_door(self) -> Door | None:
        """Who has the question now."""
        return next((door for door in self.doors if door.opened_at and not door.ended_at), None)

    @property
    def last_door(self) -> Door | None:
        """Who had, or has, the question last."""
        opened = [door for door in self.doors if door.opened_at]
        return max(opened, key=lambda door: str(door.opened_at), default=None)

    @property
    def opener(self) -> Door | None:
        """Who said yes."""
        return next((door for door in self.doors if door.answer in YES), None)

    @property
    def later(self) -> list[Door]:
        """Who may be asked after the next, or after the one who has the question."""
        waiting = [door for door in self.doors if not door.opened_at and not door.ended_at]
        return waiting[1:] if self.next_door else waiting

    @property
    def is_open(self) -> bool:
        """Whether it can be withdrawn."""
        return self.request.state in OPEN

    @property
    def is_left(self) -> bool:
        """Whether nobody has the question, and there is no friend left to ask."""
        return self.request.state == State.WAITING and self.next_door is None

    @property
    def is_agreed(self) -> bool:
        """Whether whoever was asked for has said yes."""
        return self.request.state in HAPPENED

    @property
    def opener_name(self) -> str:
        """How a button calls who said yes."""
        return called(self.opener) if self.opener else ""

    @property
    def may_be_rewritten(self) -> bool:
        """While nobody has the question, its words may change."""
        return self.request.state in (State.DRAFT, State.WAITING)

    @property
    def chain(self) -> tuple[str, ...]:
        """The names along the line of ink."""
        door = self.opener or self.open_door or self.next_door or self.last_door
        return (_("you"), *([called(door)] if door else []), self.name or _in_short(self.request.whom))

    @property
    def solid(self) -> int:
        """How much of that line has happened."""
        if self.request.state in HAPPENED:
            return len(self.chain) - 1
        return 1 if self.request.state in (State.ASKED, State.WITH_TARGET) else 0

    @property
    def sentence(self) -> str:
        """How it stands, and what follows."""
        return sentence_of(self)


def called(door: Door) -> str:
    """How a line calls the friend."""
    return door.contact.first_name if door.contact else door.called.split(" ")[0]


def answer_of(door: Door, whom: str) -> str:
    """What became of one friend's question; "" while nothing has. `whom` is a name, or ""."""
    if door.end == Door.End.EXPIRED:
        return _("%(friend)s did not answer.") % {"friend": called(door)}
    if door.end == Door.End.TAKEN_BACK:
        return _("%(friend)s took it back.") % {"friend": called(door)}
    return heard(door.answer, called(door), whom, clean_name(door.named)) if door.answer else ""


def _in_short(whom: str) -> str:
    """A few words fit for the end of a line of ink."""
    if len(whom) <= LONGEST_END:
        return whom
    return whom[:LONGEST_END].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def standings_of(member: Member, requests: Iterable[IntroductionRequest], today: date) -> list[Standing]:
    """These requests, contacts read along, with their doors; one query."""
    rows = [Standing(request, today) for request in requests]
    by_request = {row.request.pk: row for row in rows}
    doors = Door.objects.of(member).filter(request__in=list(by_request)).select_related("contact", "link")
    for door in doors.order_by("position", "pk"):
        by_request[door.request_id].doors.append(door)
    return rows


def sentence_of(row: Standing) -> str:
    """One or two sentences; what a state has no words for stays empty."""
    said = {
        State.DRAFT: _to_ask_first,
        State.ASKED: _with_a_friend,
        State.WAITING: _to_ask_next,
        State.WITH_TARGET: _passed_on,
        State.YES: _a_yes,
        State.INTRODUCED: _introduced,
        State.MET: _met,
        State.TOLD: _told,
        State.CLOSED: _closed,
        State.WITHDRAWN: _withdrawn,
        State.EXPIRED: _expired,
    }
    return said[State(row.request.state)](row)


def _to_ask_first(row: Standing) -> str:
    if row.next_door is None:
        return _("Who of your friends could pass it on?")
    return _("Not asked yet. %(friend)s comes first.") % {"friend": called(row.next_door)}


def _with_a_friend(row: Standing) -> str:
    door = row.open_door
    if door is None or door.closes_on is None:
        return ""
    facts = {"friend": called(door), "day": day_and_month(door.closes_on, row.today)}
    return _("%(friend)s has the question until %(day)s. Nothing to do.") % facts


def _to_ask_next(row: Standing) -> str:
    said = answer_of(row.last_door, row.name) if row.last_door else ""
    if row.next_door is None:
        following = _("Whom else could you ask?")
    else:
        following = _("You can ask %(friend)s now.") % {"friend": called(row.next_door)}
    return f"{said} {following}".strip()


def _passed_on(row: Standing) -> str:
    door, until = row.opener, row.request.closes_on
    said = answer_of(door, row.name) if door else ""
    if until is None:
        return said
    ends = _("It ends by itself on %(day)s.") % {"day": day_and_month(until, row.today)}
    return f"{said} {ends}".strip()


def _a_yes(row: Standing) -> str:
    return _("A yes: %(name)s has your address and may write to you.") % {"name": row.whom}


def _introduced(row: Standing) -> str:
    friend = called(row.opener) if row.opener else _("Your friend")
    return _("%(friend)s opened the door: you and %(name)s are introduced.") % {
        "friend": friend,
        "name": row.whom,
    }


def _met(row: Standing) -> str:
    if row.opener is None:
        return _("You have met.")
    return _("You have met. %(friend)s would like to hear how it went.") % {"friend": called(row.opener)}


def _told(row: Standing) -> str:
    if row.opener is None:
        return _("You have met.")
    return _("You have met, and %(friend)s knows how it went.") % {"friend": called(row.opener)}


def _closed(row: Standing) -> str:
    return _("Closed without an introduction. Kith does not say whether it was a no or no answer.")


def _withdrawn(row: Standing) -> str:
    return _("You withdrew it.")


def _expired(row: Standing) -> str:
    said = answer_of(row.last_door, row.name) if row.last_door else ""
    return f"{said} {_('It has ended.')}".strip()

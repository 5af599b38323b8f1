"""What due lines of introductions speak about; their words stand in `templates/introductions/due/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.contacts.models.contact import first_name_of
from apps.contacts.occasions import one_line
from apps.core.dates import day_and_month
from apps.core.due import DueItem, Kind, is_question
from apps.introductions.answers import heard, name_in
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Door
from apps.introductions.verbs import YES

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request on one of the member's days. Texts are one line each and may be empty.

    `pk` is the key behind its line, `request` that of the request. `name` and `called` are who is to be met,
    in full and in short (`is_named`: it is a name), `whom` the friend it is about (`whom_url`: their page),
    `said` what that friend has answered, `next` who may be asked now, `until` its last day.
    `has_passed_on`: that friend said yes.
    """

    kind: str
    pk: int
    request: int
    name: str
    when: str
    url: str
    called: str
    is_named: bool
    whom: str = ""
    whom_url: str = ""
    said: str = ""
    next: str = ""
    until: str = ""
    has_passed_on: bool = False

    @property
    def can_wait(self) -> bool:
        """A question stands on Today until it is answered."""
        return is_question(self.kind)


def tell(member: Member, items: Sequence[DueItem], *, now: datetime) -> dict[str, Waiting]:
    """What to say of these items, by subject; no query."""
    today = member.day(now)
    return {item.subject: _waiting(item, today) for item in items}


def _waiting(item: DueItem, today: date) -> Waiting:
    facts = item.facts
    last, follows = facts["last"] or {}, facts["next"] or {}
    in_book = first_name_of(facts["name"], facts["given"] or "") if facts["name"] else ""
    named = in_book or name_in(facts["whom"])
    until = date.fromisoformat(facts["closes_on"]) if facts["closes_on"] else None
    return Waiting(
        kind=item.kind.value,
        pk=item.pk,
        request=facts["request"],
        name=one_line(facts["name"] or facts["whom"], 200),
        when=_when(item.kind),
        url=reverse("introductions:request", args=[facts["request"]]),
        called=one_line(named or facts["whom"]),
        is_named=bool(named),
        whom=_friend(last),
        whom_url=reverse("contacts:person", args=[last["contact"]]) if last.get("contact") else "",
        said=one_line(_said(last, named), 200),
        next=_friend(follows),
        until=day_and_month(until, today) if until else "",
        has_passed_on=last.get("answer") in YES,
    )


def _friend(door: dict[str, Any]) -> str:
    if not door:
        return ""
    return one_line(first_name_of(door["name"], door["given"] or "") if door["name"] else door["called"])


def _said(door: dict[str, Any], named: str) -> str:
    """What became of the last friend's question."""
    if door.get("end") == Door.End.EXPIRED:
        return _("%(friend)s did not answer.") % {"friend": _friend(door)}
    if not door.get("answer"):
        return ""
    return heard(door["answer"], _friend(door), named, clean_name(door["named"]))


def _when(kind: Kind) -> str:
    return {
        Kind.YES: _("a yes"),
        Kind.ENDED: _("over"),
        Kind.THANK: _("introduced"),
        Kind.MEET: _("introduced"),
        Kind.TELL: _("met"),
    }.get(kind) or _("waiting")

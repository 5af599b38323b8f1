"""The morning note as a mail. Its facts are read at the moment of sending, in the member's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import NOTE_LIST
from apps.contacts.occasions import occasions
from apps.core import dates
from apps.core.due import Section, section_of, still_due, tell
from apps.core.mail import MailKind
from apps.core.scope import acting_as
from apps.nudges.brevity import fit_for_mail, fitted
from apps.nudges.lines import aside_of, is_person, line_of, words
from apps.nudges.models import Nudge
from apps.nudges.opening import Content, greeting, how_many, is_worth_a_note, preheader
from apps.nudges.planning import NOTE, NOTE_NOW

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.outbox import Outbox

Told = list[tuple[Nudge, Any]]
"""Lines of the note, each with what is to be said of it."""


def note(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """What the note says now; None where nothing is left to say, unless it was asked for.

    Who is gone, let be, or was in touch since the note was planned has no line any more; nor has a gathering
    that is over or called off, nor a question that was answered.
    """
    member, on = row.member, date.fromisoformat(row.facts["on"])
    if member is None:
        return None
    with acting_as(member):
        open_lines = _open_lines(member, row.facts["digest"])
        people, others = _people(member, open_lines, on), _others(member, open_lines, now)
    if row.kind == NOTE and not people and not is_worth_a_note(about for _nudge, about in others):
        return None
    content = Content.of(len(people), [about for _nudge, about in others])
    context = _around(member, on, content, now, says_weekly=bool(row.facts.get("says_weekly")))
    said = [fit_for_mail(about) for _nudge, about in people + others]
    nudges = [nudge for nudge, _about in people + others]
    said = fitted(said, words, around=context["around"])
    fitting = [(nudge, about) for nudge, about in zip(nudges, said, strict=True) if about is not None]
    return context | {
        "lines": [line_of(nudge, about, member, now) for nudge, about in fitting if is_person(about)],
        "asides": [aside_of(nudge, about, member, now) for nudge, about in fitting if not is_person(about)],
        "on": on,
    }


def _open_lines(member: Member, digest_pk: int | None) -> Sequence[Nudge]:
    """The lines that wait for an answer, in the note's order."""
    if digest_pk is None:
        return []
    return list(Nudge.objects.of(member).unanswered().filter(digest=digest_pk).order_by("position"))


def _people(member: Member, open_lines: Sequence[Nudge], on: date) -> Told:
    lines = {line.contact_id: line for line in open_lines if line.contact_id is not None}
    kinds = {pk: line.kind for pk, line in lines.items()}
    people = occasions(member, kinds, today=on)
    return [(lines[pk], person) for pk, person in people.items() if person.last_touch_on != on]


def _others(member: Member, open_lines: Sequence[Nudge], now: datetime) -> Told:
    lines = {line.subject: line for line in open_lines if section_of(line.kind) is not Section.PEOPLE}
    if not lines:
        return []
    items = still_due(member, {line.kind for line in lines.values()}, now=now)
    said = tell(member, [item for subject, item in items.items() if subject in lines], now=now)
    return [(lines[subject], said[subject]) for subject in lines if subject in said]


def _around(
    member: Member, on: date, content: Content, now: datetime, *, says_weekly: bool
) -> dict[str, Any]:
    """Greeting, count and closing, and all of them together for the count of words."""
    weekly = says_weekly and _(
        "You have been elsewhere for a while, so this note comes once a week now. "
        "Anything you do here brings the daily one back."
    )
    opening = {"greeting": greeting(member, now), "how_many": how_many(content), "weekly": weekly or ""}
    closing = _("Nothing here is late. Whom you do not reach comes round again.") if content.people else ""
    return opening | {
        "closing": closing,
        "preheader": preheader(content),
        "day": dates.weekday_date(on),
        "around": " ".join((*opening.values(), closing)),
    }


LABEL = gettext_lazy("morning notes")
KINDS = {
    name: MailKind(name, "mail/nudges/note", note, list_name=NOTE_LIST, list_label=LABEL)
    for name in (NOTE, NOTE_NOW)
}

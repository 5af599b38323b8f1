"""The morning note as a mail. Its facts are read at the moment of sending, in the member's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.accounts.models import NOTE_LIST
from apps.contacts.models import ContactPoint
from apps.contacts.occasions import Occasion, occasions, one_line
from apps.core import dates
from apps.core.due import source_of, words_of
from apps.core.links import absolute
from apps.core.mail import MailKind
from apps.core.mail_format import Undeliverable, mailbox
from apps.core.scope import acting_as
from apps.nudges.brevity import fit_for_mail, fitted
from apps.nudges.buttons import button_url
from apps.nudges.models import Answer, Nudge
from apps.nudges.planning import NOTE, NOTE_NOW

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.core.outbox import Outbox

NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the note: words, and the addresses behind the labels."""

    occasion: Occasion
    text: str
    template: str
    write_url: str
    write_url_with_line: str
    call_url: str
    person_url: str
    done_url: str
    not_today_url: str
    let_be_url: str


def note(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """What the note says now; None where nobody is left to write to, unless it was asked for.

    Who is gone, let be, or was in touch since the note was planned has no line any more.
    """
    member, on = row.member, date.fromisoformat(row.facts["on"])
    if member is None:
        return None
    with acting_as(member):
        nudges = _open_lines(member, row.facts["digest"])
        people = occasions(member, {pk: nudge.kind for pk, nudge in nudges.items()}, today=on)
    wanted = [(nudges[pk], person) for pk, person in people.items() if person.last_touch_on != on]
    if not wanted and row.kind == NOTE:
        return None
    context = _around(member, on, len(wanted), now, says_weekly=bool(row.facts.get("says_weekly")))
    fitting = fitted([fit_for_mail(person) for _nudge, person in wanted], words, around=context["around"])
    lines = [_line(nudge, person, member, now) for (nudge, _), person in zip(wanted, fitting, strict=True)]
    return context | {"lines": lines, "on": on}


def words(person: Occasion) -> str:
    """The words of one person's lines, as plain text."""
    template = get_template(words_of(person.kind, "txt")).template  # type: ignore[attr-defined]
    text: str = template.render(Context({"occasion": person, "name": person.name}, autoescape=False))
    return text.strip()


def _open_lines(member: Member, digest_pk: int | None) -> dict[int, Nudge]:
    """The lines that wait for an answer by contact pk, in the note's order."""
    if digest_pk is None:
        return {}
    lines = Nudge.objects.of(member).unanswered().filter(digest=digest_pk, contact__isnull=False)
    return {line.contact_id: line for line in lines.order_by("position")}


def _around(member: Member, on: date, people: int, now: datetime, *, says_weekly: bool) -> dict[str, Any]:
    """Greeting, count and closing, and all of them together for the count of words."""
    greeting = _greeting(member, now)
    weekly = says_weekly and _(
        "You have been elsewhere for a while, so this note comes once a week now. "
        "Anything you do here brings the daily one back."
    )
    how_many = _how_many(people)
    closing = _("Nothing here is late. Whom you do not reach comes round again.")
    return {
        "greeting": greeting,
        "how_many": how_many,
        "weekly": weekly or "",
        "closing": closing,
        "preheader": _preheader(people),
        "day": dates.weekday_date(on),
        "around": " ".join((greeting, how_many, weekly or "", closing)),
    }


def _greeting(member: Member, now: datetime) -> str:
    hour = now.astimezone(member.zone).hour
    called = one_line(member.name, 40).split(" ")[0]
    if hour < NOON:
        return _("Good morning, %(name)s.") % {"name": called} if called else _("Good morning.")
    if hour < EVENING:
        return _("Good afternoon, %(name)s.") % {"name": called} if called else _("Good afternoon.")
    return _("Good evening, %(name)s.") % {"name": called} if called else _("Good evening.")


def in_letters(count: int) -> str:
    """ "Three", to begin a sentence with; figures from six on."""
    letters = (
        pgettext("begins a sentence", "One"),
        pgettext("begins a sentence", "Two"),
        pgettext("begins a sentence", "Three"),
        pgettext("begins a sentence", "Four"),
        pgettext("begins a sentence", "Five"),
    )
    return letters[count - 1] if 1 <= count <= len(letters) else str(count)


def _how_many(people: int) -> str:
    if not people:
        return _("Nobody to write to today. That is a good day to be found.")
    return ngettext("%(count)s person.", "%(count)s people.", people) % {"count": in_letters(people)}


def _preheader(people: int) -> str:
    """What a mail reader shows beside the subject: no names, no facts."""
    if not people:
        return _("Nobody today.")
    minutes = ngettext("A minute.", "Two minutes.", people)
    return f"{_how_many(people)} {minutes}"


def _line(nudge: Nudge, person: Occasion, member: Member, now: datetime) -> Line:
    write_url = _mailto(person.email)
    body = f"?body={quote(person.line)}" if write_url and person.line else ""
    is_before = source_of(nudge.kind).rest_days > 1
    return Line(
        occasion=person,
        text=words(person),
        template=words_of(nudge.kind),
        write_url=write_url,
        write_url_with_line=write_url + body,
        call_url=f"tel:{person.phone.number}" if person.phone else "",
        person_url=absolute(reverse("contacts:person", args=[person.pk])),
        done_url=button_url(Answer.DONE, nudge.pk, member=member, now=now),
        not_today_url=button_url(Answer.NOT_TODAY, nudge.pk, member=member, now=now),
        let_be_url=button_url(Answer.LET_BE, nudge.pk, member=member, now=now) if is_before else "",
    )


def _mailto(point: ContactPoint | None) -> str:
    """RFC 6068; empty where no mail can go to the address."""
    if point is None:
        return ""
    try:
        return f"mailto:{quote(mailbox(point.value), safe='@')}"
    except Undeliverable:
        return ""


LABEL = gettext_lazy("morning notes")
KINDS = {
    name: MailKind(name, "mail/nudges/note", note, list_name=NOTE_LIST, list_label=LABEL)
    for name in (NOTE, NOTE_NOW)
}

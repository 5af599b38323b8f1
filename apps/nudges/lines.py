"""The lines of a note: one person, or one thing beside people; words, and the addresses behind the labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.template import Context
from django.template.loader import get_template
from django.urls import reverse

from apps.contacts.models import ContactPoint
from apps.contacts.occasions import Occasion
from apps.core.due import Kind, Section, section_of, source_of, words_of
from apps.core.links import absolute
from apps.core.mail_format import Undeliverable, mailbox
from apps.nudges.buttons import button_url
from apps.nudges.models import Answer, Nudge

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the note."""

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


@dataclass(frozen=True, slots=True)
class Aside:
    """A gathering or a question: `url` leads to where it is answered, behind the member's own door."""

    about: Any
    text: str
    template: str
    url: str
    not_today_url: str
    done_url: str = ""
    done_label: str = ""

    @property
    def is_question(self) -> bool:
        """Whether there is something to answer, not only to look at."""
        return self.about.kind != Kind.GATHERING


def words(about: Any) -> str:
    """The words of one line, as plain text."""
    template = get_template(words_of(about.kind, "txt")).template  # type: ignore[attr-defined]
    facts = {"occasion": about, "about": about, "name": about.name}
    text: str = template.render(Context(facts, autoescape=False))
    return text.strip()


def is_person(about: Any) -> bool:
    """Whether a line is one of people."""
    return section_of(about.kind) is Section.PEOPLE


def line_of(nudge: Nudge, person: Occasion, member: Member, now: datetime) -> Line:
    """A person's line with its buttons."""
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


def aside_of(nudge: Nudge, about: Any, member: Member, now: datetime) -> Aside:
    """Anything else: from the mail a question is put off, and *done* where that has words."""
    source = source_of(nudge.kind)
    later, done, label = "", "", ""
    if nudge.kind != Kind.GATHERING:
        later = button_url(Answer.NOT_TODAY, nudge.pk, member=member, now=now)
    if source.done and source.done_words:
        done = button_url(Answer.DONE, nudge.pk, member=member, now=now)
        label = str(source.done_words.label)
    return Aside(about, words(about), words_of(nudge.kind), absolute(about.url), later, done, label)


def _mailto(point: ContactPoint | None) -> str:
    """RFC 6068; empty where no mail can go to the address."""
    if point is None:
        return ""
    try:
        return f"mailto:{quote(mailbox(point.value), safe='@')}"
    except Undeliverable:
        return ""

"""First words of a request, from what the book knows: to be changed, never sent as they are unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.contacts.models import Contact, Organisation
from apps.goals.fields import ALL
from apps.goals.models import Goal, Target
from apps.introductions.cleaning import clean_name
from apps.introductions.models import Card, IntroductionRequest

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the composer names, where it is the member's own."""

    contact: Contact | None = None
    organisation: Organisation | None = None
    goal: Goal | None = None
    friend: Contact | None = None

    @classmethod
    def of(cls, member: Member, query: QueryDict) -> Asked:
        """From `?contact=…&organisation=…&goal=…&friend=…`; what is not theirs is as if it were not there."""
        return cls(
            _own(Contact, member, query.get("contact", "")),
            _own(Organisation, member, query.get("organisation", "")),
            _own(Goal, member, query.get("goal", "")),
            _own(Contact, member, query.get("friend", "")),
        )


def first_words(member: Member, asked: Asked) -> dict[str, Any]:
    """What the form says before the member does."""
    card = Card.objects.of(member).first()
    name = member.name or (card.name if card else "")
    whom = asked.contact.first_name if asked.contact else ""
    field = field_of(asked.goal)
    return {
        "whom": _whom(asked),
        "what": _what(member, asked),
        "why": _why(field),
        "note": _note(clean_name(name).split(" ")[0], whom, field),
        "signed": clean_name(name),
        "about": (card.line if card else "") or last_said(member),
        "address": (card.email if card else "") or member.email,
        "goal": asked.goal.pk if asked.goal else None,
    }


def last_said(member: Member) -> str:
    """How the member put who they are the last time."""
    said = IntroductionRequest.objects.of(member).exclude(about="").order_by("-pk")
    return said.values_list("about", flat=True).first() or ""


def field_of(goal: Goal | None) -> str:
    """What a goal is about, in the middle of a sentence; "" where it says neither field nor role."""
    if goal is None:
        return ""
    return str(ALL[goal.field].name).lower() if goal.field in ALL else goal.role


def _whom(asked: Asked) -> str:
    if asked.contact:
        return asked.contact.name
    return _("somebody at %(place)s") % {"place": asked.organisation.name} if asked.organisation else ""


def _what(member: Member, asked: Asked) -> str:
    if not (asked.contact and asked.goal):
        return ""
    targets = Target.objects.of(member).filter(contact=asked.contact, goal=asked.goal)
    return targets.values_list("what", flat=True).first() or ""


def _why(field: str) -> str:
    if not field:
        return ""
    said = _("I would like to get to know people in %(field)s. Twenty minutes and a coffee, nothing to sell.")
    return said % {"field": field}


def _note(me: str, whom: str, field: str) -> str:
    """The friend's words to whoever is asked for."""
    about = _("about %(field)s") % {"field": field} if field else _("something")
    facts = {"whom": whom, "me": me or "…", "about": about}
    said = _(
        "a friend of mine, %(me)s, would like to ask you %(about)s. If you are curious, the page is below; "
        "if not, leave it: nobody will know which."
    )
    words = said % facts
    return f"{whom}, {words}" if whom else words[:1].upper() + words[1:]


def _own(model: Any, member: Member, typed: str) -> Any:
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    return model.objects.of(member).filter(pk=int(typed)).first() if is_key else None

"""First lines one might write: the member's own, else some that Kith suggests.

Plain rules and a handful of gentle variants; which one stands first moves on with the turn, so
that nobody writes the same words to the same person twice in a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.core.due import Kind

if TYPE_CHECKING:
    from apps.contacts.models import Contact

QUESTION_MARKS = ("?", "？", "؟")
Lines = tuple[str | Promise, ...]

ANY_DAY: Lines = (
    _("%(name)s, you came to mind this morning. How are you?"),
    _("%(name)s, what has this year been like for you so far?"),
    _("I saw something that made me think of you, %(name)s. How are things?"),
    _("%(name)s, nothing in particular: I only wanted to hear how you are."),
    _("%(name)s, have you time for a coffee or a call one of these days?"),
)
AFTER_LONG: Lines = (
    _("%(name)s, you may not expect to hear from me. I thought of you today, and was glad."),
    _("%(name)s, it has been years, and I still think of you now and then. How are you?"),
    _("I was telling somebody about you, %(name)s, and thought: why not tell you. How are you?"),
    _("%(name)s, where has life taken you? I would be glad to hear."),
)
BIRTHDAY: Lines = (
    _("Happy birthday, %(name)s. I hope the day is kind to you."),
    _("%(name)s, happy birthday. I am glad there is you."),
    _("Happy birthday, %(name)s. Is there cake?"),
    _("%(name)s, all the best today, and for the year that begins with it."),
)
BY_KIND = {Kind.BIRTHDAY: BIRTHDAY, Kind.FROM_BEFORE: AFTER_LONG}


def first_lines(person: Contact, kind: str = Kind.RHYTHM, *, turn: int = 0) -> list[str]:
    """First lines for this person, the likeliest first; the member's own words before all others.

    `turn` moves the order on. On a birthday only birthday lines come: one thing is enough for a day.
    """
    lines = BY_KIND.get(Kind(kind), ANY_DAY)
    start = (person.pk + turn) % len(lines)
    suggested = [str(line) % {"name": person.first_name} for line in (*lines[start:], *lines[:start])]
    own = own_line(person)
    return suggested if kind == Kind.BIRTHDAY or not own else [own, *suggested]


def own_line(person: Contact) -> str:
    """The member's own first line: their opener, else what they meant to ask where it is a question. Or "".

    "whether the flat worked out" is about somebody; "Did the flat work out?" can be said to them.
    """
    question = person.ask_next.strip()
    return person.opener or (question if question.endswith(QUESTION_MARKS) else "")

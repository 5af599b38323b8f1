"""A friend's letter as its page shows it: words made from the frozen copy, and nothing else read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.dates import day_and_month
from apps.core.handed import Link
from apps.core.links import absolute
from apps.introductions.answers import heard, label_of
from apps.introductions.models import Door, Letter

Answer = Door.Answer


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what its button says, and what whoever asked will read."""

    value: str
    label: str
    heard: str


class FriendLetter:
    """What a friend reads. `onward` is the address to pass on, where there is one that still opens."""

    def __init__(self, letter: Letter, today: date, onward: Link | None = None) -> None:
        shown = letter.shown
        self.to: str = shown.get("to", "")
        self.asker: str = shown.get("from") or _("Somebody")
        self.asker_short: str = shown.get("from_short") or self.asker
        self.whom: str = shown.get("whom", "")
        self.whom_short: str = shown.get("whom_short") or self.whom
        self.whom_name: str = shown.get("whom_name", "")
        """What they are called, or "" where the letter asks for "someone who …"."""
        self.what: str = shown.get("what", "")
        self.why: str = shown.get("why", "")
        self.gives: str = shown.get("gives", "")
        self.note: str = shown.get("note", "")
        self.stands: str = shown.get("stands", "asked")
        self.named: str = shown.get("named", "")
        self.is_kept: bool = shown.get("kept", False)
        self.answer = letter.answer
        self.ends = day_and_month(letter.closes_on, today) if letter.closes_on else ""
        self.onward = onward

    @property
    def onward_url(self) -> str:
        """The whole address to pass on."""
        return absolute(reverse("letter", args=[self.onward.token])) if self.onward else ""

    @property
    def whole_note(self) -> str:
        """The note, and under it the address."""
        return f"{self.note}\n\n{self.onward_url}".strip()

    @property
    def mailto(self) -> str:
        """Opens the friend's own mail with the note in it, to whom they choose."""
        body = "\r\n".join(self.whole_note.splitlines())
        subject = _("A question from %(name)s") % {"name": self.asker_short}
        return f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"

    @property
    def has_opened(self) -> bool:
        """Whether the friend has said yes, and not taken it back."""
        return self.stands in ("yes", "introduced", "met")

    @property
    def is_asked(self) -> bool:
        """Whether the question waits for its answer."""
        return self.stands == "asked"

    @property
    def solid(self) -> int:
        """How much of the line of ink has happened."""
        return 2 if self.stands in ("introduced", "met") else 1

    @property
    def first_answers(self) -> list[Choice]:
        """The answers that are one press."""
        return [self.choice(each) for each in (Answer.KNOWS_WELL, Answer.HAS_MET, Answer.KNOWS_NOT)]

    @property
    def someone_else(self) -> Choice:
        """Somebody else might, and is not named."""
        return self.choice(Answer.SOMEONE_ELSE)

    @property
    def someone_named(self) -> Choice:
        """Somebody else might, and is named."""
        return self.choice(Answer.SOMEONE_ELSE, _("…"))

    @property
    def rather_not(self) -> Choice:
        """A no without a reason."""
        return self.choice(Answer.RATHER_NOT)

    @property
    def answered(self) -> Choice | None:
        """What was answered."""
        return self.choice(Answer(self.answer), self.named) if self.answer in Answer else None

    @property
    def at_the_end(self) -> str:
        """Who stands at the end of the line of ink."""
        return self.whom_name or _("someone")

    def choice(self, answer: Answer, named: str = "") -> Choice:
        """One answer, with the words it is read in."""
        words = heard(answer, self.to, self.whom_name, named)
        return Choice(answer.value, label_of(answer, self.whom_name), words)

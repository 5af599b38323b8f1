"""What a member says to a line: Done, Not today, Not this person. The same from Today and from the mail."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from apps.core import dates
from apps.core.acts import Act, act
from apps.core.due import Rest, Source, sources
from apps.nudges.models import Answer, Nudge

if TYPE_CHECKING:
    from apps.accounts.models import Member


ONE_DAY = timedelta(days=1)


class AlreadyAnswered(Exception):
    """This line was answered before, and the answer stands; `line` carries it."""

    def __init__(self, line: Nudge) -> None:
        super().__init__(line.answer)
        self.line = line


@dataclass(frozen=True, slots=True)
class Answering:
    """One member saying something about one row of a kind, called `name`, on a day of theirs."""

    member: Member
    source: Source
    kind: str
    pk: int
    name: str
    now: datetime

    @classmethod
    def about(cls, member: Member, kind: str, pk: int, now: datetime) -> Answering | None:
        """None where nothing makes lines of this kind, or the member has no such row."""
        source = next((source for source in sources if kind in source.kinds), None)
        name = source.named(member, pk) if source else None
        return cls(member, source, kind, pk, name, now) if source and name is not None else None

    def means(self, answer: Answer) -> bool:
        """Whether this answer can be given to lines of the kind."""
        if answer is Answer.DONE:
            return self.source.done is not None
        return answer is Answer.NOT_TODAY or self.source.let_be is not None

    @property
    def today(self) -> date:
        """The member's day."""
        return self.member.day(self.now)

    def say(
        self, answer: Answer, *, line: Nudge | None = None, key: uuid.UUID | None = None, led_to: str = ""
    ) -> Act:
        """Answer once, as one act of the member's, in their scope.

        `line` is the note's line a mail's button belongs to; without one, today's note is looked
        at. Raises AlreadyAnswered, with nothing written, where an answer stands.
        """
        facts = {"name": self.name, "kind": self.kind, "subject": self._subject} | self._until(answer)
        verb = self.source.verbs.get(answer.value, answer.value)
        with act(self.member, verb, key=key, facts=facts, led_to=led_to, now=self.now) as opened:
            line = line or self._line_of_today()
            if line is None and self._said_today(opened):
                raise AlreadyAnswered(Nudge(answer=answer.value, acted_at=self.now))
            if line is not None and not line.claim(answer, opened, now=self.now):
                raise AlreadyAnswered(line)
            self._do(answer)
        return opened

    def _do(self, answer: Answer) -> None:
        if answer is Answer.NOT_TODAY:
            Rest.until(self.member, self._subject, self._awake_on)
        elif answer is Answer.DONE and self.source.done:
            self.source.done(self.member, self.pk, now=self.now, on=self.today)
        elif answer is Answer.LET_BE and self.source.let_be:
            self.source.let_be(self.member, self.pk, now=self.now)

    @property
    def _subject(self) -> str:
        return self.source.subject(self.pk)

    @property
    def _awake_on(self) -> date:
        return self.today + timedelta(days=self.source.rest_days)

    def _until(self, answer: Answer) -> dict[str, str]:
        """The day in words, as they stand in History whatever day it is read."""
        if answer is not Answer.NOT_TODAY:
            return {}
        return {"until": dates.day_and_month(self._awake_on, self.today)}

    def _said_today(self, opened: Act) -> bool:
        """Whether the same was said of this subject today already, without any note: a second tab."""
        same = Act.objects.of(self.member).filter(
            verb=opened.verb, taken_back_at=None, facts__subject=self._subject, at__gt=self.now - ONE_DAY
        )
        return any(
            self.member.day(at) == self.today
            for at in same.exclude(pk=opened.pk).values_list("at", flat=True)
        )

    def _line_of_today(self) -> Nudge | None:
        lines = Nudge.objects.of(self.member).filter(digest__on=self.today, subject=self._subject)
        return lines.first()

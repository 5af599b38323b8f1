"""Sending what is due: claim, write, hand over, record; one mail never holds up another.

At least once, and at most one copy more per crash: SMTP gives no better (RFC 1047). How a mail
that could not be sent fares is one table, `_after`; what is recorded and when, `claiming.py`.
"""

from __future__ import annotations

import logging
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext

from apps.core import mail
from apps.core.claiming import Claim, Closed, Outcome, Standing
from apps.core.ledger import Ledger
from apps.core.line import Answer, Line, LineAway, Reply
from apps.core.mail_format import Undeliverable, clean_header, mailbox, sender
from apps.core.outbox import Outbox, State
from apps.core.unsubscribing import fingerprints_of

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long a mail waits after each try that the server put off; after the last it has failed."""
JITTER = 0.2  # of each wait, either way
ERRORS_IN_A_ROW = 20
PAUSE_SECONDS = 60.0
A_FEW = 5  # for so few mails a second connection to the database is not worth opening
AWAY_SECONDS = 15.0  # a server that cannot be reached costs no mail a try, so it is asked again sooner


class Pause:
    """A worker's patience with its mail server: after twenty errors in a row it rests for a minute.

    Each process keeps its own; all of them speak to the same server and learn the same.
    """

    def __init__(self) -> None:
        self.errors = 0
        self.until = 0.0

    @property
    def is_on(self) -> bool:
        """Whether this process should not ask the mail server now."""
        return time.monotonic() < self.until

    def note(self, answer: Answer) -> None:
        """Count one answer of the server."""
        self.errors = 0 if answer is Answer.TAKEN else self.errors + 1
        if self.errors >= ERRORS_IN_A_ROW:
            self.rest(PAUSE_SECONDS)

    def rest(self, seconds: float) -> None:
        """Leave the server alone for so long."""
        self.errors, self.until = 0, time.monotonic() + seconds


pause = Pause()
"""This process's."""


class Round:
    """One worker's work on what is due; `tally` counts the outcomes by state."""

    def __init__(self, clock: Clock, *, pause: Pause = pause, seconds: float | None = None) -> None:
        self.clock, self.pause = clock, pause
        self.line, self.ledger = Line(), Ledger()
        self.until = time.monotonic() + seconds if seconds else None
        self.tally: Counter[State] = Counter()
        self.is_done = False

    def run(self) -> Counter[State]:
        """Send until nothing is due (`is_done`), the time is over, or the server needs rest."""
        try:
            while self._may_go_on() and not self.is_done:
                claim = Claim()
                self.is_done = not claim.take(now=self.clock())
                self._work_through(claim)
        finally:
            self.line.close()
            self.ledger.close()
        return self.tally

    def _may_go_on(self) -> bool:
        return not self.pause.is_on and (self.until is None or time.monotonic() < self.until)

    def _work_through(self, claim: Claim) -> None:
        last: Closed | None = None
        self.tally[State.UNSURE] += sum(row.state == State.UNSURE for row in claim.rows)
        if len(claim.rows) > A_FEW:
            claim.write_in(self.ledger)
        try:
            for row in claim.rows:
                if row.state == State.DUE and self._may_go_on():
                    self.line.open()
                    last = self._try(claim, last, row)
        except LineAway as away:
            logger.warning("the mail server is away: %s", away)
            self.pause.rest(AWAY_SECONDS)
        finally:
            if claim.rows:
                claim.end(last)

    def _try(self, claim: Claim, last: Closed | None, row: Outbox) -> Closed | None:
        """Record the last outcome and try one more mail; None when the lease over it was lost.

        Mail server and database are both asked before the mail is written, and answer meanwhile.
        """
        now = self.clock()
        self.line.announce(sender())
        claim.open(last, row, fingerprints_of(row), now)
        content = self._write(row, now)
        standing = claim.standing()
        if standing is Standing.LOST or (row.doubts and not claim.hand_over(row, now=now)):
            return None
        outcome = _unwanted(row, standing, now) or self._send(row, content)
        self.tally[outcome.state] += 1
        return row.pk, outcome

    def _send(self, row: Outbox, content: bytes | Outcome) -> Outcome:
        if isinstance(content, Outcome):
            return content
        reply = self.line.hand_over(content)
        self.pause.note(reply.answer)
        return _after(row, reply, self.clock())

    def _write(self, row: Outbox, now: datetime) -> bytes | Outcome:
        """The mail as bytes, with its reader already named to the server; or why there is none."""
        if row.attempts > len(WAITS) + 1:  # only a mail that kills who writes it comes so far
            return Outcome(State.FAILED, now, gettext("Kith could not write this mail."))
        try:
            self.line.address(mailbox(row.recipient))
            content = mail.compose(row, mail.kinds[row.kind], now=now)
        except (OperationalError, InterfaceError) as error:
            return _after(row, Reply(Answer.LATER, type(error).__name__), now)
        except Undeliverable:
            return Outcome(State.FAILED, now, gettext("No mail can go to this address."))
        except Exception as error:
            _say_where(row, error)
            return Outcome(State.FAILED, now, gettext("Kith could not write this mail."))
        return content or Outcome(State.CANCELLED, now, gettext("No longer wanted."))


def _say_where(row: Outbox, error: Exception) -> None:
    """Log the place of an error, not its words: they may hold what a member wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{place.filename}:{place.lineno}"
    logger.error("mail %s (%s) could not be written: %s, %s", row.pk, row.kind, type(error).__name__, at)


def _unwanted(row: Outbox, standing: Standing, now: datetime) -> Outcome | None:
    """Cancelled, if this mail should not go any more. Codes go to whoever asks for one."""
    kind = mail.kinds.get(row.kind)
    why = ""
    if standing is Standing.LEFT:
        why = gettext("The member has left.")
    elif standing is Standing.SUPPRESSED and not (kind and kind.security):
        why = gettext("This address asked for no more such mail.")
    elif row.stale_at is not None and row.stale_at <= now:
        why = gettext("Too late to be of use.")
    return Outcome(State.CANCELLED, now, why) if why else None


def _after(row: Outbox, reply: Reply, now: datetime) -> Outcome:
    """What a server's answer means for a mail. Its words are kept for whoever looks the mail up."""
    words = clean_header(reply.words)
    if reply.answer is Answer.TAKEN:
        return Outcome(State.SENT, now)
    is_doubtful = reply.answer is Answer.UNKNOWN
    if is_doubtful and row.doubts:
        return Outcome(State.UNSURE, now, words, doubt=True)
    if reply.answer is Answer.REFUSED or row.attempts > len(WAITS):
        return Outcome(State.FAILED, now, words)
    wait = WAITS[row.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
    return Outcome(State.DUE, now, words, due_at=now + wait, doubt=is_doubtful)

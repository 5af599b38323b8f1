"""A line to the mail server: one SMTP connection (RFC 5321), used for many mails.

It keeps apart what sending must not confuse: the server said no, said not now, was not to be
understood before the message was handed over (it cannot have it), or after (it may have it).
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from enum import Enum
from typing import NamedTuple

from django.conf import settings

MESSAGES_A_CONNECTION = 100  # many servers hang up after so many, and the next message would suffer
NO_LOGIN = frozenset({530, 534, 535, 538})  # RFC 4954: our account's trouble, never this mail's


class Answer(Enum):
    """What became of one message."""

    TAKEN = "taken"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


class Reply(NamedTuple):
    """The server's answer, and its words (empty for TAKEN)."""

    answer: Answer
    words: str = ""


class LineAway(Exception):
    """The mail server cannot be reached, or does not let us in."""


class Line:
    """One connection to the server of EMAIL_URL; opened when needed, again after it broke.

    A message is told in three steps, `announce`, `address`, `hand_over`. The first two send their
    command and leave the answer to the next, so that the server thinks while the caller works.
    What goes wrong on the way is remembered, and is the reply in the end: none of the three raises.
    """

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._trouble: Reply | None = None
        self._is_half_told = False
        self._is_waiting = False  # for the answer to a command
        self._told = 0

    def open(self) -> None:
        """Make sure there is a connection; LineAway when there is none to be had."""
        if self._told >= MESSAGES_A_CONNECTION:
            self.close()
        if self._smtp is not None:
            return
        try:
            self._smtp, self._told = _connected(), 0
        except (OSError, smtplib.SMTPException) as error:
            raise LineAway(str(error)) from error

    def announce(self, sender: str) -> None:
        """Begin a message; one that was begun and not handed over is forgotten."""
        if self._is_half_told:
            self._forget()
        self._trouble, self._is_half_told = None, True
        self._told += 1
        self._tell(f"MAIL FROM:<{sender}>")

    def address(self, recipient: str) -> None:
        """Say whom it is for."""
        self._expect(250)
        self._tell(f"RCPT TO:<{recipient}>")

    def hand_over(self, content: bytes) -> Reply:
        """Hand over the message (CRLF line ends), and hear what becomes of it."""
        self._expect(250)
        self._tell("DATA")
        self._expect(354)
        if self._trouble is None:
            self._put(content)
            self._expect(250)
        return self._trouble or Reply(Answer.TAKEN)

    def close(self) -> None:
        """Say goodbye; the next `open` makes a new connection."""
        smtp, self._smtp, self._is_half_told = self._smtp, None, False
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _forget(self) -> None:
        if self._is_waiting:
            self._hear()
        self._trouble = None
        self._tell("RSET")
        self._hear()

    def _tell(self, command: str) -> None:
        if self._trouble is None and self._smtp is not None:
            try:
                self._smtp.putcmd(command)
                self._is_waiting = True
            except (OSError, smtplib.SMTPException) as error:
                self._break(Answer.LATER, error)

    def _put(self, content: bytes) -> None:
        """From here on the server may have the message, whether it says so or not."""
        assert self._smtp is not None
        stuffed = content.replace(b"\r\n.", b"\r\n..")  # RFC 5321, 4.5.2
        self._is_half_told = False
        try:
            self._smtp.send(stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"))
        except (OSError, smtplib.SMTPException) as error:
            self._break(Answer.UNKNOWN, error)

    def _hear(self) -> tuple[int, str]:
        if self._smtp is None:
            self._trouble = Reply(Answer.LATER, "the line broke")
            return 0, ""
        try:
            self._is_waiting = False
            code, words = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._break(Answer.LATER if self._is_half_told else Answer.UNKNOWN, error)
            return 0, ""
        return code, words.decode("utf-8", "replace")

    def _expect(self, wanted: int) -> None:
        if self._trouble is not None:
            return
        code, words = self._hear()
        if self._trouble is None and code != wanted:
            is_final = 500 <= code < 600 and code not in NO_LOGIN
            self._trouble = Reply(Answer.REFUSED if is_final else Answer.LATER, f"{code} {words}")
            if code == 421:  # it is about to hang up
                self.close()

    def _break(self, answer: Answer, error: Exception) -> None:
        self._trouble = Reply(answer, str(error))
        if self._smtp is not None:
            self._smtp.close()
        self._smtp, self._is_half_told = None, False


def _connected() -> smtplib.SMTP:
    """A connection that greeted, speaks TLS and let us in as EMAIL_URL says."""
    name, timeout = settings.MAIL_DOMAIN, settings.EMAIL_TIMEOUT
    smtp: smtplib.SMTP
    if settings.EMAIL_USE_SSL:
        context = ssl.create_default_context()
        smtp = smtplib.SMTP_SSL(
            settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=name, timeout=timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=name, timeout=timeout)
    try:
        if settings.EMAIL_USE_TLS:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        smtp.close()
        raise
    return smtp

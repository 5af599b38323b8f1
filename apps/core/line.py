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


class _Gone(Exception):
    """The line broke or fell silent."""


class Line:
    """One connection to the server of EMAIL_URL; opened when needed, again after it broke."""

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Make sure there is a connection; LineAway when there is none to be had."""
        if self._smtp is not None:
            return
        try:
            self._smtp = _connected()
        except (OSError, smtplib.SMTPException) as error:
            raise LineAway(str(error)) from error

    def send(self, sender: str, recipient: str, content: bytes) -> Reply:
        """Hand over one message (CRLF line ends) to one recipient; never raises."""
        try:
            for command, wanted in (
                (f"MAIL FROM:<{sender}>", 250),
                (f"RCPT TO:<{recipient}>", 250),
                ("DATA", 354),
            ):
                code, words = self._ask(command)
                if code != wanted:
                    return self._turned_down(code, words)
        except _Gone as gone:
            return Reply(Answer.LATER, str(gone))
        try:
            code, words = self._hand_over(content)
        except _Gone as gone:
            return Reply(Answer.UNKNOWN, str(gone))
        return Reply(Answer.TAKEN) if code == 250 else self._turned_down(code, words)

    def close(self) -> None:
        """Say goodbye; the next `open` makes a new connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()

    def _ask(self, command: str) -> tuple[int, str]:
        assert self._smtp is not None, "open() first"
        try:
            code, words = self._smtp.docmd(command)
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from None
        return code, _readable(words)

    def _hand_over(self, content: bytes) -> tuple[int, str]:
        assert self._smtp is not None
        stuffed = content.replace(b"\r\n.", b"\r\n..")  # RFC 5321, 4.5.2
        try:
            self._smtp.send(stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"))
            code, words = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise self._broken(error) from None
        return code, _readable(words)

    def _turned_down(self, code: int, words: str) -> Reply:
        """REFUSED for good, or LATER; the server is asked to forget the half-told message."""
        if code == 421:  # it is about to hang up
            self.close()
        else:
            with contextlib.suppress(_Gone):
                self._ask("RSET")
        is_final = 500 <= code < 600 and code not in NO_LOGIN
        return Reply(Answer.REFUSED if is_final else Answer.LATER, f"{code} {words}")

    def _broken(self, error: Exception) -> _Gone:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
        return _Gone(str(error))


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


def _readable(words: bytes) -> str:
    return words.decode("utf-8", "replace")

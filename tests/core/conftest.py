"""Fixtures of the tests of sending: a mail server, and kinds of mail to send."""

from tests.core.posting import trial_kinds
from tests.smtp import mail_server

__all__ = ["mail_server", "trial_kinds"]

"""Logs that carry no secret addresses: tokens of letters, mail buttons and feeds are cut out."""

from __future__ import annotations

import logging
import re

TOKEN_IN_PATH = re.compile(r"/(i|n|u|calendar)/[^/\s\"']+")


class Discreet(logging.Filter):
    """Replaces the token in every link path by `…` before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True always; the record's message is rewritten in place."""
        line = record.getMessage()
        hidden = TOKEN_IN_PATH.sub(r"/\1/…", line)
        if hidden != line:
            record.msg, record.args = hidden, ()
        return True

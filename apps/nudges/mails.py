"""Placeholder; the mails of this app."""

from typing import Any

KINDS: dict[str, Any] = {}

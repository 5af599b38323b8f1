"""What members' acts on their account are called in History."""

from __future__ import annotations

from django.utils.functional import Promise

ACTS: dict[str, str | Promise] = {}

"""Refusals: what production must not start with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks.messages import CheckMessage


@register(Tags.security)
def production_is_whole(**_: Any) -> list[CheckMessage]:
    """Errors where PUBLIC_URL is https and something is left from a trial machine."""
    if not settings.PRODUCTION:
        return []
    wrong: list[CheckMessage] = []
    if settings.SECRET_KEY == settings.DEFAULT_SECRET_KEY or len(settings.SECRET_KEY) < 32:
        wrong.append(Error("SECRET_KEY must be a random text of 32 characters or more.", id="kith.E001"))
    if settings.DEBUG:
        wrong.append(Error("DEBUG must be off where PUBLIC_URL is https.", id="kith.E002"))
    if not settings.EMAIL_URL:
        wrong.append(Error("EMAIL_URL must name a mail server where PUBLIC_URL is https.", id="kith.E003"))
    return wrong

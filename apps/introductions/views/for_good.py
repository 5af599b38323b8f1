"""What cannot be taken back, because it left the building: done as an act, told without a way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib import messages

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import key_of
from apps.core.acts import Act, act
from apps.core.words import say


@contextmanager
def for_good(request: MemberRequest, verb: str, *, now: datetime, led_to: str, **facts: Any) -> Iterator[Act]:
    """As `deed`, for what others have read or were asked: History tells it, and takes nothing back."""
    with act(request.user, verb, key=key_of(request), facts=facts, led_to=led_to, now=now, days=0) as done:
        yield done
    messages.success(request, say(verb, facts))

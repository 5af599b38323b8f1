"""Sessions in the database, each knowing whose it is, so that all of a member's end at once.

A session lasts 14 days without a visit and 90 days at most (`SessionSpan`). The module is
Django's setting SESSION_ENGINE.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.http import HttpRequest, HttpResponse

BEGAN_AT, SEEN_ON = "began_at", "seen_on"
DAY_SECONDS = 24 * 3600
LONGEST_SECONDS = 90 * DAY_SECONDS
UNDER_WAY = (EMAIL_VERIFICATION_CODE_SESSION_KEY, PASSWORD_RESET_VERIFICATION_SESSION_KEY)


class Session(AbstractBaseSession):
    """One browser; `member` is who signed in, or whose code it waits for, or nobody."""

    # without a constraint: a request that ends after its member was erased must not fail
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", db_constraint=False
    )

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """The store that reads and writes these rows."""
        return SessionStore


class SessionStore(DatabaseSessionStore):
    """Django's database sessions, with the member written beside them."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of the sessions."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for this data."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.member_id = _member_of(data)
        return row


def _member_of(data: dict[str, Any]) -> int | None:
    states = [data.get(name) for name in UNDER_WAY]
    found = [data.get(SESSION_KEY), *(state.get("user_id") for state in states if isinstance(state, dict))]
    pk = next(filter(None, found), None)
    return int(pk) if pk else None


class SessionSpan:
    """Middleware: a visit keeps a session for 14 days more, up to 90 days from signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; whoever signed in too long ago is asked to do so again."""
        if request.user.is_authenticated:
            visit(request, time.time())
        return self.get_response(request)


def visit(request: HttpRequest, now: float) -> None:
    """Note a visit at `now` (seconds since 1970): at most one write a day."""
    began_at = request.session.setdefault(BEGAN_AT, now)
    if now - began_at > LONGEST_SECONDS:
        logout(request)
    elif request.session.get(SEEN_ON) != now // DAY_SECONDS:
        request.session[SEEN_ON] = now // DAY_SECONDS

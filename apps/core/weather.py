"""When the database is away: a plain page that says so, and a 503, never a 500."""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class DatabaseAway:
    """The outermost middleware: turns a lost database into the 503 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or 503 where the database could not be reached."""
        try:
            response = self.get_response(request)
        except (OperationalError, InterfaceError):
            return away(request)
        return away(request) if getattr(response, "database_away", False) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Catches it inside the view, where Django would make a 500 of it."""
        return away(request) if isinstance(error, OperationalError | InterfaceError) else None


def away(request: HttpRequest) -> HttpResponse:
    """The 503 page; it needs no database and no session."""
    response = render(None, "503.html", status=503)  # type: ignore[arg-type]
    response.headers["Retry-After"] = "10"
    return response

"""When the database is away: a plain page that says so, and a 503, never a 500.

Each middleware turns what is raised below it into the answer of `handler500`, so that is the one
place that sees a lost database wherever it was noticed: session, scope, view or commit.
"""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def database_is_away() -> bool:
    """Whether the exception being handled says that the database cannot be reached."""
    return isinstance(sys.exc_info()[1], OperationalError | InterfaceError)


def away(request: HttpRequest) -> HttpResponse:
    """The 503 page; it needs no database and no session."""
    response = render(None, "503.html", status=503)  # type: ignore[arg-type]
    response.headers["Retry-After"] = "10"
    return response

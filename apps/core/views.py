"""Pages that need nobody signed in: what Kith promises, and what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core.weather import away, database_is_away


@login_not_required
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """What Kith promises; it names who runs this server where the operator said so."""
    return render(request, "promises.html", {"host_name": settings.KITH_HOST_NAME})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this member."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page for what is not there and for what is somebody else's."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: plain, without a database; 503 where the database is what failed."""
    if database_is_away():
        return away(request)
    return render(None, "500.html", status=500)  # type: ignore[arg-type]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that outlived its session: says so and offers the page again."""
    return render(request, "403.html", {"form_outlived_session": True}, status=403)

"""A request of somebody who signed in, and what becomes of one whose session has ended."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from apps.accounts.models import Member


class MemberRequest(HttpRequest):
    """A request that SignInFirst let through: its user is a Member."""

    user: Member


class SignInFirst(LoginRequiredMiddleware):
    """Middleware: whoever is not signed in is asked to sign in, and comes back to the page they were on.

    What was sent from a page leads back to that page, as the address it was sent to shows nothing by itself;
    and what htmx asked for is not swapped into a page of somebody who is signed in no more.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """The page to sign in, with where to go afterwards."""
        by_htmx = bool(request.htmx)  # type: ignore[attr-defined]
        if request.method in ("GET", "HEAD") and not by_htmx:
            return super().handle_no_permission(request, view_func)
        there = redirect_to_login(
            _page_of(request),
            resolve_url(self.get_login_url(view_func)),
            self.get_redirect_field_name(view_func),
        )
        return HttpResponseClientRedirect(there.url) if by_htmx else there


def _page_of(request: HttpRequest) -> str:
    """The page from which this was sent, if it is one of ours; else Today."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return resolve_url("today")
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path

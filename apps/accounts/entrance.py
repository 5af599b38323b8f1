"""The way in and out: allauth's pages under `/accounts/`, with Kith's manners.

A form that could not be taken answers 422, as everywhere in Kith; signing out clears what the
browser kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.urls import urlpatterns as pages
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

View = Callable[..., HttpResponse]
LEFT_OUT = {"account_confirm_login_code"}
"""Signing in by code is not offered."""


def with_manners(view: View) -> View:
    """The same page, whose status says when its form could not be taken."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == 200 and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        if was_signed_in and not request.user.is_authenticated:
            return forgetting(response)
        return response

    return answer


def forgetting(response: HttpResponse) -> HttpResponse:
    """An answer after which the browser shows no page of before, not even by its back button."""
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


urlpatterns = [
    URLPattern(page.pattern, with_manners(page.callback), page.default_args, page.name)
    for page in pages
    if page.name not in LEFT_OUT
]

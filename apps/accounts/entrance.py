"""The way in and out: allauth's pages under `/accounts/`, with Kith's manners.

A form that could not be taken answers 422, as everywhere in Kith.
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


def answering_422(view: View) -> View:
    """The same page, whose status says when its form could not be taken."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == 200 and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

    return answer


urlpatterns = [
    URLPattern(page.pattern, answering_422(page.callback), page.default_args, page.name)
    for page in pages
    if page.name not in LEFT_OUT
]

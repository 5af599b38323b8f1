"""Each member reads in their own language and clock."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from apps.accounts.models import Member


class MemberLocale:
    """Middleware: the member's language and zone for a signed-in request, else the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in the reader's language; `Content-Language` says which."""
        member = request.user if request.user.is_authenticated else None
        language = language_of(member) if member else translation.get_language_from_request(request)
        with translation.override(language), timezone.override(member.zone if member else None):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
            return response


def language_of(member: Member) -> str:
    """The member's language; the site's where Kith does not speak it (any more)."""
    return member.language if member.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

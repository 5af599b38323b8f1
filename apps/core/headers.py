"""Headers that every answer carries, beyond Django's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
LINK_PATHS = ("/i/", "/n/", "/u/", "/calendar/")


class KithHeaders:
    """Private pages are never stored, links never indexed, nothing embeds or isolates badly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer with Kith's headers added where the view set none."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        if request.path.startswith(LINK_PATHS):
            response.headers["X-Robots-Tag"] = "noindex, noarchive"
            response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
        return response

"""The local mailbox as pages: what Kith sent on a trial machine, as its reader would see it."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from config.mailbox import Caught, messages, read


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The last hundred messages, newest first."""
    return render(request, "mailbox/mailbox.html", {"caught": messages(settings.KITH_STATE_DIR)})


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def message(request: HttpRequest, name: str) -> HttpResponse:
    """One message: headers, text, and its HTML in a frame that may run nothing."""
    caught = _caught(name)
    text, html = (caught.message.get_body((kind,)) for kind in ("plain", "html"))
    return render(
        request,
        "mailbox/message.html",
        {
            "caught": caught,
            "headers": [(key, str(value)) for key, value in caught.message.items()],
            "text": text.get_content() if text else "",
            "has_html": html is not None,
        },
    )


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": ["'none'"],
        "style-src": [UNSAFE_INLINE],
        "frame-ancestors": [SELF],
        "sandbox": [
            "allow-popups",
            "allow-popups-to-escape-sandbox",
            "allow-top-navigation-by-user-activation",
        ],
    }
)
def html_part(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame."""
    html = _caught(name).message.get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content(), content_type="text/html; charset=utf-8")


def _caught(name: str) -> Caught:
    caught = read(settings.KITH_STATE_DIR, name)
    if caught is None:
        raise Http404
    return caught

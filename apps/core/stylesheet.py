"""Many small CSS files for the reader, one request for the browser, no build step.

`static/css/<name>.css` holds the order of the layers and a list of `@import url("x.css") layer(y);` lines.
A browser would fetch those one after another before it paints; here each line is replaced by the file it
names, inside its layer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

IMPORT = re.compile(r'@import url\("(?P<file>[\w-]+\.css)"\) layer\((?P<layer>[\w-]+)\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")
NAMES = ("app", "letter", "landing", "outside")
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"


@dataclass(frozen=True)
class Stylesheet:
    """One served style sheet: its text and the first 12 hex digits of the text's SHA-256."""

    text: str
    digest: str


def stylesheet_url(name: str) -> str:
    """The address of `static/css/<name>.css`, with its digest, so that browsers may keep it for good."""
    return reverse("stylesheet", args=[name, load(name).digest])


class Stylesheets:
    """Middleware, to stand before the session: a style sheet needs no member and no database.

    So the page that says that the database is away still looks like Kith.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A style sheet, or what comes further in."""
        if not request.path_info.startswith("/css/"):
            return self.get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return HttpResponseNotFound()
        return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))


@require_safe
@login_not_required
@gzip_page
def stylesheet(request: HttpRequest, name: str, digest: str) -> HttpResponse:
    """Serve the joined style sheet. A digest of yesterday gets today's sheet, to be asked for again soon."""
    if name not in NAMES:
        return HttpResponseNotFound()
    sheet = load(name)
    response = HttpResponse(sheet.text, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOREVER if digest == sheet.digest else BRIEFLY
    return response


def load(name: str) -> Stylesheet:
    """The joined sheet, read once per process; read anew each time while DEBUG is on."""
    return _join.__wrapped__(name) if settings.DEBUG else _join(name)


@lru_cache
def _join(name: str) -> Stylesheet:
    text = IMPORT.sub(_inline, _without_comments(_read(f"{name}.css")))
    return Stylesheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


def _inline(line: re.Match[str]) -> str:
    return f"@layer {line['layer']}{{{_without_comments(_read(line['file']))}}}\n"


def _read(file: str) -> str:
    path = finders.find(f"css/{file}")
    if path is None:
        raise FileNotFoundError(f"static/css/{file}")
    return Path(path).read_text(encoding="utf-8")


def _without_comments(text: str) -> str:
    """Comments, indentation and line ends are for the reader. No string in our sheets holds either mark."""
    return SPACE.sub("\n", COMMENT.sub("", text)).strip()

"""Unsubscribing: anybody who got a mail can say "never again", without an account, at once.

The page behind the link shows two buttons and writes nothing. A POST acts: a person's press,
or the one click of a mail reader (RFC 8058), which sends no cookie and wants a plain 200.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core import mail
from apps.core.links import LinkRefused, read_unsubscribe
from apps.core.opening import status_of
from apps.core.outbox import Outbox
from apps.core.suppression import Suppression, fingerprints

ALL, LIST, NONE = "all", "list", "none"


@login_not_required
@csrf_exempt  # the token in the path is the proof; a mail reader's click carries nothing else
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link; POST `scope` list (also when absent), all, or none to take it back."""
    try:
        address, list_name = read_unsubscribe(token)
    except LinkRefused as refused:
        if (status := status_of(refused, request)) == 429:
            return render(request, "429.html", status=status)
        return render(request, "core/unsubscribe.html", {"is_broken": True}, status=status)
    asked = ""
    if request.method == "POST":
        asked = request.POST.get("scope", LIST)
        choose(address, list_name, asked if asked in (ALL, NONE) else LIST, now=timezone.now())
    context = {"asked": asked, "list_label": label_of(list_name), "list_name": list_name}
    return render(request, "core/unsubscribe.html", context)


def choose(address: bytes, list_name: str, scope: str, *, now: datetime) -> None:
    """Record what the reader of a fingerprint wants: nothing of this list, nothing at all, or all again."""
    of_list = fingerprint_on(address, list_name)
    if scope == NONE:
        Suppression.objects.filter(fingerprint__in=[address, of_list]).delete()
    else:
        wanted = address if scope == ALL or not list_name else of_list
        Suppression.objects.get_or_create(fingerprint=wanted, defaults={"created_at": now})


def has_unsubscribed(address: str, list_name: str) -> bool:
    """Whether this address wants no mail of that list; for settings, which should say so."""
    return Suppression.objects.filter(fingerprint__in=_both(address, list_name)).exists()


def subscribe_again(address: str, list_name: str) -> None:
    """Write to this address again; only its owner may ask for that."""
    Suppression.objects.filter(fingerprint__in=_both(address, list_name)).delete()


def fingerprints_of(row: Outbox) -> list[bytes]:
    """What would hold a mail back, if it were suppressed: its address, and its address on its list."""
    kind = mail.kinds.get(row.kind)
    return _both(row.recipient, kind.list_name if kind else "")


def fingerprint_on(address: bytes, list_name: str) -> bytes:
    """The fingerprint of an address on one list; kept where the address leaves only that list."""
    return hmac.digest(address, list_name.encode(), sha256)


def label_of(list_name: str) -> str:
    """What the readers of a list call it; empty for one that no kind sends any more."""
    return next((str(kind.list_label) for kind in mail.kinds.values() if kind.list_name == list_name), "")


def _both(address: str, list_name: str) -> list[bytes]:
    whole = fingerprints(address)
    return [*whole, *(fingerprint_on(each, list_name) for each in whole)]

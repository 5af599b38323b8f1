"""What follows a yes: it happened, we met, the friend was thanked and told. All of it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import back, deed, way_back
from apps.core.due import Kind
from apps.introductions import following, verbs
from apps.introductions.cleaning import clean_line
from apps.introductions.models import IntroductionRequest
from apps.introductions.standing import called
from apps.introductions.views.request import elsewhere, own_request, page_of_request


@require_POST
def happened_request(request: MemberRequest, pk: int) -> HttpResponse:
    """They have written."""
    own = own_request(request, pk)
    happened = partial(following.happened, name=clean_line(request.POST.get("name", "")))
    return _said(request, own, "happened_request", Kind.YES, happened, own.whom)


@require_POST
def met_request(request: MemberRequest, pk: int) -> HttpResponse:
    """The two have met."""
    own = own_request(request, pk)
    met = partial(following.met, name=clean_line(request.POST.get("name", "")))
    return _said(request, own, "met_request", Kind.MEET, met, own.whom)


@require_POST
def thank_request(request: MemberRequest, pk: int) -> HttpResponse:
    """The friend who opened the door was thanked."""
    own = own_request(request, pk)
    return _said(request, own, "thank_request", Kind.THANK, following.thanked, _friend(own))


@require_POST
def tell_request(request: MemberRequest, pk: int) -> HttpResponse:
    """The friend knows how it went."""
    own = own_request(request, pk)
    return _said(request, own, "tell_request", Kind.TELL, following.told, _friend(own))


def _said(
    request: MemberRequest,
    own: IntroductionRequest,
    verb: str,
    kind: Kind,
    do: Callable[..., None],
    name: str,
) -> HttpResponse:
    """One act, which is also the answer to the line of that kind on Today and in the note."""
    now, here = timezone.now(), page_of_request(own)
    facts: dict[str, Any] = {"name": name, "kind": kind.value, "subject": f"{kind}:{own.pk}"}
    try:
        with deed(request, verb, now=now, led_to=way_back(request, here), **facts):
            do(own, now=now)
    except verbs.NotNow:
        messages.warning(request, elsewhere())
    return back(request, here)


def _friend(own: IntroductionRequest) -> str:
    door = following.opener_of(own)
    return called(door) if door else own.whom

"""Asking a friend: the address to send, "I have sent it", or Kith's one fixed text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.signed_in import MemberRequest
from apps.introductions import asking, received, sending
from apps.introductions.verbs import NotNow
from apps.introductions.views.compose import own_door
from apps.introductions.views.for_good import for_good
from apps.introductions.views.request import elsewhere, page_of_request


@require_POST
def prepare_door(request: MemberRequest, pk: int) -> HttpResponse:
    """The address for this friend, shown on the request's page from now on; nothing is sent."""
    own = own_door(request, pk)
    try:
        asking.prepare(own, now=timezone.now())
    except asking.MayNotAsk as refused:
        messages.warning(request, str(refused))
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own.request))


@require_POST
def ask_door(request: MemberRequest, pk: int) -> HttpResponse:
    """The member has sent it: from today the friend has the question for ten days."""
    own, now = own_door(request, pk), timezone.now()
    led_to = page_of_request(own.request)
    try:
        with for_good(request, "ask_door", now=now, led_to=led_to, name=own.called):
            asking.ask(own, now=now)
    except asking.MayNotAsk as refused:
        messages.warning(request, str(refused))
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(led_to)


@require_POST
def mail_door(request: MemberRequest, pk: int) -> HttpResponse:
    """Kith writes its one fixed text to the friend."""
    own, now = own_door(request, pk), timezone.now()
    led_to, address = page_of_request(own.request), request.POST.get("address", "")
    try:
        with for_good(request, "mail_door", now=now, led_to=led_to, name=own.called):
            sending.mail(own, address, now=now)
        if own.link:
            received.deliver(own.link.letter, address, now=now)
    except (asking.MayNotAsk, sending.MayNotMail) as refused:
        messages.warning(request, str(refused))
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(led_to)

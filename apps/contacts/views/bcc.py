"""The private address for bcc, in the settings: handed out, changed, ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.contacts.bcc import address


@require_POST
def hand_out_bcc(request: MemberRequest) -> HttpResponse:
    """An address; another one where there was one, which ends."""
    _offered()
    sent_in_turn(request)
    had = address.link_of(request.user) is not None
    address.hand_out(request.user, now=timezone.now())
    if had:
        messages.success(request, _("Here is another address. The one before takes no mail any more."))
    return redirect(f"{reverse('settings:note')}#bcc")


@require_POST
def revoke_bcc(request: MemberRequest) -> HttpResponse:
    """The address ends."""
    _offered()
    sent_in_turn(request)
    if not address.revoke(request.user, now=timezone.now()):
        raise Http404
    messages.success(request, _("That address takes no mail any more."))
    return redirect(f"{reverse('settings:note')}#bcc")


def _offered() -> None:
    if not address.is_offered():
        raise Http404

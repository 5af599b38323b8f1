"""Calendar feeds in the settings: their addresses, handed out, changed and ended."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import sent_in_turn
from apps.commitments.models import Feed
from apps.core.links import absolute


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind of calendar, and its address where one was asked for ("" where it cannot be shown any more)."""

    kind: str
    label: str
    feed: Feed | None
    address: str = ""

    @property
    def subscribe_url(self) -> str:
        """An address that opens a calendar program."""
        return f"webcal:{self.address.removeprefix(urlsplit(self.address).scheme + ':')}"


@require_GET
def feeds(request: MemberRequest) -> HttpResponse:
    """The calendars a member can subscribe to."""
    there = {feed.kind: feed for feed in Feed.objects.of(request.user).select_related("link")}
    facts = {"tab": "feeds", "feeds": [_offered(kind, there.get(kind)) for kind in Feed.Kind]}
    return render(request, "commitments/feeds.html", facts)


@require_POST
def hand_out_feed(request: MemberRequest, kind: str) -> HttpResponse:
    """An address; another one where there was one, which ends."""
    sent_in_turn(request)
    if kind not in Feed.Kind.values:
        raise Http404
    had = Feed.objects.of(request.user).filter(kind=kind).exists()
    Feed.hand_out(request.user, kind, now=timezone.now())
    if had:
        messages.success(request, _("Here is another address. The one before opens nothing any more."))
    return redirect(f"{reverse('feeds')}#{kind}")


@require_POST
def revoke_feed(request: MemberRequest, kind: str) -> HttpResponse:
    """The address ends."""
    _own(request, kind).revoke(now=timezone.now())
    messages.success(request, _("That address opens nothing any more."))
    return redirect("feeds")


@require_POST
def name_people_in_feed(request: MemberRequest, kind: str) -> HttpResponse:
    """Names of people and notes go along."""
    _own(request, kind).name_people(now=timezone.now())
    return redirect(f"{reverse('feeds')}#{kind}")


@require_POST
def leave_names_out_of_feed(request: MemberRequest, kind: str) -> HttpResponse:
    """Names of people and notes stay here."""
    _own(request, kind).leave_names_out()
    return redirect(f"{reverse('feeds')}#{kind}")


def _own(request: MemberRequest, kind: str) -> Feed:
    own: Feed = get_object_or_404(Feed.objects.of(request.user).select_related("link"), kind=kind)
    return own


def _offered(kind: Feed.Kind, feed: Feed | None) -> Offered:
    token = feed.link.token if feed else ""
    return Offered(kind.value, str(kind.label), feed, address_of(token) if token else "")


def address_of(token: str) -> str:
    """The whole address of a feed."""
    return absolute(reverse("calendar", args=[token]))

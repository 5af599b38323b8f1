"""Writing a request: whom, why, what one gives; and the friends who may be asked, in their order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.contacts.views.deed import deed, done_before, page, sent
from apps.core.scope import get_own
from apps.introductions import requests
from apps.introductions.drafting import Asked
from apps.introductions.forms.request import FriendForm, RequestForm
from apps.introductions.friends import may_know
from apps.introductions.models import Door, IntroductionRequest
from apps.introductions.verbs import NotNow
from apps.introductions.views.request import elsewhere, own_request, page_of_request


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Whom one would like to meet; who is asked for already is shown instead."""
    asked, now = Asked.of(request.user, request.GET), timezone.now()
    under_way = requests.under_way_with(request.user, asked.contact) if asked.contact else None
    if under_way and request.method == "GET":
        if asked.friend:
            messages.info(request, _("You are asking for them already. Here you can add friends to ask."))
        return redirect(page_of_request(under_way))
    form = RequestForm(request.user, sent(request), asked=asked)
    if request.method == "POST" and (before := done_before(request)):
        return before
    if not form.is_valid():
        facts = {"form": form, "row": None, "asked": asked, "home_url": reverse("introductions:list")}
        return page(request, "introductions/compose.html", facts, status=422 if form.is_bound else 200)
    columns = form.columns()
    with deed(request, "draft_request", now=now, led_to="", name=columns["whom"]) as done:
        made = IntroductionRequest.draft(request.user, now=now, **columns)
        if asked.friend:
            requests.add_friend(made, asked.friend)
        done.led_to = _next(made, has_friend=asked.friend is not None)
        done.save(update_fields=["led_to"])
    return redirect(done.led_to)


@require_http_methods(["GET", "POST"])
def edit_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Its words, while nobody has the question."""
    own, now = own_request(request, pk), timezone.now()
    form = RequestForm(request.user, sent(request), own=own)
    if not form.is_valid():
        facts = {"form": form, "row": own, "home_url": page_of_request(own)}
        return page(request, "introductions/compose.html", facts, status=422 if form.is_bound else 200)
    try:
        with deed(request, "edit_request", now=now, led_to=page_of_request(own), name=own.whom):
            requests.rewrite(own, now=now, **form.columns())
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own))


@require_http_methods(["GET", "POST"])
def friends_of_request(request: MemberRequest, pk: int) -> HttpResponse:
    """Who may know them, likeliest first; or somebody by name."""
    own, now = own_request(request, pk), timezone.now()
    form = FriendForm(own, sent(request))
    today = request.user.day(now)
    if not form.is_valid():
        people = may_know(request.user, own, today)
        facts = {"form": form, "request_row": own, "people": people, "today": today}
        return page(request, "introductions/friends.html", facts, status=422 if form.is_bound else 200)
    try:
        with deed(
            request, "add_friend", now=now, led_to=page_of_request(own), name=form.cleaned_data["friend"]
        ):
            if friend := form.person(now=now):
                requests.add_friend(own, friend)
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own))


@require_POST
def add_friend_request(request: MemberRequest, pk: int) -> HttpResponse:
    """One of those who may know them is among the friends to ask."""
    own, now = own_request(request, pk), timezone.now()
    typed = request.POST.get("contact", "")
    friend = get_own(
        request, Contact, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
    )
    try:
        with deed(request, "add_friend", now=now, led_to=page_of_request(own), name=friend.name):
            requests.add_friend(own, friend)
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own))


@require_POST
def first_door(request: MemberRequest, pk: int) -> HttpResponse:
    """This friend is asked before the others."""
    own = own_door(request, pk)
    try:
        with deed(
            request, "first_friend", now=timezone.now(), led_to=page_of_request(own.request), name=own.called
        ):
            requests.put_first(own)
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own.request))


@require_POST
def remove_door(request: MemberRequest, pk: int) -> HttpResponse:
    """This friend is not to be asked after all."""
    own, now = own_door(request, pk), timezone.now()
    try:
        with deed(request, "remove_friend", now=now, led_to=page_of_request(own.request), name=own.called):
            requests.remove_friend(own, now=now)
    except NotNow:
        messages.warning(request, elsewhere())
    return redirect(page_of_request(own.request))


def own_door(request: MemberRequest, pk: int) -> Door:
    """The member's door with its request and friend; one query, or a 404."""
    doors = Door.objects.of(request.user).select_related("request__contact", "contact", "link", "owner")
    own: Door = get_object_or_404(doors, pk=pk)
    return own


def _next(made: IntroductionRequest, *, has_friend: bool) -> str:
    if has_friend:
        return page_of_request(made)
    return reverse("introductions:friends_of_request", args=[made.pk])

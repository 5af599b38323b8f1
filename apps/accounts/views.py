"""The settings: five pages, each complete without a script."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.entrance import forgetting
from apps.accounts.forms import HoursForm, LeavingForm, NoteForm, ProfileForm, SettingsForm
from apps.accounts.models import NOTE_LIST, Member
from apps.accounts.note_hours import moved_hours, next_note
from apps.accounts.signed_in import MemberRequest
from apps.core import dates
from apps.core.unsubscribing import has_unsubscribed, subscribe_again
from apps.core.waking import wake

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def profile(request: MemberRequest) -> HttpResponse:
    """Name, language, country, time zone."""
    return _settings(request, "profile", ProfileForm, {"zones": dates.zone_names()})


@page
def note(request: MemberRequest) -> HttpResponse:
    """Whether and when the morning note comes, and how much is in it."""
    unsubscribed = has_unsubscribed(request.user.email, NOTE_LIST)
    return _settings(request, "note", NoteForm, {"unsubscribed": unsubscribed})


@require_POST
def write_again(request: MemberRequest) -> HttpResponse:
    """The end of an unsubscription: its owner asks for it, signed in."""
    subscribe_again(request.user.email, NOTE_LIST)
    messages.success(request, _("Kith will write to you again."))
    return redirect("settings:note")


@page
def hours(request: MemberRequest) -> HttpResponse:
    """Quiet hours, working hours, hours to give away."""
    return _settings(request, "hours", HoursForm)


@require_http_methods(["GET", "HEAD"])
def security(request: MemberRequest) -> HttpResponse:
    """Password, address, and where one is signed in."""
    now = timezone.now()
    elsewhere = request.user.sessions.filter(expire_date__gt=now).exclude(pk=request.session.session_key)
    return render(request, "accounts/security.html", {"tab": "security", "elsewhere": elsewhere.count()})


@require_POST
def end_elsewhere(request: MemberRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    request.user.sessions.exclude(pk=request.session.session_key).delete()
    messages.success(request, _("You are signed in only here now."))
    return redirect("settings:security")


@page
@sensitive_post_parameters("password")
def leaving(request: MemberRequest) -> HttpResponse:
    """What leaving means; with the password, leave."""
    form = LeavingForm(request.user, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "accounts/leaving.html", {"tab": "leaving", "form": form}, status=status)
    Member.objects.locked(request.user.pk).leave(now=timezone.now())
    transaction.on_commit(partial(wake, "accounts.erase_left"), robust=True)
    logout(request)
    return forgetting(redirect("account_inactive"))


def _settings(
    request: MemberRequest, name: str, form_class: type[SettingsForm], more: dict[str, Any] | None = None
) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        return _settings_page(request, name, form_class(instance=request.user), more, 200)
    form = form_class(request.POST, instance=Member.objects.locked(request.user.pk))
    if not form.is_valid():
        return _settings_page(request, name, form, more, 422)
    form.keep(now=now)
    messages.success(request, _("Saved."))
    return redirect(f"settings:{name}")


def _settings_page(
    request: MemberRequest, name: str, form: SettingsForm, more: dict[str, Any] | None, status: int
) -> HttpResponse:
    now, member = timezone.now(), request.user
    facts = {
        "tab": name,
        "form": form,
        "clock": dates.clock(now.astimezone(member.zone).time()),
        "moved": moved_hours(member, member.day(now)),
        "next_note": next_note(member, now),
        **(more or {}),
    }
    return render(request, f"accounts/{name}.html", facts, status=status)

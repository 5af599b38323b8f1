"""One change to many people of the list, as one act."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.bulk import working
from apps.contacts.bulk.asking import FORMS, MOST_PICKED, Form, Whom
from apps.contacts.bulk.verbs import ASKING, VERBS, act_of, change
from apps.contacts.models import BulkDeed, Contact
from apps.contacts.views.deed import LONGEST_WAY_BACK, deed, done_before, key_of, page
from apps.core.acts import Act
from apps.core.scope import get_own
from apps.core.waking import wake
from apps.core.words import say

TASK = "contacts.go_on_with_many"


@require_POST
def bulk(request: MemberRequest) -> HttpResponse:
    """Do it to those picked or to everybody in the list; ask first where a word is wanting."""
    if led_to := done_before(request):
        return led_to
    whom, verb = Whom(request.user, request.POST), request.POST.get("verb", "")
    if verb not in VERBS:
        messages.info(request, _("Choose what shall be done with them. Nothing was changed."))
        return redirect(_the_list(whom))
    pks = list(whom.people(request.user.day(timezone.now())).values_list("pk", flat=True)[: MOST_PICKED + 1])
    if not pks:
        messages.info(request, _("Nobody is picked. Nothing was changed."))
        return redirect(_the_list(whom))
    form = (
        FORMS[verb](request.user, request.POST if "said" in request.POST else None)
        if verb in ASKING
        else None
    )
    if form is None or form.is_valid():
        return _do(request, whom, verb, form.asked() if form else {}, pks)
    return _ask(request, whom, verb, form, len(pks))


def _ask(request: MemberRequest, whom: Whom, verb: str, form: Form, count: int) -> HttpResponse:
    facts = {
        "form": form,
        "verb": verb,
        "title": VERBS[verb],
        "whom": whom,
        "count": count if count <= MOST_PICKED else None,
        "the_list": _the_list(whom),
    }
    return page(request, "contacts/bulk.html", facts, status=422 if form.is_bound else 200)


def _do(request: MemberRequest, whom: Whom, verb: str, asked: dict[str, Any], pks: list[int]) -> HttpResponse:
    now = timezone.now()
    if len(pks) > MOST_PICKED:
        left = working.ask(request.user, verb, whom.query, asked, key=key_of(request), now=now)
        transaction.on_commit(partial(wake, TASK), robust=True)
        return redirect("contacts:bulk_deed", left.pk)
    people = Contact.objects.of(request.user).filter(pk__in=pks)
    names = list(people.values_list("name", flat=True)) if len(pks) == 1 else []
    told, facts = act_of(verb, asked, names, len(pks))
    with deed(request, told, now=now, led_to=_the_list(whom), **facts):
        change(request.user, people, verb, asked, today=request.user.day(now), now=now)
    return HttpResponseRedirect(_the_list(whom))


def _the_list(whom: Whom) -> str:
    """Back to the list they were picked in, where its address is short enough to keep."""
    address = reverse("contacts:list") + whom.selection.link()
    return address.removesuffix("?") if len(address) <= LONGEST_WAY_BACK else reverse("contacts:list")


@require_GET
def bulk_deed(request: MemberRequest, pk: int) -> HttpResponse:
    """How far the worker has come, and in the end what was done."""
    own = get_own(request, BulkDeed, pk)
    response = render(request, "contacts/bulk_deed.html", _facts(request, own))
    if own.finished_at is None:
        response.headers["Refresh"] = "2"  # for a browser without scripts; with them a fragment is fetched
    return response


@require_GET
def bulk_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The moving part of that page; at the end it sends the browser to the whole."""
    own = get_own(request, BulkDeed, pk)
    if own.finished_at is not None:
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse("contacts:bulk_deed", args=[pk])
        return response
    return render(request, "contacts/_bulk_progress.html", _facts(request, own))


def _facts(request: MemberRequest, own: BulkDeed) -> dict[str, Any]:
    opened = Act.objects.of(request.user).filter(pk=own.act_id or 0).first()
    return {
        "own": own,
        "says": say(opened.verb, opened.facts) if opened else "",
        "act": opened if opened and opened.may_be_taken_back(now=timezone.now()) else None,
        "going_back": bool(opened and (opened.asked_back_at or opened.taken_back_at)),
        "percent": min(100, 100 * own.done // max(1, own.facts["count"])),
        "the_list": reverse("contacts:list"),
    }

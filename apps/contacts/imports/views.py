"""Bringing a file: choose it, look at what it is, watch it come in, read how each row ended."""

from __future__ import annotations

import logging
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.imports import batch as batches
from apps.contacts.imports import looking, mapping
from apps.contacts.imports.batch import NotOurs
from apps.contacts.imports.choosing import remember
from apps.contacts.imports.forms import BringForm, ColumnsForm, StartForm
from apps.contacts.imports.previewing import preview
from apps.contacts.imports.reporting import Page, report
from apps.contacts.imports.words import instead
from apps.contacts.models import ImportBatch
from apps.contacts.views.deed import back, sent
from apps.core.scope import get_own
from apps.core.waking import wake

logger = logging.getLogger(__name__)
TASK = "contacts.resume_imports"


def bring(request: MemberRequest) -> HttpResponse:
    """The form, and what it says to a file that is none of ours."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES)
        received = _receive(request, form)
        if received is not None:
            mapping.recall(received)
            _look(received)
            return redirect("contacts:batch", received.pk)
    recent = ImportBatch.objects.of(request.user).order_by("-uploaded_at")[:5]
    facts = {"form": form, "recent": list(recent)}
    return render(request, "contacts/imports/bring.html", facts, status=422 if form.is_bound else 200)


def _receive(request: MemberRequest, form: BringForm) -> ImportBatch | None:
    if getattr(request, "upload_is_too_large", False):
        form.errors.clear()
        form.add_error(
            "file", _("This file is larger than 128 MB. Export it without photos, or in two halves.")
        )
        return None
    if not form.is_valid():
        return None
    file: UploadedFile = form.cleaned_data["file"]
    try:
        return batches.receive(request.user, file.name or "", file.chunks(), now=timezone.now())
    except NotOurs as refusal:
        form.add_error("file", instead(refusal.code))
        return None


def _look(received: ImportBatch) -> None:
    """A small file at once; a large one, or one that breaks here, is for the worker, which says so."""
    if mapping.ASKS in received.plan:
        return
    try:
        with transaction.atomic():
            done = looking.look_at_once(received, now=timezone.now())
    except Exception:
        logger.exception("Look at %s failed", received.pk)
        done = False
    if not done:
        wake_after_commit()


@require_GET
def batch(request: MemberRequest, pk: int) -> HttpResponse:
    """First what would come of it, then the progress, then the report."""
    own = get_own(request, ImportBatch, pk)
    if own.waits_for_a_look() and mapping.ASKS in own.plan:
        return redirect("contacts:batch_columns", pk)
    if own.is_under_way() or own.waits_for_a_look():
        response = render(request, "contacts/imports/progress.html", _progress(own))
        response.headers["Refresh"] = "2"  # for a browser without scripts; with them a fragment is fetched
        return response
    page = Page.asked(request.GET)
    if own.started_at is None and own.stopped_at is None:
        facts = preview(own, page) | {"form": StartForm(), "here": request.get_full_path()}
        return render(request, "contacts/imports/preview.html", facts)
    facts = report(own, page, now=timezone.now())
    response = render(request, "contacts/imports/report.html", facts)
    if facts["going_back"] and not facts["taken_back"]:
        response.headers["Refresh"] = "2"
    return response


def columns(request: MemberRequest, pk: int) -> HttpResponse:
    """What the columns of a table are: the guess chosen, the first values beneath."""
    own = get_own(request, ImportBatch, pk)
    layout = mapping.layout_of(own)
    if layout is None or own.started_at is not None:
        return redirect("contacts:batch", pk)
    has_titles = mapping.begins_with_titles(own, layout)
    form = ColumnsForm(
        sent(request), layout=layout, samples=mapping.samples(own, layout), has_titles=has_titles
    )
    if form.is_valid():
        try:
            mapping.choose(own, form.columns(), has_titles=form.cleaned_data.get("titles", False))
            _look(own)
            return redirect("contacts:batch", pk)
        except mapping.NamesNobody:
            form.add_error(
                None, _("Choose at least one column that tells who it is: a name, e-mail or phone.")
            )
    facts = {"batch": own, "form": form}
    return render(request, "contacts/imports/columns.html", facts, status=422 if form.is_bound else 200)


@require_POST
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """Remember, for the rows of a page or for all, whose word holds where file and book differ."""
    own = get_own(request, ImportBatch, pk)
    if own.started_at is None:
        remember(own, request.POST)
    return back(request, reverse("contacts:batch", args=[pk]))


@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the worker begin, with what was chosen on the page."""
    own, here = get_own(request, ImportBatch, pk), reverse("contacts:batch", args=[pk])
    form = StartForm(request.POST)
    if form.is_valid() and own.started_at is None:
        remember(own, request.POST)
        batches.start(own, key=form.cleaned_data["act"], led_to=here, now=timezone.now())
        wake_after_commit()
    return redirect(here)


@require_GET
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The moving part of the progress page; at the end it sends the browser to what came of it."""
    own = get_own(request, ImportBatch, pk)
    if not (own.is_under_way() or own.waits_for_a_look()):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse("contacts:batch", args=[pk])
        return response
    return render(request, "contacts/imports/_progress.html", _progress(own))


@require_POST
def forget(request: MemberRequest, pk: int) -> HttpResponse:
    """Drop a file that was not started; nothing of it stays."""
    own = get_own(request, ImportBatch, pk)
    if own.started_at is None:
        own.delete()
    return redirect("contacts:bring")


def wake_after_commit() -> None:
    """Tell a worker, once the batch can be seen; the sweep each minute finds it anyway."""
    transaction.on_commit(lambda: wake(TASK), robust=True)


def _progress(own: ImportBatch) -> dict[str, Any]:
    return {"batch": own, "percent": min(100, 100 * own.read_bytes // max(1, own.size))}

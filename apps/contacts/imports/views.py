"""Bringing a file: choose it, look at what it is, watch it come in, read how each row ended."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.imports import batch as batches
from apps.contacts.imports.batch import NotOurs
from apps.contacts.imports.words import instead, sentence
from apps.contacts.models import Contact, ImportBatch, ImportRow
from apps.core.acts import Act
from apps.core.scope import get_own
from apps.core.waking import wake

REPORT_PAGE = 100
TASK = "contacts.resume_imports"


class BringForm(forms.Form):
    """One file, at most 128 MB."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A .vcf from any phone or address book, or the ZIP that LinkedIn sent you."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".vcf,.vcard,.csv,.zip,text/vcard,text/csv,application/zip"}),
    )


class StartForm(forms.Form):
    """*Bring them in*, sent once."""

    act = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def bring(request: MemberRequest) -> HttpResponse:
    """The form, and what it says to a file that is none of ours."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES)
        received = _receive(request, form)
        if received is not None:
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


@require_GET
def batch(request: MemberRequest, pk: int) -> HttpResponse:
    """Before the start a preview, then the progress, then the report."""
    own = get_own(request, ImportBatch, pk)
    if own.started_at is None:
        return render(request, "contacts/imports/preview.html", _preview(own))
    if own.is_under_way():
        response = render(request, "contacts/imports/progress.html", _progress(own))
        response.headers["Refresh"] = "2"  # for a browser without scripts; with them a fragment is fetched
        return response
    facts = _report(request, own)
    response = render(request, "contacts/imports/report.html", facts)
    if facts["going_back"] and not facts["taken_back"]:
        response.headers["Refresh"] = "2"
    return response


@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    """Let the worker begin."""
    own, here = get_own(request, ImportBatch, pk), reverse("contacts:batch", args=[pk])
    form = StartForm(request.POST)
    if form.is_valid() and own.started_at is None:
        batches.start(own, key=form.cleaned_data["act"], led_to=here, now=timezone.now())
        wake_after_commit()
    return redirect(here)


@require_GET
def progress(request: MemberRequest, pk: int) -> HttpResponse:
    """The moving part of the progress page; at the end it sends the browser to the report."""
    own = get_own(request, ImportBatch, pk)
    if not own.is_under_way():
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


def _preview(own: ImportBatch) -> dict[str, Any]:
    rows = batches.first_rows(own)
    return {
        "batch": own,
        "rows": [
            {"card": row.card, "remarks": [sentence(r.code, r.detail) for r in _remarks(row)]} for row in rows
        ],
        "guessed": own.plan["reading"]["encoding"]["guessed"],
        "form": StartForm(),
        "more": len(rows) == batches.PREVIEW_ROWS,
    }


def _remarks(row: Any) -> list[Any]:
    return list(row.card.remarks) if row.card else [row.refused]


def _progress(own: ImportBatch) -> dict[str, Any]:
    return {"batch": own, "percent": min(100, 100 * own.read_bytes // max(1, own.size))}


def _report(request: MemberRequest, own: ImportBatch) -> dict[str, Any]:
    outcome = request.GET.get("outcome", "")
    after = request.GET.get("after", "0")
    rows = ImportRow.objects.of(request.user).filter(batch=own).order_by("number")
    if outcome in ImportRow.Outcome.values:
        rows = rows.filter(outcome=outcome)
    if after.isascii() and after.isdigit() and len(after) < 8:
        rows = rows.filter(number__gt=int(after))
    shown = list(rows[: REPORT_PAGE + 1])
    opened = Act.objects.of(request.user).filter(pk=own.act_id or 0).first()
    return {
        "batch": own,
        "counts": [
            (value, label, getattr(own, value))
            for value, label in ImportRow.Outcome.choices
            if getattr(own, value)
        ],
        "outcome": outcome,
        "rows": [_line(row) for row in shown[:REPORT_PAGE]],
        "next": shown[REPORT_PAGE - 1].number if len(shown) > REPORT_PAGE else None,
        "act": opened if opened and opened.may_be_taken_back(now=timezone.now()) else None,
        "taken_back": bool(opened and opened.taken_back_at),
        "going_back": bool(opened and opened.asked_back_at),
        "undecided": _undecided(own),
    }


def _line(row: ImportRow) -> dict[str, Any]:
    remarks = [sentence(code, detail) for code, detail in row.remarks]
    return {"row": row, "remarks": remarks}


def _undecided(own: ImportBatch) -> bool:
    """Whether *Pick who matters* of this file would show anybody."""
    created = ImportRow.objects.of(own.owner).filter(batch=own, outcome=ImportRow.Outcome.CREATED)
    return Contact.objects.of(own.owner).undecided().filter(pk__in=created.values("contact_id")).exists()

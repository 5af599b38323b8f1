"""Settings, Take along: ask for everything in one file, fetch it, bring it into an empty account."""

from __future__ import annotations

from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.core.scope import get_own
from apps.core.waking import wake
from apps.dashboard.archive import keeping
from apps.dashboard.archive.contents import ArchiveRefused
from apps.dashboard.archive.reading import is_empty
from apps.dashboard.archive.words import REFUSALS
from apps.dashboard.models import Archive

IN_MEMORY = 4 * 1024 * 1024
TASK = "dashboard.work_off_archives"


class BringForm(forms.Form):
    """One archive."""

    file = forms.FileField(
        label=_("The archive"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


@require_GET
def archive(request: MemberRequest) -> HttpResponse:
    """What there is to fetch, or how to ask for it; in an empty account, how to bring one."""
    return _archive(request, BringForm())


def _archive(request: MemberRequest, form: BringForm) -> HttpResponse:
    newest = list(Archive.objects.of(request.user).order_by("-asked_at")[:2])
    last = {each.direction: each for each in reversed(newest)}
    waiting = any(each.finished_at is None for each in newest)
    facts: dict[str, Any] = {
        "tab": "archive",
        "form": form,
        "out": last.get(Archive.Direction.OUT),
        "brought": last.get(Archive.Direction.IN),
        "refusals": {each.direction: REFUSALS.get(each.refusal, "") for each in newest},
        "may_bring": is_empty(request.user),
        "waiting": waiting,
    }
    response = render(request, "dashboard/archive.html", facts, status=422 if form.is_bound else 200)
    if waiting:
        response.headers["Refresh"] = "2"
    return response


@require_POST
def ask_archive(request: MemberRequest) -> HttpResponse:
    """Have it made."""
    keeping.ask(request.user, now=timezone.now())
    _wake_after_commit()
    return redirect("archive")


@require_GET
def fetch_archive(request: MemberRequest, pk: int) -> FileResponse:
    """The file itself."""
    own = get_own(request, Archive, pk)
    if not own.is_ready:
        raise Http404
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    # read before it is sent: once the answer is on its way, the rows are out of sight
    file.writelines(keeping.content_of(own))
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"kith-{own.asked_at:%Y-%m-%d}.zip", content_type="application/zip"
    )


@require_POST
def bring_archive(request: MemberRequest) -> HttpResponse:
    """Everything back, by the worker."""
    form = BringForm(request.POST, request.FILES)
    if getattr(request, "upload_is_too_large", False):
        form.errors.clear()
        form.add_error("file", str(REFUSALS["too_large"]))
    elif form.is_valid() and _bring(request, form):
        _wake_after_commit()
        return redirect("archive")
    return _archive(request, form)


def _bring(request: MemberRequest, form: BringForm) -> bool:
    file: UploadedFile = form.cleaned_data["file"]
    try:
        keeping.bring(request.user, file.chunks(), now=timezone.now())
    except ArchiveRefused as refusal:
        form.add_error("file", str(REFUSALS[refusal.code]))
        return False
    return True


def _wake_after_commit() -> None:
    transaction.on_commit(partial(wake, TASK), robust=True)

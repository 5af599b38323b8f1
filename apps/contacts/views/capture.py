"""Quick capture: one line, shown as it was understood, and saved once the member says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts.capturing import Deed, no_days_in, understand
from apps.contacts.capturing.keeping import keep
from apps.contacts.forms.capture import FORMS, CaptureForm, LineForm, filled
from apps.contacts.forms.fields import cleaned_line
from apps.contacts.models import Contact
from apps.contacts.views.deed import back, deed, done_before, page, page_of, wants_fragment, way_back
from apps.core.words import told

DEEDS = (
    (Deed.TOUCH, gettext_lazy("in touch")),
    (Deed.PERSON, gettext_lazy("keep in mind")),
    (Deed.BIRTHDAY, gettext_lazy("birthday")),
    (Deed.ASK, gettext_lazy("ask next time")),
)


@require_http_methods(["GET", "POST"])
def capture(request: MemberRequest) -> HttpResponse:
    """A line asks nothing and changes nothing until its form is sent; what was typed stays in both."""
    now = timezone.now()
    if led_to := done_before(request):
        return led_to
    if request.method == "GET":
        return _understood(request, now)
    form = _form(request, _deed(request.POST.get("deed", "")) or Deed.PERSON, request.POST, now)
    is_fit = form.is_valid()
    if is_fit and form.is_seen:
        return _keep(request, form, now)
    return _show(request, form, _line(request.POST), status=200 if is_fit else 422)


def _understood(request: MemberRequest, now: datetime) -> HttpResponse:
    line = LineForm(request.GET if request.GET.get("line") else None)
    if not line.is_bound or not line.is_valid():
        return _show(request, None, line, status=422 if line.is_bound else 200)
    said, today = line.cleaned_data["line"], request.user.day(now)
    understood = understand(said, today, _deed(request.GET.get("deed", "")))
    form = _form(request, understood.deed, filled(understood, said, today), now)
    return _show(request, form if said else None, line, no_days=no_days_in(said, today))


def _show(
    request: MemberRequest,
    form: CaptureForm | None,
    line: LineForm,
    status: int = 200,
    no_days: Sequence[str] = (),
) -> HttpResponse:
    fragment = wants_fragment(request)
    template = "contacts/capture.html"
    if fragment:
        template = "contacts/_captured.html" if "line" in request.GET else "contacts/_capture_sheet.html"
    facts = {
        "form": form,
        "line": line,
        "deeds": DEEDS,
        "deed": _deed(form.data.get("deed", "")) if form else None,
        "no_days": no_days,
        "next": _came_from(request),
    }
    return page(request, template, facts, status=status)


def _keep(request: MemberRequest, form: CaptureForm, now: datetime) -> HttpResponse:
    kind, answers = _deed(form.data["deed"]) or Deed.PERSON, form.answers()
    names = [person.name if person else named.name for named, person in answers]
    first = next((person for _named, person in answers if person), None)
    led_to = way_back(request, page_of(first) if first else reverse("contacts:list") + "?sort=newest")
    with deed(request, _verb(kind, first, names), now=now, led_to=led_to, **told(names)):
        people: list[Contact] = keep(request.user, kind, answers, form.cleaned_data, now=now)
    return back(request, page_of(people[0]))


def _verb(kind: Deed, known: Contact | None, names: list[str]) -> str:
    if kind is Deed.TOUCH:
        return "log" if len(names) == 1 else "log_several"
    if kind is Deed.BIRTHDAY:
        return "add_date"
    return ("edit_person" if known else "add_person") if len(names) == 1 else "capture_several"


def _form(request: MemberRequest, kind: Deed, data: Any, now: datetime) -> CaptureForm:
    return FORMS[kind](request.user, data, today=request.user.day(now))


def _deed(value: str) -> Deed | None:
    return Deed(value) if value in Deed.__members__.values() else None


def _line(data: Any) -> LineForm:
    return LineForm({"line": cleaned_line(data.get("line", ""))})


def _came_from(request: MemberRequest) -> str:
    """The page whose sheet this is; nothing on the page of the line itself."""
    if "next" in request.POST:
        return way_back(request, "")
    if not wants_fragment(request):
        return ""
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    path = here.path + (f"?{here.query}" if here.query else "")
    return "" if here.path == reverse("contacts:capture") else path

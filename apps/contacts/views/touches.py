"""In touch: logging it, correcting it, striking it out."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.adding import add_people
from apps.contacts.forms.touches import CorrectionForm, LogForm
from apps.contacts.models import Contact, Interaction
from apps.contacts.views.deed import back, deed, page, page_of, sent, wants_fragment, way_back
from apps.core.scope import get_own
from apps.core.words import told


@require_http_methods(["GET", "POST"])
def log(request: MemberRequest, pk: int) -> HttpResponse:
    """In touch today in one press, or with a day, a note and others who were there."""
    own, now = get_own(request, Contact, pk), timezone.now()
    today = request.user.day(now)
    form = LogForm(request.user, own, sent(request), today=today)
    if request.method == "POST" and form.is_valid():
        _log(request, own, form, now)
        return back(request, page_of(own))
    template = "contacts/_log_form.html" if wants_fragment(request) else "contacts/log.html"
    facts = {"form": form, "person": own, "today": today}
    return page(request, template, facts, status=422 if form.is_bound else 200)


def _log(request: MemberRequest, own: Contact, form: LogForm, now: datetime) -> None:
    others = [person.name for person in form.people()[1:]] + form.strangers()
    facts = told([own.name, *others])
    verb = "log_several" if others else "log"
    with deed(request, verb, now=now, led_to=way_back(request, page_of(own)), **facts):
        newcomers = add_people(request.user, [(name, "") for name in form.strangers()], now=now)
        Interaction.log(
            request.user,
            [*form.people(), *newcomers],
            kind=form.cleaned_data["kind"],
            on=form.cleaned_data["happened_on"],
            now=now,
            note=form.cleaned_data["note"],
        )


@require_http_methods(["GET", "POST"])
def touch(request: MemberRequest, pk: int, touch_pk: int) -> HttpResponse:
    """Correct how, when and what of; everyone who took part comes round anew."""
    own, happened = _touch(request, pk, touch_pk)
    now = timezone.now()
    today = request.user.day(now)
    form = CorrectionForm(happened, sent(request), today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with deed(request, "correct_touch", now=now, led_to=page_of(own), name=own.name):
            happened.correct(kind=said["kind"], on=said["happened_on"], note=said["note"])
        return redirect(page_of(own))
    facts = {"form": form, "person": own, "touch": happened, "today": today}
    return page(request, "contacts/touch.html", facts, status=422 if form.is_bound else 200)


@require_POST
def strike(request: MemberRequest, pk: int, touch_pk: int) -> HttpResponse:
    """It did not happen: struck out for everyone who took part."""
    own, happened = _touch(request, pk, touch_pk)
    with deed(request, "strike", now=timezone.now(), led_to=page_of(own), name=own.name):
        happened.strike()
    return redirect(page_of(own))


def _touch(request: MemberRequest, pk: int, touch_pk: int) -> tuple[Contact, Interaction]:
    own = get_own(request, Contact, pk)
    return own, get_own(request, Interaction, touch_pk, participations__contact=own)

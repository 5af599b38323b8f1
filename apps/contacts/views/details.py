"""What belongs to a person: ways to reach them, days, posts. Each is added, changed and removed alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.addresses import match_key
from apps.contacts.forms.details import AffiliationForm, DateForm, PointForm
from apps.contacts.models import Affiliation, Contact, ContactPoint, ImportantDate, Organisation
from apps.contacts.views.deed import deed, page, page_of, sent
from apps.core.fold import fold
from apps.core.scope import Owned, get_own


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: its model and form, its URL names and verbs by `noun`, and how a form fills a row."""

    noun: str
    model: type[Owned]
    form: type[forms.ModelForm[Any]]
    new_title: str | Promise
    title: str | Promise
    fill: Callable[[MemberRequest, forms.ModelForm[Any]], None]
    is_searched: bool


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int, detail: Detail) -> HttpResponse:
    """One more."""
    own = get_own(request, Contact, pk)
    row: Any = detail.model(**{"owner": request.user, "contact": own})
    return _write(request, detail, own, row, f"add_{detail.noun}")


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int, detail_pk: int, detail: Detail) -> HttpResponse:
    """Another value for one."""
    own = get_own(request, Contact, pk)
    row = get_own(request, detail.model, detail_pk, contact=own)
    return _write(request, detail, own, row, f"edit_{detail.noun}")


@require_POST
def remove(request: MemberRequest, pk: int, detail_pk: int, detail: Detail) -> HttpResponse:
    """One less."""
    own = get_own(request, Contact, pk)
    row = get_own(request, detail.model, detail_pk, contact=own)
    with deed(request, f"delete_{detail.noun}", now=timezone.now(), led_to=page_of(own), name=own.name):
        row.delete()
        _reindex(detail, own)
    return redirect(page_of(own))


def _write(request: MemberRequest, detail: Detail, own: Contact, row: Any, verb: str) -> HttpResponse:
    form, now = detail.form(sent(request), instance=row), timezone.now()
    if request.method == "POST" and form.is_valid() and _store(request, detail, own, form, verb, now):
        return redirect(page_of(own))
    facts = {
        "form": form,
        "person": own,
        "row": row,
        "noun": detail.noun,
        "delete_name": f"contacts:delete_{detail.noun}",
    }
    facts["title"] = detail.title if row.pk else detail.new_title
    return page(request, "contacts/detail.html", facts, status=422 if form.is_bound else 200)


def _store(request: MemberRequest, detail: Detail, own: Contact, form: Any, verb: str, now: datetime) -> bool:
    try:
        with transaction.atomic(), deed(request, verb, now=now, led_to=page_of(own), name=own.name):
            detail.fill(request, form)
            form.instance.save()
            _reindex(detail, own)
    except IntegrityError:  # the one constraint a form cannot see: a person has one birthday
        form.add_error("kind", _("There is a birthday already. Change that one."))
        return False
    return True


def _reindex(detail: Detail, own: Contact) -> None:
    if detail.is_searched:
        Contact.objects.reindex([own.pk])


def _fill_point(request: MemberRequest, form: Any) -> None:
    point = form.instance
    if "value" in form.changed_data:
        point.parts = None
    point.match_key = match_key(point.kind, point.value, request.user.country)


def _fill_post(request: MemberRequest, form: Any) -> None:
    name = form.cleaned_data["place"]
    place, _made = Organisation.objects.of(request.user).get_or_create(
        owner=request.user, folded=fold(name)[:200], defaults={"name": name}
    )
    form.instance.organisation = place


POINT = Detail(
    "point", ContactPoint, PointForm, _("A way to reach them"), _("A way to reach them"), _fill_point, True
)
DATE = Detail(
    "date", ImportantDate, DateForm, _("A day to think of"), _("A day to think of"), lambda *_: None, False
)
AFFILIATION = Detail(
    "affiliation", Affiliation, AffiliationForm, _("Where they are"), _("Where they are"), _fill_post, True
)

"""What belongs to a person: ways to reach them, days, posts, causes, what one did and asked.

Each is added, changed and removed alike; what one did and asked may also belong to an organisation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.addresses import match_key
from apps.contacts.asking import guard
from apps.contacts.forms.details import AffiliationForm, DateForm, PointForm
from apps.contacts.forms.helping import AskForm, CauseForm, GiveForm
from apps.contacts.models import (
    Affiliation,
    Ask,
    Cause,
    Contact,
    ContactPoint,
    Give,
    ImportantDate,
    Organisation,
)
from apps.contacts.views.deed import deed, page, sent
from apps.core.fold import fold
from apps.core.scope import Owned, get_own


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: its model and form, its URL names and verbs by `noun`, and how a form fills a row.

    `whole` is what it belongs to, by the key of that name; `twice` is the field and the sentence for the
    one constraint a form cannot see.
    """

    noun: str
    model: type[Owned]
    form: type[forms.ModelForm[Any]]
    new_title: str | Promise
    title: str | Promise
    fill: Callable[[MemberRequest, forms.ModelForm[Any]], None] = lambda *_: None
    is_searched: bool = False
    twice: tuple[str, str | Promise] = ("", "")
    whole: str = "contact"

    def url_name(self, verb: str) -> str:
        """The name of the address that does this: `contacts:add_point`, `contacts:organisation_add_give`."""
        space = "contacts:" if self.whole == "contact" else f"contacts:{self.whole}_"
        return f"{space}{verb}_{self.noun}"


WHOLES: dict[str, type[Owned]] = {"contact": Contact, "organisation": Organisation}
PAGES = {"contact": "contacts:person", "organisation": "contacts:organisation"}


@require_http_methods(["GET", "POST"])
def add(request: MemberRequest, pk: int, detail: Detail) -> HttpResponse:
    """One more."""
    own = get_own(request, WHOLES[detail.whole], pk)
    row: Any = detail.model(**{"owner": request.user, detail.whole: own})
    return _write(request, detail, own, row, f"add_{detail.noun}")


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, pk: int, detail_pk: int, detail: Detail) -> HttpResponse:
    """Another value for one."""
    own = get_own(request, WHOLES[detail.whole], pk)
    row = get_own(request, detail.model, detail_pk, **{detail.whole: own})
    return _write(request, detail, own, row, f"edit_{detail.noun}")


@require_POST
def remove(request: MemberRequest, pk: int, detail_pk: int, detail: Detail) -> HttpResponse:
    """One less."""
    own: Any = get_own(request, WHOLES[detail.whole], pk)
    row = get_own(request, detail.model, detail_pk, **{detail.whole: own})
    led_to = _home(detail, own)
    with deed(request, f"delete_{detail.noun}", now=timezone.now(), led_to=led_to, name=own.name):
        row.delete()
        _reindex(detail, own)
    return redirect(led_to)


def _write(request: MemberRequest, detail: Detail, own: Any, row: Any, verb: str) -> HttpResponse:
    now = timezone.now()
    form = detail.form(sent(request), instance=row, today=request.user.day(now))  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid() and _store(request, detail, own, form, verb, now):
        return redirect(_home(detail, own))
    is_asking = detail.model is Ask and detail.whole == "contact" and not row.pk
    facts = {
        "form": form,
        "whole": own,
        "home_url": _home(detail, own),
        "guard": guard(request.user, own, request.user.day(now)) if is_asking else None,
        "row": row,
        "delete_name": detail.url_name("delete"),
        "title": detail.title if row.pk else detail.new_title,
    }
    return page(request, "contacts/detail.html", facts, status=422 if form.is_bound else 200)


def _store(request: MemberRequest, detail: Detail, own: Any, form: Any, verb: str, now: datetime) -> bool:
    try:
        with (
            transaction.atomic(),
            deed(request, verb, now=now, led_to=_home(detail, own), name=own.name),
        ):
            detail.fill(request, form)
            form.instance.save()
            _reindex(detail, own)
    except IntegrityError:
        if not detail.twice[0]:
            raise
        form.add_error(*detail.twice)
        return False
    return True


def _home(detail: Detail, own: Owned) -> str:
    return reverse(PAGES[detail.whole], args=[own.pk])


def _reindex(detail: Detail, own: Contact) -> None:
    if detail.is_searched:
        Contact.objects.reindex([own.pk])


def _fill_point(request: MemberRequest, form: Any) -> None:
    point = form.instance
    if "value" in form.changed_data:
        point.parts = None
    point.match_key = match_key(point.kind, point.value, request.user.country)


def _fill_post(request: MemberRequest, form: Any) -> None:
    emails = form.instance.contact.points.filter(kind="email").values_list("value", flat=True)
    form.instance.organisation = Organisation.meant(request.user, form.cleaned_data["place"], emails)


def _fill_cause(_request: MemberRequest, form: Any) -> None:
    form.instance.folded = fold(form.instance.name)[:100]


POINT = Detail(
    "point", ContactPoint, PointForm, _("A way to reach them"), _("A way to reach them"), _fill_point, True
)
DATE = Detail(
    "date",
    ImportantDate,
    DateForm,
    _("A day to think of"),
    _("A day to think of"),
    twice=("kind", _("There is a birthday already. Change that one.")),
)
AFFILIATION = Detail(
    "affiliation", Affiliation, AffiliationForm, _("Where they are"), _("Where they are"), _fill_post, True
)
CAUSE = Detail(
    "cause",
    Cause,
    CauseForm,
    _("What they care for"),
    _("What they care for"),
    _fill_cause,
    True,
    twice=("name", _("That stands there already. Change it there.")),
)
GIVE = Detail("give", Give, GiveForm, _("What you did for them"), _("What you did for them"))
ASK = Detail("ask", Ask, AskForm, _("What you asked of them"), _("What you asked of them"))
ORGANISATION_GIVE = replace(GIVE, whole="organisation")
ORGANISATION_ASK = replace(ASK, whole="organisation")

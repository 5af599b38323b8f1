"""The page on which the six digits are typed, and what it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.introductions import address_codes
from apps.introductions.address_codes import Outcome
from apps.introductions.forms.target import AddressForm, CodeForm
from apps.introductions.views.opening import Opened


def send(opened: Opened, form: AddressForm) -> bool:
    """Mail a code to the typed address; False, with the reason in the form, where there were too many."""
    try:
        address_codes.send(opened.link, form.cleaned_data["address"], now=opened.now)
    except address_codes.TooMany:
        form.add_error("address", _("There were several codes already. Wait an hour, then try once more."))
        return False
    return True


def confirmed(opened: Opened, posted: Mapping[str, Any]) -> CodeForm:
    """The form; it has no errors where address and code belong together."""
    form = CodeForm(posted)
    if not form.is_valid():
        return form
    typed = form.cleaned_data
    outcome = address_codes.confirm(opened.link, typed["address"], typed["code"], now=opened.now)
    if outcome is Outcome.WRONG:
        form.add_error("code", _("That is not the code. Look once more; three tries are good."))
    elif outcome is Outcome.SPENT:
        form.add_error("code", _("No code is good for this address any more. Let another be sent."))
    return form


def page(
    request: HttpRequest, opened: Opened, form: AddressForm, confirm_url: str, send_url: str
) -> HttpResponse:
    """The answer to the press that sent a code, or to a code that did not fit.

    It is no redirect: an address that stands in a URL would stay in whatever keeps URLs.
    """
    given = form.cleaned_data
    known = {"address": given.get("address", ""), "name": given.get("name", "")}
    facts = {
        "title": _("A code is on its way"),
        "dated": "",
        "token": opened.token,
        "address": known["address"],
        "form": form if isinstance(form, CodeForm) else CodeForm(initial=known),
        "another": AddressForm(initial=known),
        "confirm_url": confirm_url,
        "send_url": send_url,
    }
    status = 422 if form.errors else 200
    return render(request, "introductions/letters/target_code.html", facts, status=status)

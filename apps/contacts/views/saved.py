"""Views of the list kept under a name: keep one, rename it, remove it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.forms.keeping_views import KeepForm, ViewForm
from apps.contacts.models import SavedView, ViewTaken
from apps.contacts.selection import Selection
from apps.contacts.views.deed import LONGEST_WAY_BACK, deed, done_before, page, sent
from apps.core.scope import get_own


@require_http_methods(["GET", "POST"])
def keep_view(request: MemberRequest) -> HttpResponse:
    """Keep the selection that this page's own address holds."""
    if led_to := done_before(request):
        return led_to
    selection = Selection.asked(request.GET)
    form = KeepForm(selection.query if selection.is_worth_keeping else "", sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, selection, form)
        except ViewTaken:
            form.tell_taken()
    facts = {"form": form, "selection": selection}
    return page(request, "contacts/keep_view.html", facts, status=422 if form.is_bound else 200)


def _keep(request: MemberRequest, selection: Selection, form: KeepForm) -> HttpResponse:
    name, led_to = form.cleaned_data["name"], _address(selection.query)
    with deed(request, "keep_view", now=timezone.now(), led_to=led_to, view=name):
        SavedView.keep(request.user, name, selection.query, replacing=form.cleaned_data["replace"])
    return HttpResponseRedirect(led_to)


@require_http_methods(["GET", "POST"])
def rename_view(request: MemberRequest, pk: int) -> HttpResponse:
    """Another name for a kept view, or its end."""
    own = get_own(request, SavedView, pk)
    form = ViewForm(sent(request), initial={"name": own.name})
    if request.method == "POST" and form.is_valid():
        facts = {"before": own.name, "view": form.cleaned_data["name"]}
        try:
            with deed(request, "rename_view", now=timezone.now(), led_to=_address(own.query), **facts):
                own.rename(form.cleaned_data["name"])
            return HttpResponseRedirect(_address(own.query))
        except ViewTaken:
            form.add_error("name", _("There is a view of that name already."))
    facts = {"form": form, "view": own}
    return page(request, "contacts/rename_view.html", facts, status=422 if form.is_bound else 200)


@require_POST
def delete_view(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a kept view; its people stay as they are."""
    own = get_own(request, SavedView, pk)
    with deed(request, "delete_view", now=timezone.now(), led_to=_address(own.query), view=own.name):
        own.delete()
    return HttpResponseRedirect(_address(own.query))


def _address(query: str) -> str:
    address = f"{reverse('contacts:list')}?{query}"
    return address if len(address) <= LONGEST_WAY_BACK else reverse("contacts:list")

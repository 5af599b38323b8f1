"""Tidy up: pairs that may be one person, looked at side by side, merged or told apart."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.forms.merging import MergeForm, SameForm
from apps.contacts.likeness import comparing
from apps.contacts.merging import merge as merging
from apps.contacts.merging.differing import differences_of, pair_of
from apps.contacts.merging.pairs import tell_apart
from apps.contacts.models import Comparison, Contact
from apps.contacts.portrait import portrait_of
from apps.contacts.tidying import likely_same, pairs_of
from apps.contacts.views.deed import back, deed, done_before, page, page_of, sent, wants_fragment, way_back
from apps.core.scope import get_own

FRESH = timedelta(minutes=10)


@require_GET
def tidy(request: MemberRequest) -> HttpResponse:
    """The pairs, best first; opening the page lets a worker look again."""
    now = timezone.now()
    is_comparing = _look_again(request.user, now)
    pairs = pairs_of(request.user, request.GET.get("after", ""))
    facts = {"pairs": pairs.pairs, "after": pairs.after, "is_comparing": is_comparing}
    template = "contacts/_tidy.html" if wants_fragment(request) else "contacts/tidy.html"
    return page(request, template, facts | {"here": request.get_full_path()})


def _look_again(member: Member, now: datetime) -> bool:
    """Whether a comparison waits or runs; one is asked for where the last was some time ago."""
    last = Comparison.objects.of(member).first()
    if last is None or (last.asked_at is None and (not last.compared_at or last.compared_at < now - FRESH)):
        comparing.ask(member, now=now)
        return True
    return last.asked_at is not None


@require_http_methods(["GET", "POST"])
def merge_with(request: MemberRequest, pk: int) -> HttpResponse:
    """This is the same person as …: finds the other entry by name."""
    own = get_own(request, Contact, pk)
    form = SameForm(request.user, own, sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("contacts:merge", pk, form.meant[0].pk)
    facts = {"person": own, "form": form, "likely": likely_same(request.user, own)}
    return page(request, "contacts/merge_with.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def merge(request: MemberRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two entries side by side; pressing the button makes one person of them."""
    if led_to := done_before(request):
        return led_to
    into, gone = get_own(request, Contact, pk), get_own(request, Contact, other_pk)
    if pk == other_pk:
        return render(request, "contacts/merge_oneself.html", {"person": into}, status=422)
    seen_at = f"{into.changed_at.isoformat()} {gone.changed_at.isoformat()}"
    form = MergeForm(differences_of(pair_of(request.user, into, gone)), sent(request))
    if request.POST.get("seen_at", seen_at) != seen_at:
        form.add_error(
            None, _("This was changed elsewhere since you opened it. Look it over and press once more.")
        )
    if request.method == "POST" and form.is_valid():
        return _merge(request, into, gone, form)
    today = request.user.day(timezone.now())
    sides = [portrait_of(request.user, person.pk, today) for person in (into, gone)]
    facts = {"form": form, "into": into, "gone": gone, "sides": sides, "seen_at": seen_at, "today": today}
    return page(request, "contacts/merge.html", facts, status=422 if form.is_bound else 200)


def _merge(request: MemberRequest, into: Contact, gone: Contact, form: MergeForm) -> HttpResponse:
    now = timezone.now()
    try:
        with deed(request, "merge", now=now, led_to=page_of(into), name=into.name, other=gone.name):
            merging.merge(request.user, into, gone, form.cleaned_data, now)
    except merging.NoLongerThere:
        raise Http404 from None
    return redirect(page_of(into))


@require_POST
def not_the_same(request: MemberRequest, pk: int, other_pk: int) -> HttpResponse:
    """These are two people: never suggested again, unless that is taken back."""
    own, other = get_own(request, Contact, pk), get_own(request, Contact, other_pk)
    if pk == other_pk:
        return render(request, "contacts/merge_oneself.html", {"person": own}, status=422)
    led_to = way_back(request, reverse("contacts:tidy"))
    with deed(request, "not_the_same", now=timezone.now(), led_to=led_to, name=own.name, other=other.name):
        tell_apart(request.user, pk, other_pk)
    return back(request, led_to)

"""The member's employer, shown to nobody else; and the fields Kith knows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.views.deed import deed, page, sent, wants_fragment
from apps.goals import fields as tree
from apps.goals.finding import capital
from apps.goals.forms.employer import EmployerForm
from apps.goals.forms.finder import FieldFinder, ServesFinder
from apps.goals.models import EmployerProfile, Goal


@require_http_methods(["GET", "POST"])
def employer(request: MemberRequest) -> HttpResponse:
    """Who employs the member, whom they serve, and where their mail goes."""
    own = EmployerProfile.of_member(request.user)
    form = EmployerForm(own, sent(request))
    if form.is_valid():
        now = timezone.now()
        with deed(request, "edit_employer", now=now, led_to=reverse("goals:employer")):
            EmployerProfile.rewrite(request.user, now=now, **form.columns())
        return redirect("goals:employer")
    facts = {"tab": "employer", "employer": own, "form": form, "held": _held(request)}
    return page(request, "goals/employer.html", facts, status=422 if form.is_bound else 200)


@require_POST
def forget_employer(request: MemberRequest) -> HttpResponse:
    """No employer any more: what waited because of them waits no longer."""
    now = timezone.now()
    with deed(request, "forget_employer", now=now, led_to=reverse("goals:employer")):
        EmployerProfile.forget(request.user, now=now)
    return redirect("goals:employer")


def _held(request: MemberRequest) -> list[Goal]:
    return list(Goal.objects.of(request.user).unfinished().exclude(held_at=None).order_by("created_at"))


@require_GET
def fields(request: MemberRequest) -> HttpResponse:
    """Choices for the words typed so far, for htmx; else all fields that Kith knows, as a page."""
    if wants_fragment(request):
        many = "serves_words" in request.GET
        form = ServesFinder(request.GET) if many else FieldFinder(request.GET, member=request.user)
        template = "goals/_found_many.html" if many else "goals/_found.html"
        return render(request, template, {"form": form, "is_typing": True})
    words = request.GET.get("words", "").replace("\0", "").strip()[:100]
    return render(request, "goals/fields.html", {"words": words, "lines": _lines(words)})


def _lines(words: str) -> list[tuple[str, int, bool]]:
    """(name, how deep it stands, whether the words find it) of each, below its own; all without words."""
    found = {field.key for field in tree.find(words)}
    shown = {field.key for key in found for field in tree.path(key)} if words else tree.ALL.keys()
    return [
        (capital(str(field.name)), len(tree.path(field.key)), field.key in found)
        for field in tree.branches()
        if field.key in shown
    ]

"""Circles: the page of all of them with how they fare, and who belongs to one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.contacts.forms.details import CircleForm, CircleRhythmForm
from apps.contacts.gathered import circles_of
from apps.contacts.models import Circle, CircleTaken, Contact
from apps.contacts.views.deed import deed, page, page_of, sent
from apps.core.scope import get_own


@require_GET
def circles(request: MemberRequest) -> HttpResponse:
    """Every circle with a few of its people, and how it fares in words."""
    return _circles(request, CircleForm())


def _circles(request: MemberRequest, form: CircleForm) -> HttpResponse:
    facts = {"circles": circles_of(request.user, request.user.day(timezone.now())), "form": form}
    return page(request, "contacts/circles.html", facts, status=422 if form.is_bound else 200)


@require_POST
def new_circle(request: MemberRequest) -> HttpResponse:
    """A circle, still without people."""
    form = CircleForm(request.POST)
    if not form.is_valid():
        return _circles(request, form)
    name = form.cleaned_data["name"]
    with deed(request, "new_circle", now=timezone.now(), led_to=reverse("contacts:circles"), circle=name):
        made = Circle.named(request.user, name)
    return redirect("contacts:circle", made.pk)


@require_http_methods(["GET"])
def circle(request: MemberRequest, pk: int) -> HttpResponse:
    """One circle: its name, its rhythm, its end."""
    return _circle(request, get_own(request, Circle, pk))


def _circle(
    request: MemberRequest,
    own: Circle,
    name: CircleForm | None = None,
    rhythm: CircleRhythmForm | None = None,
) -> HttpResponse:
    facts = {
        "circle": own,
        "form": name or CircleForm(initial={"name": own.name}),
        "rhythm": rhythm or CircleRhythmForm(initial={"days": own.rhythm_days}),
    }
    return page(request, "contacts/circle.html", facts, status=422 if name or rhythm else 200)


@require_POST
def rename_circle(request: MemberRequest, pk: int) -> HttpResponse:
    """Another name for a circle."""
    own, form = get_own(request, Circle, pk), CircleForm(request.POST)
    if not form.is_valid():
        return _circle(request, own, name=form)
    facts = {"before": own.name, "circle": form.cleaned_data["name"]}
    try:
        with deed(request, "rename_circle", now=timezone.now(), led_to=_address(own), **facts):
            own.rename(form.cleaned_data["name"])
    except CircleTaken:
        form.add_error("name", _("There is a circle of that name already."))
        return _circle(request, own, name=form)
    return redirect(_address(own))


@require_POST
def circle_rhythm(request: MemberRequest, pk: int) -> HttpResponse:
    """How often for everyone in it who has no rhythm of their own."""
    own, form, now = get_own(request, Circle, pk), CircleRhythmForm(request.POST), timezone.now()
    if not form.is_valid():
        return _circle(request, own, rhythm=form)
    with deed(request, "circle_rhythm", now=now, led_to=_address(own), circle=own.name):
        own.choose_rhythm(form.cleaned_data["days"], today=request.user.day(now))
    return redirect(_address(own))


@require_POST
def keep_private(request: MemberRequest, pk: int) -> HttpResponse:
    """Nobody in this circle is ever matched with friends on Kith."""
    return _say_who_sees(request, pk, "keep_private", is_private=True)


@require_POST
def keep_open(request: MemberRequest, pk: int) -> HttpResponse:
    """The end of *private*."""
    return _say_who_sees(request, pk, "keep_open", is_private=False)


def _say_who_sees(request: MemberRequest, pk: int, verb: str, *, is_private: bool) -> HttpResponse:
    own = get_own(request, Circle, pk)
    with deed(request, verb, now=timezone.now(), led_to=_address(own), circle=own.name):
        own.keep_private(is_private)
    return redirect(_address(own))


@require_POST
def delete_circle(request: MemberRequest, pk: int) -> HttpResponse:
    """Dissolve a circle; its people stay."""
    own = get_own(request, Circle, pk)
    with deed(
        request, "delete_circle", now=timezone.now(), led_to=reverse("contacts:circles"), circle=own.name
    ):
        own.dissolve()
    return redirect("contacts:circles")


@require_http_methods(["GET", "POST"])
def join(request: MemberRequest, pk: int) -> HttpResponse:
    """Put somebody into a circle, made where there is none of that name."""
    own, form, now = get_own(request, Contact, pk), CircleForm(sent(request)), timezone.now()
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        with deed(request, "join", now=now, led_to=page_of(own), name=own.name, circle=name):
            own.join(name)
            Contact.objects.reindex([own.pk])
            Contact.objects.begin([own.pk], today=request.user.day(now))
            Contact.objects.recompute([own.pk])
        return redirect(page_of(own))
    circles = Circle.objects.of(request.user).exclude(memberships__contact=own).order_by("folded")
    facts = {"form": form, "person": own, "circles": circles[:50]}
    return page(request, "contacts/join.html", facts, status=422 if form.is_bound else 200)


@require_POST
def leave(request: MemberRequest, pk: int, circle_pk: int) -> HttpResponse:
    """Take somebody out of a circle."""
    own, left = get_own(request, Contact, pk), get_own(request, Circle, circle_pk)
    with deed(request, "leave", now=timezone.now(), led_to=page_of(own), name=own.name, circle=left.name):
        own.leave(left.pk)
    return redirect(page_of(own))


def _address(own: Circle) -> str:
    return reverse("contacts:circle", args=[own.pk])

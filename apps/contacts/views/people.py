"""The list of people, and adding to it."""

from __future__ import annotations

from dataclasses import replace
from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.signed_in import MemberRequest
from apps.contacts.adding import add_people
from apps.contacts.cards import cards_of
from apps.contacts.exports.vcard import write
from apps.contacts.forms.people import NamesForm
from apps.contacts.listing import page
from apps.contacts.models.tabs import Tabs, tabs_of
from apps.contacts.selection import Selection
from apps.contacts.views.deed import deed, done_before, page_of, sent, wants_fragment
from apps.contacts.views.deed import page as show

FEW_CIRCLES = 10
IN_MEMORY = 4 * 1024 * 1024


@require_GET
def people(request: MemberRequest) -> HttpResponse:
    """Everybody, or whom the address selects; a fragment while somebody types or asks for more."""
    today = request.user.day(timezone.now())
    selection = Selection.asked(request.GET)
    found = page(request.user, selection, request.GET.get("after", ""), today)
    facts = {"selection": selection, "page": found, "today": today}
    if wants_fragment(request):
        return render(request, "contacts/_people.html", facts)
    tabs = tabs_of(request.user)
    facts |= {"letters": tabs.letters, "circles": _circles(tabs, selection), "has_people": bool(tabs.letters)}
    return render(request, "contacts/list.html", facts)


def _circles(tabs: Tabs, selection: Selection) -> list[tuple[str, str, bool]]:
    """(name, link, is it selected) of the first circles, and of the one selected wherever it stands."""
    return [
        (name, selection.link(circle=pk, show="", letter=""), pk == selection.circle)
        for number, (pk, name) in enumerate(tabs.circles)
        if number < FEW_CIRCLES or pk == selection.circle
    ]


@require_GET
def export(request: MemberRequest) -> FileResponse:
    """The people the address selects, as a file of cards (vCard 3.0) that any address book reads.

    Built in full before it is sent, for the rows are out of sight once the answer is on its way.
    """
    now = timezone.now()
    selection = replace(Selection.asked(request.GET), sort="name", letter="")
    cards = cards_of(request.user, selection.people(request.user, request.user.day(now)))
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    file.writelines(write(cards, now=now))
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename="people.vcf", content_type="text/vcard; charset=utf-8"
    )


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Type names: one, or one on each line."""
    if led_to := done_before(request):
        return led_to
    initial = {"names": request.GET.get("name", "").replace("\0", "")[:200]}
    form = NamesForm(request.user, sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _add(request, form)
    return show(request, "contacts/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _add(request: MemberRequest, form: NamesForm) -> HttpResponse:
    now, lines = timezone.now(), form.cleaned_data["names"]
    verb, facts = (
        ("add_person", {"name": lines[0][0]}) if len(lines) == 1 else ("add_people", {"count": len(lines)})
    )
    rhythm = form.cleaned_data["rhythm"]
    with deed(request, verb, now=now, led_to=reverse("contacts:list") + "?sort=newest", **facts):
        added = add_people(
            request.user,
            lines,
            circle=form.cleaned_data["circle"],
            rhythm=int(rhythm) if rhythm else None,
            now=now,
        )
    if len(added) == 1:
        return redirect(page_of(added[0]))
    return redirect("contacts:list" if rhythm else "contacts:pick")

"""The morning after: whom did you meet?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.signed_in import MemberRequest
from apps.accounts.turns import in_turn
from apps.contacts.models import Contact
from apps.contacts.naming import Named
from apps.contacts.views.deed import back, deed, sent, way_back
from apps.core.scope import get_own
from apps.core.words import told
from apps.goals.forms.meeting import MetForm
from apps.goals.meeting import meant_at, meet
from apps.goals.models import Gathering
from apps.goals.views.gathering import gathering_page, page_of

NOT_YET = _("It has not begun yet. Write down whom you met once you have been there.")


@require_http_methods(["GET", "POST"])
def met_at_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """One line of names; where one may mean several people, it asks before anything is written."""
    own, now = get_own(request, Gathering, pk), timezone.now()
    if request.method == "GET":
        return redirect(page_of(own))
    in_turn(request.user.pk)  # pressed in two tabs at once, nobody new is made twice
    today = request.user.day(now)

    def candidates(names: Sequence[Named]) -> dict[str, list[Contact]]:
        return meant_at(own, request.user, names, today)

    form = MetForm(candidates, sent(request))
    if not form.is_valid() or _is_too_early(own, form, now):
        return gathering_page(request, own, form)
    names = [person.name if person else named.name for named, person in form.answers]
    facts = told(list(dict.fromkeys(names))) | {"gathering": own.title}
    verb = "meet_several" if "others" in facts else "meet"
    with deed(request, verb, now=now, led_to=way_back(request, page_of(own)), **facts):
        meet(own, request.user, form.answers, now=now)
    return back(request, page_of(own))


@require_POST
def met_nobody_at_gathering(request: MemberRequest, pk: int) -> HttpResponse:
    """Nobody this time: an answer like any other."""
    own, now = get_own(request, Gathering, pk), timezone.now()
    led_to = way_back(request, page_of(own))
    if own.starts_at <= now:
        with deed(request, "meet_nobody", now=now, led_to=led_to, gathering=own.title):
            meet(own, request.user, [], now=now)
    return HttpResponseRedirect(led_to)


def _is_too_early(own: Gathering, form: MetForm, now: datetime) -> bool:
    if own.starts_at > now:
        form.add_error("names", NOT_YET)
    return own.starts_at > now

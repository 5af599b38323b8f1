"""The buttons of a note, the delivery log, and *Send me one now*."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest
from apps.contacts.occasions import one_line
from apps.core.dates import weekday_date
from apps.core.due import pk_in
from apps.core.links import LinkRefused, member_of
from apps.core.opening import status_of
from apps.core.scope import acting_as
from apps.nudges.answers import AlreadyAnswered, Answering
from apps.nudges.asking import AskedJustNow, send_one_now
from apps.nudges.buttons import pressed
from apps.nudges.deliveries import deliveries
from apps.nudges.models import Answer, Nudge


@login_not_required
@csrf_exempt  # the token in the path is the proof; no cookie is read or set
@require_http_methods(["GET", "HEAD", "POST"])
def button(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a mail's button: a name (or what it is), the button. Only its POST acts, and once."""
    now = timezone.now()
    try:
        answer, signed = pressed(token, now=now)
        member = member_of(signed)
    except LinkRefused as refused:
        status = status_of(refused, request)
        return render(request, f"{status}.html", status=status)
    with translation.override(member.language), acting_as(member):
        line = _line(member, signed.subject)
        answering = _answering(member, line, now) if line else None
        if line is None or answering is None or not answering.means(answer):
            return render(request, "410.html", status=410)
        said = request.method == "POST" and not line.is_answered and _say(answering, line, answer)
        name = answering.source.veiled or one_line(answering.name)
        context: dict[str, Any] = {"answer": answer.value, "name": name, "line": line, "said": said}
        context["done_words"] = answering.source.done_words
        if line.is_answered and line.acted_at:
            context["said_on"] = weekday_date(member.day(line.acted_at))
        return render(request, "nudges/button.html", context)


def _line(member: Member, pk: int) -> Nudge | None:
    line: Nudge | None = Nudge.objects.of(member).filter(pk=pk).select_related("act").first()
    return line


def _answering(member: Member, line: Nudge, now: datetime) -> Answering | None:
    """Whom or what the line is about now; a person who became one with another is that other."""
    return Answering.about(member, line.kind, line.contact_id or pk_in(line.subject), now)


def _say(answering: Answering, line: Nudge, answer: Answer) -> bool:
    """False where somebody pressed at the same moment and was first."""
    try:
        answering.say(answer, line=line)
    except AlreadyAnswered:
        return False
    return True


@require_GET
def log(request: MemberRequest) -> HttpResponse:
    """What was sent to the member, what waits, and what came of it."""
    today = request.user.day(timezone.now())
    return render(request, "nudges/log.html", {"deliveries": deliveries(request.user), "today": today})


@require_POST
def now(request: MemberRequest) -> HttpResponse:
    """Send today's note at once."""
    try:
        send_one_now(request.user, now=timezone.now())
    except AskedJustNow:
        messages.info(request, _("One is on its way already. The next can be asked for in a few minutes."))
    else:
        messages.success(request, _("It is on its way to %(email)s.") % {"email": request.user.email})
    return redirect("nudges:log")

"""A deed: one change to People as one act, told in a notice from where it can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from apps.accounts.signed_in import MemberRequest
from apps.contacts.models import Contact
from apps.core.acts import Act, act
from apps.core.words import say

LONGEST_WAY_BACK = 200
"""As long as the column `Act.led_to`."""


@contextmanager
def deed(
    request: MemberRequest, verb: str, *, now: datetime, led_to: str, tell: bool = True, **facts: Any
) -> Iterator[Act]:
    """Everything written inside is one act of the member; afterwards a notice says so.

    The form's hidden `act` makes a second press of the same button lead to where the first one did.
    """
    with act(request.user, verb, key=key_of(request), facts=facts, led_to=led_to, now=now) as done:
        yield done
    if tell:
        messages.success(request, say(verb, facts), extra_tags=reverse("take_back", args=[done.pk]))


def done_before(request: MemberRequest) -> HttpResponse | None:
    """Where this very form led before; for forms that would find fault with what they did themselves."""
    key = key_of(request) if request.method == "POST" else None
    first = Act.objects.of(request.user).filter(key=key).first() if key else None
    return HttpResponseRedirect(first.led_to) if first else None


def page(request: MemberRequest, template: str, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page whose forms can be pressed once: `act_key` is another uuid each time it is drawn."""
    return render(request, template, facts | {"act_key": uuid.uuid4}, status=status)


def page_of(person: Contact) -> str:
    """The address of somebody's page."""
    return reverse("contacts:person", args=[person.pk])


def wants_fragment(request: MemberRequest) -> bool:
    """Whether htmx asks for a part of a page, not for a page it restores from the browser's history."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def sent(request: MemberRequest) -> QueryDict | None:
    """What a form brought, or None where it is only shown."""
    return request.POST if request.method == "POST" else None


def back(request: MemberRequest, otherwise: str) -> HttpResponse:
    """To the page of this site that the form names, else to `otherwise`."""
    return HttpResponseRedirect(way_back(request, otherwise))


def way_back(request: MemberRequest, otherwise: str) -> str:
    """The path that the form's `next` names, where it is one of ours and short enough to keep."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and len(wanted) <= LONGEST_WAY_BACK and wanted.isprintable() else otherwise


def key_of(request: MemberRequest) -> uuid.UUID | None:
    """The uuid that makes a form count once."""
    try:
        return uuid.UUID(request.POST.get("act", ""))
    except ValueError:
        return None

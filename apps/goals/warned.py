"""Warned before saving: a form whose hours want a second look is shown again once, with what they come to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from apps.accounts.signed_in import MemberRequest
from apps.core.panels import fillers_of
from apps.goals.models import Gathering

READ = "read"
"""The hidden field that says what was read; it holds a print of warnings and hours."""


def wants_a_look(request: MemberRequest, form: forms.Form, hours: object, warnings: Sequence[str]) -> bool:
    """Whether the form has to be shown with these warnings: not where they were read with the same hours.

    Then the form has `warnings` and `read`, for `goals/_warnings.html`.
    """
    told = "\n".join([str(hours), *warnings])
    read = hashlib.sha256(told.encode()).hexdigest()[:32]
    if not warnings or request.POST.get(READ) == read:
        return False
    form.warnings, form.read = warnings, read  # type: ignore[attr-defined]
    return True


def warnings_of(
    request: MemberRequest, own: Gathering | None, columns: dict[str, Any], now: datetime
) -> list[str]:
    """What higher apps say of a gathering as it would be saved; nothing where its hours stay as they are."""
    hours = {name: columns[name] for name in ("starts_at", "ends_at", "time_zone")}
    if own and all(getattr(own, name) == value for name, value in hours.items()):
        return []
    kept = (
        {"pk": own.pk, "cancelled_at": own.cancelled_at, "staying_away_at": own.staying_away_at}
        if own
        else {}
    )
    return _filled(Gathering(owner=request.user, **hours, **kept), now)


def warnings_of_going(own: Gathering, now: datetime) -> list[str]:
    """What they say of a gathering that the member goes to after all."""
    hours = {name: getattr(own, name) for name in ("starts_at", "ends_at", "time_zone")}
    return _filled(Gathering(owner=own.owner, pk=own.pk, **hours), now)


def _filled(asked: Gathering, now: datetime) -> list[str]:
    return [said for fill in fillers_of("gathering_warnings") for said in fill(asked.owner, asked, now=now)]

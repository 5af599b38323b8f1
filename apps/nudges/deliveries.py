"""The delivery log: each mail to a member, and what became of it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.core.outbox import Outbox, State
from apps.nudges.planning import NOTE, NOTE_NOW

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 60
STATES: dict[str, str | Promise] = {
    State.DUE: _("waits to be sent"),
    State.SENT: _("sent"),
    State.FAILED: _("could not be delivered"),
    State.CANCELLED: _("not sent"),
    State.UNSURE: _("may have arrived"),
}
KINDS: dict[str, str | Promise] = {NOTE: _("Morning note"), NOTE_NOW: _("Note you asked for")}
OTHER = _("Message about your account")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One mail: what it was, to which address, how it stands, and why where there is a why."""

    what: str | Promise
    recipient: str
    says: str | Promise
    remark: str
    at: datetime
    tries: int
    is_open: bool


def deliveries(member: Member) -> list[Delivery]:
    """The latest mails to this member, newest first; one query."""
    rows = Outbox.objects.filter(member=member).order_by("-created_at", "-pk")[:A_PAGE]
    return [
        Delivery(
            what=KINDS.get(row.kind, OTHER),
            recipient=row.recipient,
            says=_("was put off, will be tried again") if _is_put_off(row) else STATES[row.state],
            remark=row.remark,
            at=row.finished_at or row.created_at,
            tries=row.attempts,
            is_open=row.state == State.DUE,
        )
        for row in rows
    ]


def _is_put_off(row: Outbox) -> bool:
    return row.state == State.DUE and row.attempts > 0 and row.lease_id is None

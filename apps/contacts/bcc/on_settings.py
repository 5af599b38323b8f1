"""The private address on the page of the morning note's settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.accounts.models import Member
from apps.contacts.bcc.address import address_of, is_offered, link_of
from apps.core.panels import Panel


def facts(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Whether there is an address, and which; None where this site takes in no mail."""
    if not is_offered():
        return None
    link = link_of(member)
    return {"is_on": link is not None, "address": address_of(link) if link else ""}


NOTE = Panel("note", "contacts/_bcc.html", facts)

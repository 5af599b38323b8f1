"""A mailbox the employer can read: said wherever the member's own address is shown or changed."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpRequest

from apps.accounts.models import Member
from apps.core.panels import Panel
from apps.goals.models import EmployerProfile


def facts(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    """Those of the member's addresses, also ones not confirmed yet, that are at the employer's domain."""
    own = EmployerProfile.of_member(member)
    if own is None or not own.domain:
        return None
    known = EmailAddress.objects.filter(user_id=member.pk).order_by("pk").values_list("email", flat=True)
    read = [address for address in dict.fromkeys([member.email, *known]) if own.reads(address)]
    is_there = request.resolver_match is not None and request.resolver_match.view_name == "account_email"
    named = [address for address in read if address != member.email or not is_there]
    return {"addresses": named, "leads_there": not is_there} if read else None


ADDRESS = Panel("address", "goals/_private_address.html", facts)

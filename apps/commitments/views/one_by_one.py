"""One after the other: what two tabs send at one moment is done once and finds what the first one did."""

from __future__ import annotations

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest


def take_turns(request: MemberRequest) -> None:
    """Wait for what else this member is sending; before anything is read that decides about a write.

    So a name nobody went by is made once, and of two rules for one series the second finds the first.
    """
    if request.method == "POST":
        Member.objects.locked(request.user.pk)

"""One after the other: what two tabs of a member send at one moment is done once, and in turn.

Called before anything is read that decides about a write: of two at once neither would see what the other
saves, so that a name nobody went by was made twice, or a key was taken.
"""

from __future__ import annotations

from apps.accounts.models import Member
from apps.accounts.signed_in import MemberRequest


def in_turn(member_pk: int) -> None:
    """Wait until no other change of this member's that takes its turn is under way."""
    Member.objects.locked(member_pk)


def sent_in_turn(request: MemberRequest) -> None:
    """The same where a form was sent; looking at one waits for nobody."""
    if request.method == "POST":
        in_turn(request.user.pk)

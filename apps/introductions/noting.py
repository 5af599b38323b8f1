"""News is told until it is noted, or a few days are over; then it does not come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from apps.core.due import Kind, Rest

if TYPE_CHECKING:
    from apps.accounts.models import Member

NOTED = "note_answer"
"""What that is called in History."""
FOR_GOOD = timedelta(days=365)
"""So long it rests: by then it is no news any more."""


def noted(kind: Kind) -> Callable[..., None]:
    """What *done* does to a line of news of this kind."""

    def note(member: Member, pk: int, *, now: datetime, on: date) -> None:
        Rest.until(member, f"{kind}:{pk}", on + FOR_GOOD)

    return note

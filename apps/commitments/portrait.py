"""What a commitment's page shows, read once and shared by its sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from apps.commitments.models import Commitment

if TYPE_CHECKING:
    from apps.accounts.models import Member


@dataclass
class Portrait:
    """One commitment of a member's on a day of theirs; organisation and coordinator are read along."""

    member: Member
    commitment: Commitment
    today: date
    now: datetime

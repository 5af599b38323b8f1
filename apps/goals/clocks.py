"""When something takes place, said on the clocks of its own zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from apps.core import dates


class OwnClocks:
    """Of whatever has `starts_at`, `ends_at` (instants) and `time_zone` (a name): its own hours and day."""

    __slots__ = ()
    starts_at: datetime
    ends_at: datetime
    time_zone: str

    @property
    def starts(self) -> datetime:
        """When it begins, on the clocks of its own zone."""
        return self.starts_at.astimezone(self.zone)

    @property
    def ends(self) -> datetime:
        """When it ends, on the clocks of its own zone."""
        return self.ends_at.astimezone(self.zone)

    @property
    def on(self) -> date:
        """The day it begins on, where it takes place."""
        return self.starts.date()

    @property
    def zone(self) -> ZoneInfo:
        """The zone its hours are said in; UTC where its name is unknown here."""
        return dates.zone_named(self.time_zone) or ZoneInfo("UTC")

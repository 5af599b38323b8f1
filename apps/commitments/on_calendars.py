"""What calendars add to a gathering's page: it as a file for any calendar, while it is ahead."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.core.panels import Panel
from apps.goals.week import Shown


def file_of_gathering(request: HttpRequest, shown: Shown) -> dict[str, Any] | None:
    """Which gathering; None where it is over, or is not gone to. No query."""
    gathering = shown.subject
    ahead = gathering.takes_place and gathering.ends_at > shown.now
    return {"gathering_pk": gathering.pk} if ahead else None


FILE = Panel("gathering", "commitments/_gathering_file.html", file_of_gathering)

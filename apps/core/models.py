"""Core's tables; each is declared beside the mechanism that uses it."""

from apps.core.acts import Act, ActRow
from apps.core.due import Rest
from apps.core.handed import Link
from apps.core.outbox import Outbox
from apps.core.suppression import Suppression

__all__ = ["Act", "ActRow", "Link", "Outbox", "Rest", "Suppression"]

"""Quick capture: "coffee with Ana Lima yesterday, her move to Lisbon", understood by plain rules."""

from apps.contacts.capturing.days import no_days_in
from apps.contacts.capturing.reading import Deed, Understood, understand

__all__ = ["Deed", "Understood", "no_days_in", "understand"]

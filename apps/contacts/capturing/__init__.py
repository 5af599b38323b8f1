"""Quick capture: "coffee with Ana Lima yesterday, her move to Lisbon", understood by plain rules."""

from apps.contacts.capturing.reading import Deed, Understood, understand

__all__ = ["Deed", "Understood", "understand"]

"""Introductions and what belongs to them, one noun per file."""

from apps.introductions.models.address_code import AddressCode
from apps.introductions.models.card import Card, Visit
from apps.introductions.models.door import AskLimit, Door, Letter, Received, TargetAnswer
from apps.introductions.models.pairing import Pairing, Side, SideAnswer
from apps.introductions.models.request import HAPPENED, OPEN, IntroductionRequest, State, Transition

__all__ = [
    "HAPPENED",
    "OPEN",
    "AddressCode",
    "AskLimit",
    "Card",
    "Door",
    "IntroductionRequest",
    "Letter",
    "Pairing",
    "Received",
    "Side",
    "SideAnswer",
    "State",
    "TargetAnswer",
    "Transition",
    "Visit",
]

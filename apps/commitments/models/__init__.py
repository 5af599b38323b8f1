"""Commitments and what belongs to them, one noun per file."""

from apps.commitments.models.commitment import Commitment, CommitmentGoal, Near, Step
from apps.commitments.models.feed import Feed
from apps.commitments.models.offer import Fulfilment, Offer, OfferCause
from apps.commitments.models.promise import Promise
from apps.commitments.models.session import Series, Session

__all__ = [
    "Commitment",
    "CommitmentGoal",
    "Feed",
    "Fulfilment",
    "Near",
    "Offer",
    "OfferCause",
    "Promise",
    "Series",
    "Session",
    "Step",
]

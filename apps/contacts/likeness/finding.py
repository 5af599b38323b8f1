"""Finding: from a book to the pairs worth showing, the likeliest first."""

from __future__ import annotations

from apps.contacts.likeness.blocks import pairs_of
from apps.contacts.likeness.known import Book
from apps.contacts.likeness.weighing import Found, Scales

MOST_SUGGESTED = 5000
"""Of one member's book; whoever has more begins with the likeliest."""


def find(book: Book) -> list[Found]:
    """Every pair of the book that may be one person, heaviest first."""
    scales = Scales(book)
    weighed = (scales.weigh(one, other) for one, other in pairs_of(book))
    found = sorted((pair for pair in weighed if pair), key=lambda pair: (-pair.weight, pair.one, pair.other))
    return found[:MOST_SUGGESTED]

"""How common a thing is in this book: a name carried by many says little, a rare one much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from apps.contacts.likeness.known import KINDS, Book

LEAST_PEOPLE = 500
"""A smaller book is too small to say that a name is common."""
RANKS = (0.006, 0.1, 0.7)
"""Up to so many others are expected to carry the name: it is very rare, rare, usual; else common."""
ATTESTED = 3


class Frequency:
    """Counts over one book."""

    def __init__(self, book: Book) -> None:
        self.people = len(book.people)
        self.words = Counter(word for person in book.people for word in set(person.words))
        self.givens = Counter(person.given for person in book.people)
        self.names = Counter(" ".join(sorted(person.words)) for person in book.people)
        self.places = Counter(place for person in book.people for place in person.places)
        self.cities = Counter(person.city for person in book.people if person.city)
        self.addresses = {
            kind: Counter(key for person in book.people for key in person.addresses.get(kind, ()))
            for kind in KINDS
        }

    def rank(self, words: Iterable[str]) -> int:
        """0 for a very rare name up to 3 for one that others carry by mere chance."""
        people = max(self.people, LEAST_PEOPLE)
        expected = float(people)
        for word in words:
            expected *= max(self.words[word] - 1, 1) / people
        return sum(expected > limit for limit in RANKS)

    def is_attested(self, given: str) -> bool:
        """Whether several people go by this first name, so that it is hardly a slip of the pen."""
        return self.givens[given] >= ATTESTED

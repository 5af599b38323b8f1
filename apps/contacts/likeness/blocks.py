"""Blocks: small groups of people who have something in common. Only they are compared with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

from apps.contacts.likeness.known import Book, Known
from apps.contacts.likeness.nicknames import roots
from apps.contacts.likeness.spelling import sound

MOST_IN_A_BLOCK = 30
"""What so many have in common says little; whoever is the same shares something rarer too."""
LEAST_LETTERS = 6
LOCAL = "email"


def pairs_of(book: Book) -> Iterator[tuple[Known, Known]]:
    """Each two people who share a block, once; the time it takes grows with the people, not their square."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, person in enumerate(book.people):
        for key in set(_keys(person)):
            blocks[key].append(number)
    count = len(book.people)
    seen: set[int] = set()
    for members in blocks.values():
        if 1 < len(members) <= MOST_IN_A_BLOCK:
            seen.update(one * count + other for one, other in combinations(members, 2))
    for code in seen:
        one, other = divmod(code, count)
        yield book.people[one], book.people[other]


def _keys(person: Known) -> Iterator[Hashable]:
    for kind, keys in person.addresses.items():
        for key in keys:
            yield kind, key
            if kind == LOCAL:
                yield "local", key.partition("@")[0]
    if person.words:
        yield from _name_keys(person)
        yield from _shared_keys(person)


def _name_keys(person: Known) -> Iterator[Hashable]:
    words = person.words
    joined = "".join(words)
    yield "words", "".join(sorted(words))
    yield "joined", joined
    yield "sound", "".join(sorted(map(sound, words)))
    if len(joined) >= LEAST_LETTERS:
        # one letter left out: two names that differ by one slip share such a form
        yield "joined", joined
        yield from (("slip", joined[:at] + joined[at + 1 :]) for at in range(len(joined)))
        yield "slip", joined
    if len(words) > 1:
        for name in (*roots(words[0]), *roots(words[-1])):
            yield from (("with", name, word) for word in words if word != name)
        yield "letter", words[0][0], sound(words[-1])


def _shared_keys(person: Known) -> Iterator[Hashable]:
    if person.birthday:
        for word in person.words:
            yield from (("born", *person.birthday[:2], name) for name in roots(word))
    for place in person.places:
        yield from (("at", place, sound(word)) for word in person.words)

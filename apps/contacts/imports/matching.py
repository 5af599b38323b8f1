"""Whom a card means: somebody in the book, beyond doubt, or nobody there yet.

By itself a row matches on UID; on a profile page; on an e-mail address or telephone number when
the names agree or one side has none; on an equal full name when the one there can be told by no
address and neither side holds a second of that name. Two people of one name stay two.
"""

from __future__ import annotations

from apps.contacts.imports.keys import Keys
from apps.contacts.imports.people import People, Person
from apps.contacts.models.details import ContactPoint


def match(keys: Keys, people: People, names_twice: frozenset[str]) -> Person | None:
    """The one person this card means, or None. `names_twice` are names the file holds more than once."""
    if keys.uid and (known := people.by_uid.get(keys.uid)):
        return known
    for kind, key in keys.finding():
        for person in people.by_point.get((kind, key), ()):
            is_profile = kind == ContactPoint.Kind.URL and not _shares_it(keys, person)
            if is_profile or _names_agree(keys, person):
                return person
    return _by_name(keys, people, names_twice)


def resembles(keys: Keys, people: People) -> tuple[Person, str] | None:
    """Somebody who may be the same, and why ("address" or "name"): worth a question, never a match.

    The same address under another name; or the only one of a full name, with an address on both sides.
    """
    for found in keys.finding():
        for person in people.by_point.get(found, ()):
            return person, "address"
    for person in people.by_name.get(keys.name, ()) if keys.is_full_name else ():
        if person.is_in_the_book:
            return person, "name"
    return None


def _shares_it(keys: Keys, person: Person) -> bool:
    """Whether a page is more likely a family's or a company's: two cards of one file, told apart by UID."""
    return keys.uid is not None and person.is_of_this_file


def _names_agree(keys: Keys, person: Person) -> bool:
    return not keys.has_name or not person.has_name or person.contact.sort_key == keys.name


def _by_name(keys: Keys, people: People, names_twice: frozenset[str]) -> Person | None:
    if not keys.is_full_name or keys.name in names_twice:
        return None
    namesakes = people.by_name.get(keys.name, [])
    if len(namesakes) != 1 or namesakes[0].is_reachable or namesakes[0].is_of_this_file:
        return None
    return namesakes[0]

"""Who of a member's own people may be the one a letter asks for; seen by that member only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.contacts.models import Contact, SearchToken
from apps.core.fold import prefix_bounds, search_words

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST = 5
MOST_WORDS = 8
"""Of a description; what follows says little more."""
MOST_READ = 2000
"""Tokens looked at: what half the book carries tells nobody apart."""
LEAST = 4
"""Letters of a word of a description that may tell somebody apart."""
SAYING_LITTLE = frozenset(
    [
        "someone",
        "somebody",
        "anyone",
        "with",
        "from",
        "that",
        "this",
        "they",
        "them",
        "their",
        "about",
        "works",
        "work",
    ]
)


def recognised(member: Member, whom: str, what: str) -> list[Contact]:
    """At most five, those of that name first, then by how many words of the description they carry.

    Two queries. Nobody who is let be or has died.
    """
    names = search_words(whom)[:MOST_WORDS]
    telling = list(dict.fromkeys(names + _telling(f"{whom} {what}")))[: 2 * MOST_WORDS]
    carried = _carried(member, telling)
    if not carried:
        return []
    ranks = {
        pk: (bool(names) and words.issuperset(names), len(words & set(_telling(f"{whom} {what}"))))
        for pk, words in carried.items()
    }
    best = sorted((pk for pk in ranks if any(ranks[pk])), key=lambda pk: (ranks[pk], -pk), reverse=True)
    rows = Contact.objects.of(member).filter(pk__in=best[: 4 * MOST], let_be_at=None, died_on=None)
    people = {person.pk: person for person in rows}
    return [people[pk] for pk in best if pk in people][:MOST]


def _telling(text: str) -> list[str]:
    """Its longer words, without the s of a plural: a prefix finds both."""
    words = (word.removesuffix("s") for word in search_words(text) if word not in SAYING_LITTLE)
    return list(dict.fromkeys(word for word in words if len(word) >= LEAST))[:MOST_WORDS]


def _carried(member: Member, words: list[str]) -> dict[int, set[str]]:
    """Which of these words each person carries, or begins one of theirs with."""
    asked = Q()
    for word in words:
        lowest, below = prefix_bounds(word)
        asked |= Q(token__gte=lowest, token__lt=below)
    if not asked:
        return {}
    found = SearchToken.objects.of(member).filter(asked).values_list("contact_id", "token")[:MOST_READ]
    carried: dict[int, set[str]] = defaultdict(set)
    for pk, token in found:
        carried[pk].update(word for word in words if token.startswith(word))
    return carried

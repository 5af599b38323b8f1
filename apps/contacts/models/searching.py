"""Search tokens: one row per word of what a person is found by, owner first.

A prefix is a range (`>=`, `<`) on a C-collated column: the only text comparison an index
still serves under row security. `docs/decisions/0003-search.md` has the figures.
"""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar

from django.db import models

from apps.contacts.models.contact import Contact
from apps.core.fold import letter, sort_key, tokens
from apps.core.scope import Owned, OwnedForeignKey

TOKEN_LENGTH = 40
LAST = "\U0010ffff"


class SearchToken(Owned):
    """This person is found by this word; made again from their rows at any time."""

    recorded: ClassVar[bool] = False

    token = models.CharField(max_length=TOKEN_LENGTH, db_collation="C")
    contact = OwnedForeignKey(Contact, models.CASCADE, related_name="tokens", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "token", "contact"], name="token_once"),
        ]
        indexes = [models.Index(fields=["owner", "contact"], name="token_of_contact")]


def matching(words: str) -> models.Q:
    """People who carry, for every word, a token that begins with it."""
    found = models.Q()
    for word in tokens(words)[:6]:
        prefix = word[:TOKEN_LENGTH]
        found &= models.Q(
            pk__in=SearchToken.objects.filter(token__gte=prefix, token__lt=prefix + LAST).values("contact_id")
        )
    return found


def reindex(pks: list[int]) -> None:
    """Write sort key, letter and tokens of these people anew, in a constant number of statements."""
    people = list(Contact.objects.filter(pk__in=pks))
    words = _words(people)
    for person in people:
        person.sort_key, person.letter = sort_key(person.name)[:200], letter(person.name)
    Contact.objects.bulk_update(people, ["sort_key", "letter"], batch_size=2000)
    SearchToken.objects.filter(contact_id__in=pks).delete()
    SearchToken.objects.bulk_create(
        [
            SearchToken(owner_id=person.owner_id, contact_id=person.pk, token=token)
            for person in people
            for token in sorted(words[person.pk])
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )


def _words(people: list[Contact]) -> dict[int, set[str]]:
    pks = [person.pk for person in people]
    texts: dict[int, list[str]] = defaultdict(list)
    for person in people:
        texts[person.pk] += [person.name, person.nickname, person.relation, person.city]
    where = {"contact_id__in": pks}
    joined = (
        ("affiliations", ("organisation__name", "role")),
        ("memberships", ("circle__name",)),
    )
    for relation, columns in joined:
        model = Contact._meta.get_field(relation).related_model
        for pk, *values in model._default_manager.filter(**where).values_list("contact_id", *columns):
            texts[pk] += values
    return {pk: {token[:TOKEN_LENGTH] for token in tokens(" ".join(parts))} for pk, parts in texts.items()}

"""What is stored beside what it is computed from: after any journey the two must agree."""

from __future__ import annotations

from django.db import transaction

from apps.contacts.models import Contact, SearchToken


class Differs(AssertionError):
    """A stored value is not what a fresh computation gives."""


def assert_nothing_differs() -> None:
    """Compute rhythm, sort keys and search tokens of everybody anew; raise Differs where one was stale."""
    with transaction.atomic():
        pks = list(Contact.objects.values_list("pk", flat=True))
        stale = Contact.objects.recompute(pks)
        tokens, keys = _tokens(), _keys()
        Contact.objects.reindex(pks)
        if stale or _tokens() != tokens or _keys() != keys:
            raise Differs(
                f"{stale} stale rhythms; tokens {_tokens() ^ tokens}; keys {set(_keys()) ^ set(keys)}"
            )


def _tokens() -> set[tuple[int, str]]:
    return set(SearchToken.objects.values_list("contact_id", "token"))


def _keys() -> list[tuple[int, str, str]]:
    return list(Contact.objects.order_by("pk").values_list("pk", "sort_key", "letter"))

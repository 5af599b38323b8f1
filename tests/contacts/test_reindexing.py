"""Reindexing: one person's reads no other's tokens, whatever Postgres knows of its tables."""

from __future__ import annotations

import json

import pytest

from apps.contacts.models import SearchToken
from apps.contacts.models.indexing import TOKENS
from apps.core.scope import acting_as
from tests.contacts.counting import worked_out
from tests.making import make_contact

pytestmark = pytest.mark.django_db
PEOPLE = 300


def test_one_person_is_reindexed_without_reading_the_tokens_of_others(maya):
    """A new site's tables have no statistics: these were filled in a transaction that nobody else sees."""
    ana = make_contact(maya, "Ana Lima", city="Lisbon")
    for number in range(PEOPLE):
        make_contact(maya, f"Person {number} of Lisbon")
    words = json.dumps({ana.pk: ["ana", "lima", "lisbon", "rowing"]})
    with acting_as(maya):
        before = SearchToken.objects.count()
        done = worked_out(TOKENS, [words, [ana.pk], [ana.pk]])
        assert SearchToken.objects.count() == before + 1  # it really was done
    assert before > 3 * PEOPLE
    assert rows_of(done, "contacts_searchtoken") < 20


def rows_of(nodes, table: str) -> float:
    """How many rows of a table these nodes looked at."""
    looked = [node for node in nodes if node.get("Relation Name") == table and "Scan" in node["Node Type"]]
    assert looked, table
    return sum(
        node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
        for node in looked
    )

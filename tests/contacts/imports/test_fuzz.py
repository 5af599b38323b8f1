"""Damaged files of every kind: no exception, no hang, no row lost, nothing slower than 200 ms of processor.

Three thousand here; `make drill` (tests/drill/damage.py) has ten thousand.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.imports.card import START
from apps.contacts.imports.decoding import decide
from apps.contacts.imports.vcard.reader import VCardReader
from tests.contacts.imports.damage_sources import monica
from tests.contacts.imports.damage_storing import store, upload
from tests.contacts.imports.damaging import SLOWEST, SPLINTERS, check, check_row, damaged_files, read
from tests.contacts.imports.monica_making import contact, export, several
from tests.contacts.imports.working import timed

FIXTURES = Path(__file__).parent / "fixtures"
SEED = 20261123
FILES, STORED, UPLOADED = 3_000, 1_000, 20


def test_damaged_files_are_read_to_their_end_and_quickly():
    longest, worst = 0.0, b""
    for kind, data in damaged_files(FILES, SEED):
        found, took = timed(partial(read, kind, data), SLOWEST)
        check(*found)
        longest, worst = max((longest, worst), (took, data))
    assert longest < SLOWEST, worst


@pytest.mark.django_db
def test_whatever_is_left_of_them_can_be_stored(maya, now):
    found = [row for kind, data in damaged_files(STORED, SEED + 1) for row in read(kind, data)[3]]
    assert store(maya, found, now=now) == len(found) > STORED


@pytest.mark.django_db
def test_damaged_files_through_the_screens(client_of, maya):
    client, files = client_of(maya), damaged_files(UPLOADED, SEED + 2)
    assert {upload(client, kind, data) for kind, data in files} <= {"refused", "finished"}


LINES = st.lists(
    st.one_of(
        st.sampled_from(SPLINTERS),
        st.builds(
            lambda name, params, value: name + params + b":" + value + b"\r\n",
            st.sampled_from(
                [b"FN", b"N", b"TEL", b"ADR", b"ORG", b"BDAY", b"NOTE", b"PHOTO", b"IMPP", b"a.X-ABDATE"]
            ),
            st.sampled_from(
                [b"", b";TYPE=a", b";QUOTED-PRINTABLE", b";CHARSET=Shift_JIS", b';X="', b";ENCODING=b"]
            ),
            st.one_of(
                st.binary(max_size=40), st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace"))
            ),
        ),
    ),
    max_size=12,
).map(b"".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_any_lines_between_begin_and_end(body):
    check_cards(b"BEGIN:VCARD\r\n" + body + b"\r\nEND:VCARD\r\n")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind(data):
    check(*read("any", data))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TOLD = ["first_name", "tags", "birthdate", "stay_in_touch_frequency", "is_dead", "first_met_through", "job"]
KINDS = ["contact_field", "note", "call", "conversation", "reminder", "gift", "address", "life_event", "new"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(TOLD), ANYTHING),
    st.lists(st.tuples(st.sampled_from(KINDS), st.lists(ANYTHING, max_size=3)), max_size=4),
    ANYTHING,
)
def test_any_values_in_a_monica_export(told, parts, strange):
    person = contact("c", strange, *(several(kind, *values) for kind, values in parts), **told)
    check(*read("monica", export(several("contact", person, strange), strange)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING)
def test_any_json(value):
    check(*read("monica", json.dumps({"app_version": "4", "account": {"data": value}}).encode()))


TABLES = sorted(FIXTURES.glob("damage/*.csv"))
CELLS = st.lists(st.text(max_size=12), min_size=1, max_size=9)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(FIXTURES.glob("damage/*.csv"))),
    st.lists(CELLS, max_size=6),
    st.sampled_from(",;\t"),
)
def test_any_cells_below_known_titles(path, cells, delimiter):
    rows = "\r\n".join(delimiter.join(row) for row in cells)
    check(*read("table", path.read_bytes().partition(b"\n")[0] + b"\n" + rows.encode("utf-8", "replace")))


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\nEND:VCARD"])
def test_file_cut_off_anywhere(end):
    whole = (FIXTURES / "apple-30.vcf").read_bytes() + (FIXTURES / "phone-21.vcf").read_bytes()
    for at in range(0, len(whole), 7):
        check_cards(whole[:at] + end)


def test_monica_export_cut_off_anywhere():
    whole = monica()
    for at in range(0, len(whole), 31):
        check(*read("monica", whole[:at]))


def check_cards(data: bytes) -> None:
    for row in VCardReader([data], decide([data]), START):
        check_row(row)

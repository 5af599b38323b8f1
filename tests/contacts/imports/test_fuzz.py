"""Ten thousand damaged cards: no exception, no hang, nothing slower than 200 ms of CPU."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.imports.card import START, Row, fingerprint
from apps.contacts.imports.decoding import decide
from apps.contacts.imports.limits import KEPT_CHARACTERS
from apps.contacts.imports.reading import make_plan, rows
from apps.contacts.imports.remarks import CODES
from apps.contacts.imports.sniff import identify
from apps.contacts.imports.vcard import VCardReader

FIXTURES = Path(__file__).parent / "fixtures"
CARDS = 10_000
SHEETS = 2_000
SLOWEST = 0.2
INVISIBLE = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What breaks parsers: markers, escapes, folds, quotes, encodings, at any place.
SPLINTERS = [
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b"\r\n ", b"\r", b"\n", b"\x00", b'"', b"\\", b";",
    b":", b"=", b"=\r\n", b",", b"ENCODING=QUOTED-PRINTABLE", b";CHARSET=UTF-16", b";CHARSET=punycode",
    b";ENCODING=b", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x83\x5c",
    b"\x1b$B", b"^n",
    b"PHOTO:data:,", b"BDAY:", b"=80", b"TYPE=", b"%s%n", b"9" * 400, b";" * 300, b"N:", b"FN:",
    b"X-ABLabel:_$!<",
    b"\x85\xe2\x80\xa8", b"\t", b"item1.",
]  # fmt: skip


def mutate(random_: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(random_.randint(1, 12)):
        at = random_.randrange(len(damaged) + 1)
        match random_.randrange(5):
            case 0:
                damaged[at : at + 1] = bytes([random_.randrange(256)])
            case 1:
                damaged[at:at] = random_.choice(SPLINTERS)
            case 2:
                del damaged[at : at + random_.randint(1, 40)]
            case 3:
                damaged[at:at] = damaged[at // 2 : at // 2 + random_.randint(1, 80)]
            case _:
                damaged = damaged[: max(1, at)] if random_.random() < 0.2 else damaged
    return bytes(damaged)


def check(found: list[Row], size: int) -> None:
    end = 0
    for number, row in enumerate(found, 1):
        assert row.number == number
        assert (row.card is None) != (row.refused is None)
        assert row.refused is None or (row.refused.code in CODES and row.refused.code != "unreadable")
        assert end < row.end <= size + 1
        assert len(row.text) <= KEPT_CHARACTERS
        row.text.encode("utf-8")
        assert "\x00" not in row.text
        end = row.end
        if row.card:
            assert row.card.name.strip()
            assert all(remark.code in CODES for remark in row.card.remarks)
            assert not any(INVISIBLE.search(text) for text in texts(astuple(replace(row.card, photo=None))))
            fingerprint(row.card)


def texts(value: object) -> Iterator[str]:
    """Every text in nested tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def originals(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(FIXTURES.glob(pattern))]


def test_mutated_vcards():
    random_ = random.Random(20261123)
    sources = originals("*.vcf")
    slowest, worst, cards = 0.0, b"", 0
    while cards < CARDS:
        data = mutate(random_, random_.choice(sources))
        began = time.process_time()
        identify(data, "x.vcf")
        found = list(VCardReader([data], decide([data]), START))
        took = time.process_time() - began
        slowest, worst = max((slowest, worst), (took, data))
        check(found, len(data))
        cards += max(1, len(found))
    assert slowest < SLOWEST, worst


def test_mutated_sheets():
    random_ = random.Random(20261124)
    sources = originals("*.csv")
    slowest, worst, sheets = 0.0, b"", 0
    while sheets < SHEETS:
        data = mutate(random_, random_.choice(sources))
        began = time.process_time()
        identify(data, "x.csv")
        plan = make_plan([data])
        found = list(rows(plan, [data[plan.start.offset :]])) if plan else []
        took = time.process_time() - began
        slowest, worst = max((slowest, worst), (took, data))
        check(found, len(data))
        sheets += 1
    assert slowest < SLOWEST, worst


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
    data = b"BEGIN:VCARD\r\n" + body + b"\r\nEND:VCARD\r\n"
    check(list(VCardReader([data], decide([data]), START)), len(data))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind(data):
    identify(data, "x")
    plan = make_plan([data])
    if plan:
        check(list(rows(plan, [data[plan.start.offset :]])), len(data))


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\nEND:VCARD"])
def test_file_cut_off_anywhere(end):
    whole = (FIXTURES / "apple-30.vcf").read_bytes() + (FIXTURES / "phone-21.vcf").read_bytes()
    for at in range(0, len(whole), 7):
        data = whole[:at] + end
        check(list(VCardReader([data], decide([data]), START)), len(data))

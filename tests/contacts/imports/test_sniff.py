"""Whatever file somebody drops in, the screen can say what it is and what to bring instead."""

from __future__ import annotations

import io
import zipfile

import pytest

from apps.contacts.imports.remarks import KINDS
from apps.contacts.imports.sniff import Kind, identify

CARD = b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("apple-30.vcf", Kind.VCARD),
        ("broken.vcf", Kind.VCARD),
        ("utf16-bare.vcf", Kind.VCARD),
        ("bom-mixed-ends.vcf", Kind.VCARD),
        ("shift-jis.vcf", Kind.VCARD),
        ("linkedin-2024.csv", Kind.LINKEDIN),
        ("linkedin-german.csv", Kind.LINKEDIN),
        ("linkedin-older.csv", Kind.LINKEDIN),
        ("linkedin-url-last.csv", Kind.LINKEDIN),
        ("messages.csv", Kind.LINKEDIN_MESSAGES),
        ("Invitations.csv", Kind.LINKEDIN_INVITATIONS),
        ("picture.png", Kind.IMAGE),
    ],
)
def test_fixtures(fixture_bytes, name, kind):
    assert identify(fixture_bytes(name), name) is kind
    assert identify(fixture_bytes(name), "some file") is kind


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"", "contacts.vcf", Kind.EMPTY),
        (b"\xef\xbb\xbf\r\n", "contacts.vcf", Kind.EMPTY),
        (b"hello", "contacts.vcf", Kind.VCARD_EMPTY),
        (b"hello", "hello.txt", Kind.UNKNOWN),
        (b"Dear Ana, dear Ben,\nthis is, as you see, a letter.\nNo, not a table.\n", "x", Kind.UNKNOWN),
        (b"\x00\x01\x02" * 100, "x", Kind.UNKNOWN),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "x", Kind.ICS),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" + CARD, "x", Kind.VCARD),
        (b"home.begin:vcard\r\nfn:A\r\nend:vcard", "x", Kind.VCARD),
        (b"Received: from x\r\nSubject: card\r\n\r\n" + CARD, "x", Kind.VCARD),
        (b"%PDF-1.7", "x", Kind.PDF),
        (b"\xff\xd8\xff\xe0", "x.vcf", Kind.IMAGE),
        (b"\x00\x00\x00\x18ftypheic", "x", Kind.IMAGE),
        (b'{"account": {}}', "x.json", Kind.JSON),
        (b"<!DOCTYPE html><html>", "x", Kind.HTML),
        (b'<?xml version="1.0"?><vcards/>', "x", Kind.XML),
        (b"dn: cn=Ana\r\nobjectclass: person\r\n", "x", Kind.LDIF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls", Kind.XLSX),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mail.msg", Kind.OUTLOOK_DATA),
        (b"!BDN", "archive.pst", Kind.OUTLOOK_DATA),
        (b"Rar!\x1a\x07", "x", Kind.ARCHIVE_OTHER),
        (b"1,,3\r\n4,5,6\r\n", "x", Kind.CSV_OTHER),
        (b"last_name,first_name,title\nLima,Ana,Pilot\n", "x.csv", Kind.CSV_OTHER),
        (b"First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Label\r\n", "x", Kind.GOOGLE_CSV),
        (b"Name,Given Name,Family Name,Group Membership\r\n", "x", Kind.GOOGLE_CSV),
        (b"First Name,Last Name,E-mail Address,Home Phone,Birthday\r\n", "x", Kind.OUTLOOK_CSV),
        (b"First Name,Last Name,Maiden Name,Address,Headline\r\n", "Profile.csv", Kind.LINKEDIN_OTHER),
    ],
)
def test_what_people_bring(head, name, kind):
    assert identify(head, name) is kind


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"Connections.csv": b"x", "messages.csv": b"x"}, Kind.LINKEDIN_ZIP),
        ({"Basic_Export/connections.CSV": b"x"}, Kind.LINKEDIN_ZIP),
        ({"__MACOSX/._Connections.csv": b"x", "messages.csv": b"x"}, Kind.LINKEDIN_ZIP_WITHOUT_CONNECTIONS),
        ({"a.vcf": CARD, "photo.jpg": b"x"}, Kind.VCARD_ZIP),
        ({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}, Kind.XLSX),
        ({"[Content_Types].xml": b"x", "word/document.xml": b"x"}, Kind.OFFICE),
        ({"holiday.jpg": b"x"}, Kind.ZIP_WITHOUT_CONTACTS),
        ({}, Kind.ZIP_WITHOUT_CONTACTS),
    ],
)
def test_archives(members, kind):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert identify(file.getvalue()[:100], "x.zip", file=file) is kind


def test_archive_cut_off(fixture_bytes):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Connections.csv", fixture_bytes("linkedin-2024.csv"))
    cut = io.BytesIO(file.getvalue()[:-40])
    assert identify(cut.getvalue(), "x.zip", file=cut) is Kind.ZIP_BROKEN


def test_each_kind_that_cannot_be_read_has_its_sentence():
    assert {kind.value for kind in Kind if not kind.is_readable} == set(KINDS)


def test_sentences_keep_the_house_style():
    for sentence in map(str, KINDS.values()):
        assert sentence[0].isupper() and sentence.endswith(".") and "!" not in sentence

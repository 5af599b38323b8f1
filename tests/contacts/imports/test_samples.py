"""Files that other programs wrote, read with one's own eyes first. Collected only where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from apps.contacts.imports.card import Card, DatedLabel, PartialDate, Row, fingerprint
from apps.contacts.imports.reading import make_plan, rows

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"
VCARDS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.rglob("*.vcf"))
SHEETS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("csv/linkedin-*.csv"))
# How many cards give a person, how many are refused, out of which file.
COUNTS = {
    "vcard21/android-multi-qp.vcf": (6, 0),
    "vcard30/gmail-list.vcf": (3, 0),
    "vcard40/cardbook-two-cards.vcf": (2, 0),
    "vcard40/grouped-noname.vcf": (0, 1),
    "csv/linkedin-connections-full-preamble.csv": (4, 1),
    "csv/linkedin-connections-other-order.csv": (10, 0),
    "csv/linkedin-connections-short-preamble.csv": (10, 0),
}


def read(name: str) -> list[Row]:
    data = (SAMPLES / name).read_bytes()
    plan = make_plan([data])
    assert plan is not None
    return list(rows(plan, [data[plan.start.offset :]]))


def only(name: str) -> Card:
    (row,) = read(name)
    assert row.card is not None
    return row.card


def values(entries) -> list[str]:
    return [entry.value for entry in entries]


@pytest.mark.parametrize("name", [*VCARDS, *SHEETS])
def test_no_sample_loses_a_card(name):
    found = read(name)
    kept = sum(row.card is not None for row in found)
    assert (kept, len(found) - kept) == COUNTS.get(name, (1, 0))
    assert not any(row.refused and row.refused.code == "unreadable" for row in found)
    assert [fingerprint(row.card) for row in found if row.card] == [
        fingerprint(row.card) for row in read(name) if row.card
    ]


NAMES = {
    "vcard21/ansi-german.vcf": "Sören Täve Nüßlebaum",
    "vcard21/ansi-no-encoding.vcf": "Ralf Rastral",
    "vcard21/aosp-v21_adr_multiple_line.vcf": "bogus",
    "vcard21/aosp-v21_backslash.vcf": "A;B\\C;D:E\\",
    "vcard21/aosp-v21_base64_no_2_crlf.vcf": "fullname",
    "vcard21/aosp-v21_complicated.vcf": "Joe Due",
    "vcard21/aosp-v21_invalid_comment_line.vcf": "Conference Call",
    "vcard21/aosp-v21_japanese_1.vcf": "安藤ロイド",
    "vcard21/aosp-v21_pref_handling.vcf": "Smith",
    "vcard21/aosp-v21_simple_1.vcf": "Roid Ando",
    "vcard21/aosp-v21_simple_2.vcf": "Ando Roid",
    "vcard21/aosp-v21_winmo_65.vcf": "Example",
    "vcard21/aosp-v21_x_param.vcf": "Roid Ando",
    "vcard21/cropped.vcf": "Maxl",
    "vcard21/gump-nuovo.vcf": "Forrest Gump",
    "vcard21/outlook-2003.vcf": "John Doe III",
    "vcard21/outlook-2010.vcf": "Mr. John Richter James Doe Sr.",
    "vcard30/aosp-v30_comma_separated.vcf": "G M F",
    "vcard30/aosp-v30_japanese.vcf": "伊能 圭一 伊予",
    "vcard30/aosp-v30_simple.vcf": "And Roid",
    "vcard30/cardbook-photo.vcf": "Emma Musterfrau",
    "vcard30/evolution.vcf": "Mr. John Richter, James Doe Sr.",
    "vcard30/gmail-2012.vcf": "Mr. John Richter, James Doe Sr.",
    "vcard30/gmail-all-fields.vcf": "VCard Test",
    "vcard30/gump-agent.vcf": "Forrest Gump",
    "vcard30/iphone-ios5.vcf": "Mr. John Richter James Doe Sr.",
    "vcard30/nextcloud-sabre.vcf": "First Last NextCloud",
    "vcard30/rfc2426-all-properties.vcf": "Mr. John Q. Public, Esq.",
    "vcard30/vobject-daffy.vcf": "Daffy Duck Knudson (with Bugs Bunny and Mr. Pluto)",
    "vcard30/vobject-grouped-lowercase.vcf": "Meister Berger",
    "vcard30/whatsapp-type.vcf": "zzMad Perla 45",
    "vcard40/aosp-v40_sort_as.vcf": "安藤 ロイド",
    "vcard40/fullcontact.vcf": "Prefix FirstName MiddleName LastName Suffix",
    "vcard40/rfc6350-all.vcf": "J. Doe",
    "monica/monica-4x-vcard-invented.vcf": "Rosalind Ashgrove",
}


@pytest.mark.parametrize("name", NAMES)
def test_display_name(name):
    assert only(name).name == NAMES[name]


def test_every_single_card_has_its_name_above():
    assert set(VCARDS) - set(NAMES) == {name for name in COUNTS if name.endswith(".vcf")}


BIRTHDAYS = {
    "vcard21/aosp-v21_adr_multiple_line.vcf": PartialDate(12, 3, 2008),
    "vcard21/aosp-v21_complicated.vcf": PartialDate(1, 1, 1980),
    "vcard21/gump-nuovo.vcf": None,
    "vcard21/outlook-2003.vcf": PartialDate(3, 21, 1980),
    "vcard21/outlook-2010.vcf": PartialDate(3, 22, 1980),
    "vcard30/cardbook-photo.vcf": PartialDate(3, 17, 2011),
    "vcard30/evolution.vcf": PartialDate(3, 22, 1980),
    "vcard30/gmail-2012.vcf": PartialDate(3, 22, 1980),
    "vcard30/gmail-all-fields.vcf": PartialDate(6, 23, 1912),
    "vcard30/iphone-ios5.vcf": PartialDate(6, 6, 2012),
    "vcard30/nextcloud-sabre.vcf": PartialDate(2, 10, 2019),
    "vcard30/rfc2426-all-properties.vcf": PartialDate(4, 15, 1996),
    "vcard30/vobject-daffy.vcf": PartialDate(2, 10, None),
    "vcard30/vobject-grouped-lowercase.vcf": PartialDate(9, 21, 1963),
    "vcard40/fullcontact.vcf": PartialDate(8, 1, 2016),
    "vcard40/rfc6350-all.vcf": PartialDate(2, 3, None),
    "monica/monica-4x-vcard-invented.vcf": PartialDate(2, 29, 1984),
}


@pytest.mark.parametrize("name", BIRTHDAYS)
def test_birthday(name):
    assert only(name).birthday == BIRTHDAYS[name]


REACHED = {
    "vcard21/aosp-v21_pref_handling.vcf": (["test@example.com", "test2@examination.com"], ["1", "2", "3"]),
    "vcard21/gump-nuovo.vcf": (["forrestgump@example.com"], ["(111) 555-1212", "(404) 555-1212"]),
    "vcard21/outlook-2010.vcf": (["john.doe@ibm.cm"], ["(905) 555-1234", "(905) 666-1234"]),
    "vcard30/aosp-v30_comma_separated.vcf": ([], ["1"]),
    "vcard30/cardbook-photo.vcf": (
        ["emma.musterfrau@googlemail.com"],
        ["03456-78910", "03456-10987", "0160-45678910"],
    ),
    "vcard30/evolution.vcf": (["john.doe@ibm.com"], ["905-666-1234", "905-555-1234"]),
    "vcard30/gump-agent.vcf": (
        ["forrestgump@example.com"],
        ["(111) 555-1212", "(404) 555-1212", "(404) 555-1213"],
    ),
    "vcard30/nextcloud-sabre.vcf": (
        ["home@gmx.de", "work@gmx.de"],
        ["11111111", "205333", "205246;;,;", "222222"],
    ),
    "vcard30/rfc2426-all-properties.vcf": (
        ["jqpublic@xyz.dom1.com", "jdoe@isp.net", "jane_doe@abc.com"],
        ["+1-213-555-1234"],
    ),
    "vcard30/vobject-grouped-lowercase.vcf": (["mb@goerlitz.de"], ["+49 3581 123456"]),
    "vcard30/whatsapp-type.vcf": ([], ["7yy-zzz-xxx", "7yy-zzz-xxx"]),
    "vcard40/rfc6350-all.vcf": (["jqpublic@xyz.example.com"], ["+33-01-23-45-67"]),
    "monica/monica-4x-vcard-invented.vcf": (["roz@example.com"], ["+44 7700 900123"]),
}


@pytest.mark.parametrize("name", REACHED)
def test_emails_and_phones(name):
    card = only(name)
    assert (values(card.emails), values(card.phones)) == REACHED[name]


POSTS = {
    "vcard21/aosp-v21_complicated.vcf": [
        ("Gump Shrimp Co.", "Sales Dept.;Manager, Fish keeper", "Shrimp Man")
    ],
    "vcard21/aosp-v21_pref_handling.vcf": [
        ("Company", "", "Engineer"),
        ("Mystery", "", "Blogger"),
        ("Poetry", "", "Poet"),
    ],
    "vcard21/cropped.vcf": [("Firma", "Führungsetage", "Position")],
    "vcard21/outlook-2003.vcf": [("Company, The", "TheDepartment", "The Job Title")],
    "vcard30/aosp-v30_simple.vcf": [("Open", "Handset, Alliance", "")],
    "vcard30/evolution.vcf": [("IBM", "Accounting, Dungeon", "Money Counter")],
    "vcard30/iphone-ios5.vcf": [("IBM", "Accounting", "Money Counter")],
    "vcard30/rfc2426-all-properties.vcf": [
        ("ABC, Inc.", "North American Division, Marketing", "Director, Research and Development")
    ],
    "vcard30/vobject-daffy.vcf": [("University of Novosibirsk", "Department of Octopus Parthenogenesis", "")],
    "vcard40/aosp-v40_sort_as.vcf": [("グーグル", "検索部門", "")],
    "vcard40/fullcontact.vcf": [
        ("Organization1", "Department1", "Title1"),
        ("Organization2", "Department2", "Title2"),
    ],
    "monica/monica-4x-vcard-invented.vcf": [("Tidewater Survey Co.", "", "Hydrologist")],
}


@pytest.mark.parametrize("name", POSTS)
def test_organisation_and_title(name):
    assert [(post.organisation, post.department, post.role) for post in only(name).posts] == POSTS[name]


def test_android_cards_without_names_and_with_cut_letters():
    found = [row.card for row in read("vcard21/android-multi-qp.vcf")]
    assert [card.name for card in found] == [
        "john.doe@company.com",
        "jane.doe@company.com",
        "Ñ Ñ Ñ Ñ Ñ",
        "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
        "Ñ Ñ Ñ Ñ",
        "ÑÑÑÑ",
    ]
    assert values(found[3].phones) == ["123456", "234567", "3456789", "45678901"]
    assert values(found[4].emails) == ["bob@company.com"]
    assert all(set(post.organisation) == {"Ñ"} for post in found[5].posts)


def test_quoted_printable_notes():
    complicated = only("vcard21/aosp-v21_complicated.vcf").notes
    assert complicated.endswith("\n\nNow's the time for all folk to come to the aid of their country.")
    sharp = only("vcard21/aosp-v21_invalid_comment_line.vcf").notes
    assert sharp == "This is an (sharp ->#<- sharp) example. This message must NOT be ignored."
    assert (
        only("vcard21/outlook-2003.vcf").notes
        == "This is the note field!!\nSecond line\n\nThird line is empty"
    )
    cropped = only("vcard21/cropped.vcf")
    assert cropped.notes == "Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüü"
    assert "cut_off" in [remark.code for remark in cropped.remarks]


def test_photos_of_the_right_size_and_links_that_are_not_followed():
    sizes = {"vcard30/iphone-ios5.vcf": 32531, "vcard30/cardbook-photo.vcf": 1626}
    for name, size in sizes.items():
        assert len(only(name).photo or b"") == size
    for name in ("vcard21/outlook-2010.vcf", "vcard21/aosp-v21_base64_no_2_crlf.vcf"):
        assert (only(name).photo or b"").startswith(b"\xff\xd8\xff")
    for name in ("vcard30/gump-agent.vcf", "vcard40/fullcontact.vcf", "vcard40/rfc6350-all.vcf"):
        assert (only(name).photo, "photo_link" in [r.code for r in only(name).remarks]) == (None, True)


def test_addresses():
    packstation = only("vcard21/aosp-v21_adr_multiple_line.vcf").addresses[1]
    assert packstation.street == "Hermann v. Brevern\n9999999\nPackstation 999"
    assert (packstation.city, packstation.postcode, packstation.country) == (
        "Hamburg",
        "99999",
        "Deutschland",
    )
    daffy = only("vcard30/vobject-daffy.vcf").addresses[0]
    assert (daffy.street, daffy.city, daffy.label) == (
        "Haight Street 512;\nEscape, Test",
        "Novosibirsk",
        "home",
    )
    assert only("vcard21/ansi-no-encoding.vcf").addresses[0].street == "Lämmerweg 12"
    assert [a.street for a in only("vcard30/iphone-ios5.vcf").addresses] == [
        "Silicon Alley 5,",
        "Street4\nBuilding 6\nFloor 8",
    ]


def test_labels_and_dates_of_groups():
    gmail = only("vcard30/gmail-all-fields.vcf")
    assert {entry.value: entry.label for entry in gmail.related}["Name13"] == "referred by"
    assert {entry.value: entry.label for entry in gmail.messengers}["IM9"] == "xmpp"
    assert gmail.emails[4].label == "CustomEmailCategory"
    assert DatedLabel(PartialDate(3, 20, 1930), "anniversary") in gmail.dates
    assert only("vcard30/nextcloud-sabre.vcf").dates == (DatedLabel(PartialDate(2, 20, 2019), "anniversary"),)
    gerda, max_ = (row.card for row in read("vcard40/cardbook-two-cards.vcf"))
    assert (gerda.name, gerda.posts[0].organisation) == ("Möhrke Gerda", "KiTa Öhrdingen")
    assert (max_.birthday, max_.remarks[0].code) == (None, "date_impossible")
    assert max_.dates == (DatedLabel(PartialDate(7, 7, 2019), "Hochzeitstag"),)


def test_agents_are_nobody():
    assert values(only("vcard30/rfc2426-all-properties.vcf").related) == ["Susan Thomas"]
    assert only("vcard30/gump-agent.vcf").related == ()


def test_linkedin():
    full = read("csv/linkedin-connections-full-preamble.csv")
    names = [row.card.name if row.card else row.refused.code for row in full]
    assert names == [
        "Rosalind Ashgrove",
        "Björk Ólafsdóttir-Núñez",
        "Sam Okoye",
        "hidden_member",
        "Rosalind Ashgrove",
    ]
    assert full[1].card.posts[0].role == 'Head of "Blue" Projects'
    other = [row.card for row in read("csv/linkedin-connections-other-order.csv")]
    assert (other[0].name, values(other[0].emails)) == ("Alice Johnson", ["alice.johnson@techcorp.com"])
    assert values(other[9].urls) == ["https://linkedin.com/in/jackanderson"]
    short = [row.card for row in read("csv/linkedin-connections-short-preamble.csv")]
    assert (short[0].name, short[0].met_on.isoformat()) == ("Ada Lovelace", "2024-01-01")

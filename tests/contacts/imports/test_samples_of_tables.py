"""Tables that other programs wrote, read with one's own eyes first. Collected only where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from apps.contacts.imports.card import Card, DatedLabel, PartialDate, Post, Row
from apps.contacts.imports.reading import make_plan, rows, settle
from apps.contacts.imports.sniff import identify

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "csv"
# Rows with a person, rows without.
ROWS = {
    "generic-lowercase-headers.csv": (3, 0),
    "google-new-style-2024.csv": (6, 0),
    "google-old-style.csv": (1, 0),
    "no-header.csv": (0, 2),
    "outlook-365-desktop-cp1252.csv": (6, 0),
    "outlook-classic-microsoft-sample.csv": (5, 0),
    "outlook-from-google.csv": (1, 0),
    "thunderbird-english-invalid-bday.csv": (1, 0),
    "windows-live-mail-german.csv": (1, 0),
    "headers/google-new-style-header.csv": (0, 0),
    "headers/linkedin-preamble-and-header.csv": (0, 0),
    "headers/outlook-web-header.csv": (0, 0),
    "headers/thunderbird-header.csv": (0, 0),
}


def read(name: str) -> list[Row]:
    data = (SAMPLES / name).read_bytes()
    assert identify(data, name).is_table
    plan = make_plan([data])
    assert plan is not None
    plan = settle(plan, [data[plan.start.offset :]])
    return list(rows(plan, [data[plan.start.offset :]]))


def cards(name: str) -> list[Card]:
    return [row.card for row in read(name) if row.card]


def values(entries) -> list[str]:
    return [entry.value for entry in entries]


@pytest.mark.parametrize("name", ROWS)
def test_no_sample_loses_a_row(name):
    found = read(name)
    kept = sum(row.card is not None for row in found)
    assert (kept, len(found) - kept) == ROWS[name]
    assert all(row.text for row in found)


def test_a_plain_table():
    gump, jane, _smith = cards("generic-lowercase-headers.csv")
    assert (gump.name, gump.posts) == ("Forrest Gump", (Post("Bubba Gump Shrimp Co.", "", "Shrimp Man"),))
    assert (values(gump.emails), values(gump.phones)) == (["forrest@example.com"], ["+1234567890"])
    assert (jane.addresses[0].postcode, values(jane.urls)) == ("10001", ["https://jane.dev"])


def test_google():
    roz, bjork, bakery, madonna, lone, yamada = cards("google-new-style-2024.csv")
    assert (roz.name, roz.birthday) == ("Rosalind May Ashgrove", PartialDate(2, 29, 1984))
    assert values(roz.emails) == [
        "roz@example.com",
        "r.ashgrove@tidewater.example",
        "survey@tidewater.example",
    ]
    assert roz.notes == 'Met at the harbour open day.\nLikes: tea, maps; "slow" trains'
    assert (roz.circles, roz.dates) == (("Sailing",), (DatedLabel(PartialDate(6, 9, 2012), "anniversary"),))
    assert (bjork.birthday, bjork.extras) == (PartialDate(4, 15), (("Pronouns", "she/her"),))
    assert (bakery.name, bakery.circles) == ("Harbour Bakery Ltd", ())
    assert (madonna.circles, lone.name) == (("Lists", "Music"), "only.email@example.net")
    assert (yamada.given, yamada.family) == ("山田", "太郎")
    (max_,) = cards("google-old-style.csv")
    assert (max_.name, max_.birthday) == ("Dr. Max Middle Name Mustermann jr.", PartialDate(1, 31, 1972))
    assert (len(max_.emails), len(max_.phones), len(max_.messengers)) == (10, 10, 5)
    assert [email.value for email in max_.emails if email.preferred] == ["privat@folker-kinzel.de"]
    assert ("email", "business 3@golker.de") in max_.extras
    assert max_.posts == (Post("Firma", "Abteilung", "Position"),)


def test_outlook():
    anita, *_others, max_ = cards("outlook-365-desktop-cp1252.csv")
    assert (anita.birthday, anita.dates[0].date) == (PartialDate(1, 20, 1981), PartialDate(6, 3, 2005))
    assert (values(anita.phones), values(anita.emails)) == (["555-555-1212"] * 2, ["Anita@contoso.com"])
    assert (max_.addresses[2].region, max_.birthday) == ("Thüringen", PartialDate(6, 5, 1984))
    assert (max_.introduced_by, max_.notes, len(max_.phones)) == ("Referred By", "Notes", 18)
    (max_,) = cards("outlook-from-google.csv")
    assert (max_.birthday, max_.circles) == (PartialDate(1, 31, 1972), ("Importiert am 29.3.",))
    assert max_.notes.startswith("Kommentar ÄÄÄ") and "IM: QQ: Chatadresse1" in max_.notes
    assert max_.addresses[1].street == "Eisenbahnstraße\nPostfach"


def test_thunderbird_and_windows_mail():
    (row,) = read("thunderbird-english-invalid-bday.csv")
    assert (row.card.birthday, [remark.code for remark in row.card.remarks]) == (None, ["date_impossible"])
    assert (row.card.name, row.card.notes) == ("Dr. Max Middle Name Mustermann jr.", "Kommentar für Maxl")
    assert row.card.addresses[0].street == "Privatstr. 88\n2. Zeile"
    (max_,) = cards("windows-live-mail-german.csv")
    assert (max_.name, max_.given, max_.notes) == ("Maxl", "Max", "Kommentar Äöü")
    assert max_.posts == (Post("Firma", "Abteilung", "Position"),)

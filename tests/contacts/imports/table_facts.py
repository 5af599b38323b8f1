"""What stands in the sample tables, read with one's own eyes."""

from __future__ import annotations

from tests.contacts.imports.sample_facts import Who

CONTOSO = ("555-555-1212",), ("Contoso",)
MICROSOFT = [
    Who("Anita Jorgensen", ("Anita@contoso.com",), *CONTOSO, (1, 20, 1981)),
    Who("Anne-Mette Olesen", ("Anne-Mette@contoso.com",), *CONTOSO),
    Who("Dorena Paschke", ("DorenaP@contoso.com",), *CONTOSO),
    Who("Kemal Celik", ("Kemal@contoso.com",), *CONTOSO),
    Who("Shiori Inoue", ("Shiori@contoso.com",), *CONTOSO),
]
COMMENT = "Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüüüü ßßßßßß"


def at(name: str, place: str, email: str = "") -> Who:
    return Who(name, (email,) if email else (), places=(place,) if place else ())


TABLES: dict[str, list[Who]] = {
    "generic-lowercase-headers.csv": [
        Who("Forrest Gump", ("forrest@example.com",), ("+1234567890",), ("Bubba Gump Shrimp Co.",)),
        Who("Jane Doe", ("jane@example.com",), ("+0987654321",), ("Tech Corp",)),
        Who("John Smith", ("john.smith@example.org",), ("+1112223333",), ("Global Inc",)),
    ],
    "google-new-style-2024.csv": [
        Who(
            "Rosalind May Ashgrove",
            ("roz@example.com", "r.ashgrove@tidewater.example", "survey@tidewater.example"),
            ("+44 7700 900123",),
            ("Tidewater Survey Co.",),
            (2, 29, 1984),
            'Met at the harbour open day.\nLikes: tea, maps; "slow" trains',
        ),
        Who("Björk Ólafsdóttir-Núñez", ("bjork@example.org",), born=(4, 15, None)),
        Who(
            "Harbour Bakery Ltd",
            phones=("+44 1632 960001",),
            places=("Harbour Bakery Ltd",),
            notes="company only, no person",
        ),
        Who("Madonna"),
        Who("only.email@example.net", ("only.email@example.net",)),
        Who("山田 太郎", ("yamada@example.jp",)),
    ],
    "google-old-style.csv": [
        Who(
            "Dr. Max Middle Name Mustermann jr.",
            (
                *("privat@folker-kinzel.de", "ohneLabel@folker.de", "ohneLabel2@folker.de"),
                *("andere@folker-kinzel.de", "business@folker-kinzel.de", "business2@folker.de"),
                *("privat2@folker-kinzel.de", "privat2@folker.de", "privat3@folker.de", "andere2@folker.de"),
            ),
            (
                *("Tel10", "Other Phone", "Tel9", "Fax work", "Handy", "Pager", "Tel geschäftlich"),
                *("Tel privat", "Festnetz", "Fax privat"),
            ),
            ("Firma",),
            (1, 31, 1972),
            COMMENT,
        )
    ],
    "linkedin-connections-full-preamble.csv": [
        at("Rosalind Ashgrove", "Tidewater Survey Co."),
        at("Björk Ólafsdóttir-Núñez", "Fjord, Rask & Co.", "bjork@example.org"),
        at("Sam Okoye", ""),
        at("Rosalind Ashgrove", "Harbour Bakery Ltd"),
    ],
    "linkedin-connections-other-order.csv": [
        at("Alice Johnson", "TechCorp", "alice.johnson@techcorp.com"),
        at("Bob Williams", "StartupXYZ", "bob@startupxyz.com"),
        at("Carol Davis", "BigCo"),
        at("David Brown", "Anthropic", "david.b@anthropic.com"),
        at("Eve Wilson", "Consulting Partners", "eve@consulting.io"),
        at("Frank Miller", "Google"),
        at("Grace Lee", "Meta", "grace.lee@meta.com"),
        at("Henry Taylor", "Amazon"),
        at("Ivy Martinez", "Stealth Startup", "ivy@startup.co"),
        at("Jack Anderson", "OpenAI", "jack.a@openai.com"),
    ],
    "linkedin-connections-short-preamble.csv": [
        at("Ada Lovelace", "Analytical Engines Inc"),
        at("Jane Doe", "Stripe"),
        at("John Smith", "Stripe"),
        at("Alice Chen", "Figma"),
        at("Bob Lee", "Self-employed"),
        at("Carol Nguyen", "Figma"),
        at("Dan Park", "Justworks"),
        at("Eve Kim", "Stripe Inc"),
        at("Frank Wu", "Betterment"),
        at("Grace Zhao", "University of Nowhere"),
    ],
    "no-header.csv": [Who("1", notes="3"), Who("4", notes="6")],
    "outlook-365-desktop-cp1252.csv": [
        *MICROSOFT,
        Who(
            "Dr. Max Peter Mustermann Jr.",
            ("email@address.com", "email2@address.com", "email3@address.com"),
            (
                *("Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone"),
                *("Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone"),
                *("Other Fax", "Other Phone", "Pager", "Primary Phone", "Radio Phone", "TTY/TDD Phone"),
                "Telex",
            ),
            ("Google",),
            (6, 5, 1984),
            "Notes",
        ),
    ],
    "outlook-classic-microsoft-sample.csv": MICROSOFT,
    "outlook-from-google.csv": [
        Who(
            "Dr. Max Middle Name Mustermann jr.",
            ("privat@folker-kinzel.de", "andere@folker-kinzel.de", "business@folker-kinzel.de"),
            ("Festnetz", "Tel privat", "Handy", "Pager", "Tel geschäftlich", "Other Phone"),
            ("Firma",),
            (1, 31, 1972),
            f"{COMMENT}\n\nE-mail Address: privat2@folker-kinzel.de … IM: Chatadresse5",
        )
    ],
    "thunderbird-english-invalid-bday.csv": [
        Who(
            "Dr. Max Middle Name Mustermann jr.",
            ("privat@folker-kinzel.de", "business@folker-kinzel.de"),
            ("Tel geschäftlich", "Tel privat", "Fax privat", "Pager", "Handy"),
            ("Firma",),
            None,
            "Kommentar für Maxl",
        )
    ],
    "windows-live-mail-german.csv": [
        Who(
            "Maxl",
            ("privat@folker-kinzel.de",),
            ("Phone Home", "Fax privat", "Handy", "Fax work", "Pager"),
            ("Firma",),
            None,
            "Kommentar Äöü",
        )
    ],
}
HEADERS_ONLY = [
    *("google-new-style-header.csv", "linkedin-preamble-and-header.csv"),
    *("outlook-web-header.csv", "thunderbird-header.csv"),
]

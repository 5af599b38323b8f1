"""What stands in each sample, read with one's own eyes: whom it names and what it says of them.

`notes` may leave out its middle ("first words … last words"). Addresses that are the same number or page
stand once, the preferred one first.
"""

from __future__ import annotations

from dataclasses import dataclass

Day = tuple[int, int, int | None]


@dataclass(frozen=True)
class Who:
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    born: Day | None = None
    notes: str = ""


DISCLAIMER = "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS … ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."
N = "Ñ"

VCARD_21: dict[str, list[Who]] = {
    "android-multi-qp.vcf": [
        Who("john.doe@company.com", ("john.doe@company.com",)),
        Who("jane.doe@company.com", ("jane.doe@company.com",)),
        Who("Ñ Ñ Ñ Ñ Ñ", phones=("123456789",)),
        Who(
            " ".join(N * 11),
            phones=("123456", "234567", "3456789", "45678901"),
            notes="Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ",
        ),
        Who("Ñ Ñ Ñ Ñ", ("bob@company.com",), ("123456",), (N * 12,)),
        Who("ÑÑÑÑ", ("henry@company.com",), ("55556666",), (N * 44,)),
    ],
    "ansi-german.vcf": [Who("Sören Täve Nüßlebaum")],
    "ansi-no-encoding.vcf": [Who("Ralf Rastral")],
    "aosp-v21_adr_multiple_line.vcf": [Who("bogus", born=(12, 3, 2008))],
    "aosp-v21_backslash.vcf": [Who("A;B\\C;D:E\\")],
    "aosp-v21_base64_no_2_crlf.vcf": [Who("fullname")],
    "aosp-v21_complicated.vcf": [
        Who(
            "Joe Due",
            ("forrestgump@walladalla.com", "cell@example.com"),
            ("(111) 555-1212", "(404) 555-1212", "0311111111", "0322222222", "0333333333"),
            ("Gump Shrimp Co.",),
            (1, 1, 1980),
            "The following note is the example from RFC 2045.\n\n"
            "Now's the time for all folk to come to the aid of their country.",
        )
    ],
    "aosp-v21_invalid_comment_line.vcf": [
        Who(
            "Conference Call",
            notes="This is an (sharp ->#<- sharp) example. This message must NOT be ignored.",
        )
    ],
    "aosp-v21_japanese_1.vcf": [Who("安藤ロイド", phones=("0300000000",))],
    "aosp-v21_pref_handling.vcf": [
        Who(
            "Smith",
            ("test@example.com", "test2@examination.com"),
            ("2", "1", "3"),
            ("Company", "Mystery", "Poetry"),
        )
    ],
    "aosp-v21_simple_1.vcf": [Who("Roid Ando")],
    "aosp-v21_simple_2.vcf": [Who("Ando Roid")],
    "aosp-v21_winmo_65.vcf": [Who("Example")],
    "aosp-v21_x_param.vcf": [Who("Roid Ando", ("email@example.com", "email2@example.com"), ("1", "2"))],
    "cropped.vcf": [
        Who("Maxl", places=("Firma",), notes="Kommentar ÄÄÄÄÄÄ ääääää ÖÖÖÖÖÖ öööööö ÜÜÜÜÜÜ üüüü")
    ],
    "gump-nuovo.vcf": [
        Who(
            "Forrest Gump",
            ("forrestgump@example.com",),
            ("(111) 555-1212", "(404) 555-1212"),
            ("Bubba Gump Shrimp Co.",),
        )
    ],
    "outlook-2003.vcf": [
        Who(
            "John Doe III",
            ("jdoe@hotmail.com",),
            ("BusinessPhone", "HomePhone", "MobilePhone", "BusinessFaxPhone"),
            ("Company, The",),
            (3, 21, 1980),
            "This is the note field!!\nSecond line\n\nThird line is empty",
        )
    ],
    "outlook-2010.vcf": [
        Who(
            "Mr. John Richter James Doe Sr.",
            ("john.doe@ibm.cm",),
            ("(905) 555-1234", "(905) 666-1234"),
            ("IBM",),
            (3, 22, 1980),
            "THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD … ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.",
        )
    ],
}
VCARD_30: dict[str, list[Who]] = {
    "aosp-v30_comma_separated.vcf": [Who("G M F", phones=("1",))],
    "aosp-v30_japanese.vcf": [Who("伊能 圭一 伊予")],
    "aosp-v30_simple.vcf": [Who("And Roid", phones=("0300000000",), places=("Open",))],
    "cardbook-photo.vcf": [
        Who(
            "Emma Musterfrau",
            ("emma.musterfrau@googlemail.com",),
            ("03456-78910", "03456-10987", "0160-45678910"),
            born=(3, 17, 2011),
        )
    ],
    "evolution.vcf": [
        Who(
            "Mr. John Richter, James Doe Sr.",
            ("john.doe@ibm.com",),
            ("905-666-1234", "905-555-1234"),
            ("IBM",),
            (3, 22, 1980),
            DISCLAIMER,
        )
    ],
    "gmail-2012.vcf": [
        Who(
            "Mr. John Richter, James Doe Sr.",
            ("john.doe@ibm.com",),
            ("905-555-1234", "905-666-1234"),
            ("IBM",),
            (3, 22, 1980),
            f"{DISCLAIMER}\nFavotire Color: Blue",
        )
    ],
    "gmail-all-fields.vcf": [
        Who(
            "VCard Test",
            (
                "email@example.com",
                "homeemail@example.com",
                "workemail@example.com",
                "otheremail@example.com",
                "customcategory@example.com",
            ),
            tuple(f"55555511{number}" for number in range(11, 22)),
            ("TheCompany",),
            (6, 23, 1912),
            "note line 1\nnote line 2\nCustomField: field value",
        )
    ],
    "gmail-list.vcf": [
        Who("Arnold Smith", ("asmithk@gmail.com",)),
        Who("Chris Beatle", ("chrisy55d@yahoo.com",)),
        Who("Doug White", ("dwhite@gmail.com",)),
    ],
    "gump-agent.vcf": [
        Who(
            "Forrest Gump",
            ("forrestgump@example.com",),
            ("(111) 555-1212", "(404) 555-1212", "(404) 555-1213"),
            ("Bubba Gump Shrimp Co.",),
        )
    ],
    "iphone-ios5.vcf": [
        Who(
            "Mr. John Richter James Doe Sr.",
            ("john.doe@ibm.com",),
            tuple(f"905-{number}-1234" for number in (555, 666, 777, 888, 999, 111, 222)),
            ("IBM",),
            (6, 6, 2012),
        )
    ],
    "nextcloud-sabre.vcf": [
        Who(
            "First Last NextCloud",
            ("home@gmx.de", "work@gmx.de"),
            ("11111111", "205333", "205246;;,;", "222222"),
            ("Firma",),
            (2, 10, 2019),
        )
    ],
    "rfc2426-all-properties.vcf": [
        Who(
            "Mr. John Q. Public, Esq.",
            ("jane_doe@abc.com", "jqpublic@xyz.dom1.com", "jdoe@isp.net"),
            ("+1-213-555-1234",),
            ("ABC, Inc.",),
            (4, 15, 1996),
            "This fax number is operational 0800 to 1715 EST, Mon-Fri.",
        )
    ],
    "vobject-daffy.vcf": [
        Who(
            "Daffy Duck Knudson (with Bugs Bunny and Mr. Pluto)",
            phones=("+01-(0)2-765.43.21", "+01-(0)5-555.55.55", "+01-(0)2-876.54.32"),
            places=("University of Novosibirsk",),
            born=(2, 10, None),
        )
    ],
    "vobject-grouped-lowercase.vcf": [
        Who(
            "Meister Berger",
            ("mb@goerlitz.de",),
            ("+49 3581 123456",),
            born=(9, 21, 1963),
            notes="The Mayor of the great city of Goerlitz in the great country of Germany.\nNext line.",
        )
    ],
    "whatsapp-type.vcf": [Who("zzMad Perla 45", phones=("7yy-zzz-xxx",), notes="PERLA\nmadrid")],
}
VCARD_40: dict[str, list[Who]] = {
    "aosp-v40_sort_as.vcf": [Who("安藤 ロイド", places=("グーグル",))],
    "cardbook-two-cards.vcf": [
        Who(
            "Möhrke Gerda",
            ("info@kinderland-blubblub.de",),
            ("034441/ 2 22 67", "034441/ 39 23 34"),
            ("KiTa Öhrdingen",),
        ),
        Who(
            "Dr. Max Horst Mustermann jr. Maxl SED",
            ("privat@freenet.de", "geschaeftlich@freenet.de", "sonstige@freenet.de", "nichts@wabbel.de"),
            (
                *("Privattelefon", "Diensttelefon", "Fax", "Fax privat", "Fax geschäftlich"),
                *("Festnetz", "Mobil", "Pager", "sonstige", "ohne"),
            ),
            ("SED",),
            notes="Kommentar",
        ),
    ],
    "fullcontact.vcf": [
        Who(
            "Prefix FirstName MiddleName LastName Suffix",
            tuple(f"{kind}@example.com" for kind in ("home", "work", "school", "other", "custom")),
            tuple(f"555-555-111{number}" for number in range(1, 10)),
            ("Organization1", "Organization2"),
            (8, 1, 2016),
            "Notes line 1\nNotes line 2",
        )
    ],
    "grouped-noname.vcf": [],
    "rfc6350-all.vcf": [
        Who(
            "J. Doe",
            ("jqpublic@xyz.example.com",),
            ("+33-01-23-45-67",),
            ("ABC, Inc.",),
            (2, 3, None),
            "This fax number is operational 0800 to 1715 EST, Mon-Fri",
        )
    ],
}
ROSALIND = Who(
    "Rosalind Ashgrove",
    ("roz@example.com",),
    ("+44 7700 900123",),
    ("Tidewater Survey Co.",),
    (2, 29, 1984),
)
MONICA: dict[str, list[Who]] = {
    "monica-4x-vcard-invented.vcf": [ROSALIND],
    "monica-4x-json-export-invented.json": [
        Who(
            "Rosalind May Ashgrove",
            *(ROSALIND.emails, ROSALIND.phones, ROSALIND.places, ROSALIND.born),
            notes='Hydrologist I met sailing\n\nLikes: tea, maps; "slow" trains\nSecond line',
        ),
        Who("Björk Ólafsdóttir", ("bjork@example.org",), born=(4, 15, None)),
        Who("Tom"),
    ],
}

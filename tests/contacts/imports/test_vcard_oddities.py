"""What old phones and careless programs do to a card, one oddity at a time."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.imports.card import Address, DatedLabel, Labelled, PartialDate, Post

QP = "ENCODING=QUOTED-PRINTABLE"


@pytest.mark.parametrize(
    ("charset", "codec", "name"),
    [
        ("UTF-8", "utf-8", "Åsa Öberg"),
        ("ISO-8859-1", "latin-1", "Åsa Öberg"),
        ("WINDOWS-1251", "cp1251", "Иван Ильин"),
        ("SHIFT_JIS", "cp932", "能登 表二"),
        ("EUC-KR", "cp949", "김 철수"),
    ],
)
def test_quoted_printable_in_the_charset_it_names(card_of, charset, codec, name):
    encoded = "".join(f"={byte:02X}" for byte in name.encode(codec))
    card = card_of(f"FN;CHARSET={charset};{QP}:{encoded}", version="2.1")
    assert (card.name, card.remarks) == (name, ())


def test_quoted_printable_shift_jis_whose_trail_byte_looks_like_a_backslash(card_of):
    """The second byte of ソ and of 表 is 0x5C: no escape, not even before the semicolon that parts a name."""
    family, given = ("".join(f"={byte:02X}" for byte in part.encode("cp932")) for part in ("ソ", "表"))
    card = card_of(f"N;CHARSET=SHIFT_JIS;{QP}:{family};{given};;;", version="2.1")
    assert (card.family, card.given, card.name) == ("ソ", "表", "ソ 表")


def test_escaped_semicolon_in_quoted_printable_is_part_of_the_name(card_of):
    card = card_of(f"N;{QP}:Sail=5C;Row;Ana", version="2.1")
    assert (card.family, card.given) == ("Sail;Row", "Ana")


def test_soft_break_within_a_character_in_each_component(card_of):
    card = card_of(f"N;CHARSET=UTF-8;{QP}:=C3=\r\n=85berg;J=C3=\r\n=B6rg;;;", version="2.1")
    assert (card.family, card.given) == ("Åberg", "Jörg")


@pytest.mark.parametrize("closing", ["", "\r\n"])
@pytest.mark.parametrize("indent", ["", " "])
def test_base64_with_and_without_blank_line_and_indentation(rows_of, fixture_bytes, closing, indent):
    import base64

    picture = base64.encodebytes(fixture_bytes("picture.png")).decode().replace("\n", f"\r\n{indent}").strip()
    text = (
        f"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\nPHOTO;JPEG;BASE64:\r\n{indent}{picture}\r\n{closing}TEL:1\r\n"
    )
    (row,) = rows_of((text + "END:VCARD\r\n").encode())
    assert (row.card.photo, row.card.phones) == (fixture_bytes("picture.png"), (Labelled("1"),))


def test_bare_types_say_the_label_and_the_preferred_one(card_of):
    card = card_of(
        "FN:A\r\nTEL;HOME;VOICE:1\r\nTEL;WORK;FAX:2\r\nTEL;PREF;CELL:3\r\nADR;HOME:;;Rua 1", version="2.1"
    )
    assert card.phones == (
        Labelled("1", "home"),
        Labelled("2", "work fax"),
        Labelled("3", "mobile", preferred=True),
    )
    assert card.addresses == (Address("Rua 1", label="home"),)


def test_outlooks_own_properties(card_of):
    lines = "FN:A\r\nX-MS-SPOUSE:Nils\r\nX-MS-MANAGER:Karin\r\nX-MS-ASSISTANT:Olle\r\nX-MS-CHILD:Pia"
    card = card_of(f"{lines}\r\nX-MS-ANNIVERSARY:20040619\r\nBDAY:19800322", version="2.1")
    assert card.related == (
        Labelled("Nils", "spouse"),
        Labelled("Karin", "manager"),
        Labelled("Olle", "assistant"),
        Labelled("Pia", "child"),
    )
    assert (card.birthday, card.dates) == (
        PartialDate(3, 22, 1980),
        (DatedLabel(PartialDate(6, 19, 2004), "anniversary"),),
    )


def test_capital_n_is_a_line_end_and_escapes_come_off(card_of):
    card = card_of(r"FN:A\, B" + "\r\n" + r"NOTE:one\Ntwo\nthree\; four\\five" + "\r\n" + r"ORG:X\;Y;Z")
    assert (card.name, card.notes) == ("A, B", "one\ntwo\nthree; four\\five")
    assert card.posts == (Post("X;Y", "Z"),)


def test_items_take_their_label_wherever_it_stands(card_of):
    card = card_of(
        "FN:A\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\nitem1.X-ABDATE:2011-06-04\r\n"
        "ITEM2.X-ABRELATEDNAMES:Rui\r\nitem2.X-ABLABEL:Neighbour\r\nitem3.TEL:1"
    )
    assert card.dates == (DatedLabel(PartialDate(6, 4, 2011), "anniversary"),)
    assert (card.related, card.phones) == ((Labelled("Rui", "Neighbour"),), (Labelled("1"),))


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", PartialDate(3, 22)),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-02-29", PartialDate(2, 29)),
        ("BDAY:--0322", PartialDate(3, 22)),
        ("BDAY;VALUE=date-and-or-time:--0322", PartialDate(3, 22)),
        ("BDAY:19800322", PartialDate(3, 22, 1980)),
        ("BDAY;VALUE=DATE:1980-03-22", PartialDate(3, 22, 1980)),
        ("BDAY:--", None),
        ("BDAY:", None),
    ],
)
def test_birthdays_that_are_days_or_nothing(card_of, line, birthday):
    card = card_of(f"FN:A\r\n{line}")
    assert (card.birthday, card.remarks) == (birthday, ())


def test_the_first_thing_that_could_be_a_name_is_it(card_of):
    lines = ["FN:Ana", "N:Lima;A.;;;", "ORG:Harbour", "NICKNAME:Nana", "EMAIL:a@example.org", "TEL:1"]
    names = [card_of("\r\n".join(lines[n:])).name for n in range(6)]
    assert names == ["Ana", "A. Lima", "Harbour", "Nana", "a@example.org", "1"]


def test_caret_escapes_only_where_they_mean_something(card_of):
    card = card_of("FN:A ^n B\r\nADR;LABEL=\"One^nTwo ^'x^' ^^ ^z\":;;;;;;", version="4.0")
    assert (card.name, card.addresses) == ("A ^n B", (Address('One\nTwo "x" ^ ^z'),))


def test_group_members_by_uid_address_or_name(card_of):
    card = card_of(
        "KIND:group\r\nFN:Choir\r\nMEMBER:urn:uuid:1-2\r\nMEMBER:mailto:a@example.org", version="4.0"
    )
    assert (card.kind, card.members) == ("group", ("1-2", "mailto:a@example.org"))


@pytest.mark.parametrize(
    ("written", "died_on", "codes"),
    [
        ("20190504", date(2019, 5, 4), []),
        ("2019-05-04", date(2019, 5, 4), []),
        ("2019", date(2019, 12, 31), ["died_day_unknown"]),
        ("2019-02", date(2019, 2, 28), ["died_day_unknown"]),
        ("--0504", date(1900, 1, 1), ["died_day_unknown"]),
        ("20190230", date(1900, 1, 1), ["died_day_unknown"]),
        ("", None, []),
    ],
)
def test_death_date_says_that_they_died(card_of, written, died_on, codes):
    card = card_of(f"FN:A\r\nDEATHDATE:{written}", version="4.0")
    assert (card.died_on, [remark.code for remark in card.remarks]) == (died_on, codes)
    assert card.dates == ()

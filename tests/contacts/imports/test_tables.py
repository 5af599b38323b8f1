"""Tables as Google, Outlook, Thunderbird, Windows Mail and spreadsheets write them, each quirk once."""

from __future__ import annotations

import time
from datetime import date

import pytest

from apps.contacts.exports.table import write
from apps.contacts.imports.card import Address, Card, DatedLabel, Labelled, PartialDate, Post
from apps.contacts.imports.reading import Plan, make_plan, rows, settle
from apps.contacts.imports.sniff import Kind, identify
from apps.contacts.imports.streams import skip
from apps.contacts.imports.table import reader as table_reader

KINDS = {
    "google-old.csv": Kind.GOOGLE_CSV,
    "google-2024.csv": Kind.GOOGLE_CSV,
    "outlook-us.csv": Kind.OUTLOOK_CSV,
    "outlook-german.csv": Kind.OUTLOOK_CSV,
    "outlook-web.csv": Kind.OUTLOOK_CSV,
    "outlook-by-google.csv": Kind.OUTLOOK_CSV,
    "thunderbird.csv": Kind.THUNDERBIRD_CSV,
    "thunderbird-german.csv": Kind.THUNDERBIRD_CSV,
    "windows-mail.csv": Kind.WINDOWS_MAIL_CSV,
    "windows-mail-german.csv": Kind.WINDOWS_MAIL_CSV,
    "dates-undecided.csv": Kind.CSV_OTHER,
    "table-preamble.csv": Kind.CSV_OTHER,
    "table-bare.csv": Kind.CSV_OTHER,
    "table-tabs.tsv": Kind.CSV_OTHER,
}


def codes(row) -> list[str]:
    return [remark.code for remark in row.card.remarks]


@pytest.mark.parametrize("name", KINDS)
def test_each_is_known_read_and_gone_on_with(fixture_bytes, rows_of, name):
    data, whole = fixture_bytes(name), rows_of(name)
    assert identify(data, name) is identify(data) is KINDS[name]
    assert whole and whole[-1].end == len(data)
    plan = make_plan([data])
    plan = Plan.from_json(settle(plan, [data[plan.start.offset :]]).to_json())
    assert plan.kind is KINDS[name]
    for number, row in enumerate(whole, 1):
        assert list(rows(plan, skip([data], row.after.offset), row.after)) == whole[number:]
    assert rows_of(name, 7) == whole


def test_google_joins_values_marks_the_first_choice_and_has_circles_of_its_own(rows_of):
    ines, lone, cafe = rows_of("google-old.csv")
    card = ines.card
    assert card.emails == (
        Labelled("ines@yard.example", "work", preferred=True),
        Labelled("office@yard.example", "work"),
        Labelled("ines@home.example", "home"),
    )
    assert [(phone.value, phone.label) for phone in card.phones] == [
        ("+351 21 555 0101", "home fax"),
        ("+351 912 555 011", "mobile"),
        ("+351 912 555 012", "mobile"),
    ]
    assert card.messengers == (Labelled("ines.v", "skype"), Labelled("ines@chat.example", "jabber"))
    assert card.addresses == (
        Address("Rua Nova 2\nBox 7\n3.º Esq", "Lisboa", "", "1100-200", "Portugal", "home"),
    )
    assert (card.birthday, card.circles) == (PartialDate(12, 1), ("Boat yard",))
    assert card.dates == (DatedLabel(PartialDate(6, 19, 2004), "anniversary"),)
    assert (card.related, card.urls) == (
        (Labelled("Rui", "spouse"),),
        (Labelled("https://ines.example", "blog"),),
    )
    assert (card.notes, card.interests) == ("First line\nsecond line", "sailing")
    assert card.extras == (("prefix", "Dr."), ("Pronouns", "she/her"))
    assert (lone.card.name, codes(lone)) == ("lone@example.org", ["named_by_address"])
    assert (cafe.card.name, codes(cafe)) == ("Harbour Café", ["named_by_organisation"])


def test_google_since_2024(rows_of):
    ines, yamada = (row.card for row in rows_of("google-2024.csv"))
    assert (ines.name, ines.birthday) == ("Ines Maria Vale", PartialDate(4, 15))
    assert (ines.circles, ines.posts) == (("Sailing", "Choir"), (Post("Vale Boats", "", "Owner"),))
    assert ines.addresses == (Address("Doca 5\nLisboa", label="work"),)
    assert yamada.name == "山田 太郎"


def test_outlook_in_american_and_in_german(rows_of):
    zoe, ben, cara = rows_of("outlook-us.csv")
    card = zoe.card
    assert (card.name, card.posts) == ("Dr. Zoë Müller Jr.", (Post("Straße & Söhne", "Sales", "Head"),))
    assert (card.birthday, card.dates[0].date) == (PartialDate(3, 4, 1980), PartialDate(6, 5, 2005))
    assert card.addresses[0] == Address(
        "1 Main St\nFloor 3\nPO Box 9", "Oakland", "CA", "94601", "", label="work"
    )
    assert (card.circles, card.introduced_by) == (("Rowing", "Book club"), "Ana Lima")
    assert card.related == (Labelled("Lu, Mia", "child"), Labelled("Kim", "spouse"))
    assert [(phone.value, phone.label) for phone in card.phones] == [
        ("(510) 555-0199", "work fax"),
        ("(510) 555-0123", "work"),
        ("(510) 555-0124", "mobile"),
    ]
    assert card.extras == (("prefix", "Dr."), ("suffix", "Jr."), ("User 1", "blue"))
    assert (ben.card.birthday, ben.card.dates) == (PartialDate(12, 25, 1979), ())
    assert (cara.card.birthday, codes(cara)) == (None, ["encoding_guessed", "date_impossible"])
    jorgine, uwe = (row.card for row in rows_of("outlook-german.csv"))
    assert (jorgine.name, jorgine.birthday, jorgine.dates) == ("Jörgine Weiß", PartialDate(3, 4, 1980), ())
    assert (jorgine.circles, jorgine.extras) == (("Chor", "Nachbarn"), (("prefix", "Frau"),))
    assert uwe.birthday == PartialDate(12, 25, 1979)


def test_outlook_on_the_web_and_as_google_wrote_it(rows_of):
    (web,) = (row.card for row in rows_of("outlook-web.csv"))
    assert (web.name, web.birthday, web.interests) == ("Dr. Ines Vale", PartialDate(1, 31, 1972), "sailing")
    assert web.urls == (Labelled("https://ines.example", "home"), Labelled("https://yard.example"))
    (card,) = (row.card for row in rows_of("outlook-by-google.csv"))
    assert (card.birthday, card.circles) == (PartialDate(1, 31, 1972), ("Sailing",))
    assert card.addresses == (Address("Rua Nova 2\nBox 7", "Lisboa", "", "1100-200", "PT", "home"),)
    assert card.notes == "Note\n\nE-mail Address: more@example.org"


def test_thunderbird_and_windows_mail_have_birthdays_in_three_columns(rows_of):
    ines, ben, cara = rows_of("thunderbird.csv")
    assert ines.card.birthday == PartialDate(1, 31, 1972)
    assert ines.card.addresses[0] == Address(
        "Rua Nova 2\n3.º Esq", "Lisboa", "", "1100-200", "Portugal", "home"
    )
    assert ben.card.birthday == PartialDate(12, 24)
    assert (cara.card.birthday, codes(cara)) == (None, ["date_impossible"])
    for name in ("thunderbird-german.csv", "windows-mail-german.csv"):
        (card,) = (row.card for row in rows_of(name))
        assert (card.name, card.nickname, card.notes) == ("Jörg Weiß", "Joe", "Gruß")
        assert (card.birthday, card.posts[0].organisation) == (PartialDate(1, 31, 1972), "Möbel Groß")
        assert [address.label for address in card.addresses] == ["home", "work"]
    (card,) = (row.card for row in rows_of("windows-mail.csv"))
    assert [phone.label for phone in card.phones] == [
        "home",
        "home fax",
        "mobile",
        "work",
        "work fax",
        "pager",
    ]


def test_order_of_day_and_month_is_told_by_columns_never_by_cells(rows_of):
    first = rows_of("dates-day-first.csv")[0].card
    assert (first.birthday, first.dates[0].date) == (PartialDate(4, 3, 1980), PartialDate(2, 1, 2001))
    undecided = rows_of("dates-undecided.csv")[0]
    assert (undecided.card.birthday, codes(undecided)) == (None, ["date_ambiguous"])
    assert ("Birthday", "3/4/1980") in undecided.card.extras
    ana, ben, cara = rows_of("dates-against.csv")
    assert (ana.card.birthday, ben.card.birthday) == (None, PartialDate(12, 25, 1979))
    assert cara.card.birthday == PartialDate(12, 25, 1979)


def test_any_table_with_words_before_it_and_ragged_rows(rows_of):
    jorg, uwe, ida, nobody = rows_of("table-preamble.csv")
    assert (jorg.card.name, jorg.line) == ("Jörg Weiß", 5)
    assert [email.value for email in jorg.card.emails] == ["joe@home.example", "joe2@home.example"]
    assert jorg.card.extras == (("Mitglied seit", "1999"), ("Kontakt", "x"))
    assert (uwe.card.circles, codes(uwe)) == (("Chor", "Vorstand"), ["ragged"])
    assert ("", "surplus") in uwe.card.extras and ("Mitglied seit", "2001\n(Juni)") in uwe.card.extras
    assert (ida.card.name, ida.line) == ("Ida", 9)
    assert (nobody.card, nobody.refused.code, nobody.text) == (None, "nameless", ";;1999;;;;;")


def test_table_without_titles_and_one_in_utf16(rows_of):
    ana, ben, _cara = (row.card for row in rows_of("table-bare.csv"))
    assert (ana.name, ana.emails, ana.birthday) == (
        "Ana Lima",
        (Labelled("ana@example.org"),),
        PartialDate(5, 4, 1980),
    )
    assert (ben.phones, ben.extras) == ((Labelled("(510) 555-0123"),), (("column 6", "8"),))
    (elodie,) = (row.card for row in rows_of("table-tabs.tsv"))
    assert (elodie.name, elodie.notes) == ("Élodie Roux", "deux\nlignes")


def test_other_columns_chosen_are_read():
    data = b"A,B,C\r\n1,Ana Lima,monthly\r\n2,Ben Carter,0\r\n3,Cara,17\r\n"
    plan = make_plan([data])
    layout = plan.layout.with_columns(["ignore", "name", "rhythm"])
    found = list(rows(Plan(plan.kind, plan.encoding, layout), [data[layout.start.offset :]]))
    cards = [row.card for row in found[-3:]]
    assert [(card.name, card.rhythm_days) for card in cards] == [
        ("Ana Lima", 30),
        ("Ben Carter", None),
        ("Cara", 17),
    ]
    assert [remark.code for remark in cards[1].remarks] == ["rhythm_unreadable"]
    assert cards[1].extras == ((layout.titles[2] or "column 3", "0"),)


def test_dates_with_names_of_months_and_a_day_met(rows_of):
    header = "Name,Met on,Birthday,How we met\r\n"
    (row,) = rows_of((header + 'Ana Lima,"March 5, 2020",5 de mayo de 1980,at choir\r\n').encode())
    assert (row.card.met_on, row.card.birthday, row.card.met) == (
        date(2020, 3, 5),
        PartialDate(5, 5, 1980),
        "at choir",
    )
    (row,) = rows_of((header + "Ana Lima,--03-05,n/a,\r\n").encode())
    assert (row.card.met_on, [remark.code for remark in row.card.remarks]) == (None, ["date_partial"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Name\r\nAna Lima\r\nBen Carter\r\n", Kind.CSV_ONE_COLUMN),
        (b"ana@example.org\nben@example.org\n", Kind.CSV_ONE_COLUMN),
        (b",,,\r\n,,,\r\n", Kind.CSV_EMPTY),
        (b'"","";\r\n', Kind.CSV_EMPTY),
        (b"Dear Ana, dear Ben,\nthis is, as you see, a letter.\nNo, not a table at all.\n", Kind.CSV_PROSE),
        (
            b"It was a dark night. Rain fell, and nobody came.\nThe end, they said, was near.\n",
            Kind.CSV_PROSE,
        ),
    ],
)
def test_what_is_only_named_like_a_table(data, kind):
    assert identify(data, "people.csv") is kind
    assert not kind.is_readable


def test_titles_alone_are_no_rows(rows_of, fixture_bytes):
    for name in ("google-old.csv", "outlook-us.csv", "thunderbird.csv"):
        head = fixture_bytes(name).splitlines(keepends=True)[0]
        assert rows_of(head) == []
        assert identify(head, name) is KINDS[name]


def test_rows_beyond_the_limit_are_counted_in_one(monkeypatch):
    monkeypatch.setattr(table_reader, "ROWS", 500)
    data = b"Name,Email\r\n" + b"".join(b"Ana %d,a%d@example.org\r\n" % (n, n) for n in range(700))
    plan = make_plan([data])
    found = list(rows(plan, [data[plan.start.offset :]]))
    assert [row.refused.code for row in found if row.refused] == ["too_many_rows"]
    assert (found[-1].refused.detail, found[-1].end, len(found)) == ("200", len(data), 501)


def test_millions_of_empty_lines_are_stepped_over(rows_of):
    """A table costs its rows, not the empty lines between them: 0.3 s where this was written."""
    began = time.process_time()
    (ana, ben) = rows_of(b"Name,Email\r\nAna,a@example.org\r\n" + b"\n" * 100_000 + b"Ben,\r\n")
    assert (ana.card.name, ben.card.name, ben.line) == ("Ana", "Ben", 100_003)
    assert time.process_time() - began < 3


def test_somebody_of_very_many_addresses_costs_nobody_else_their_notes(rows_of):
    many = Card(name="Ana Lima", emails=tuple(Labelled(f"ana{number}@example.org") for number in range(300)))
    ben = Card(name="Ben Carter", notes="=drives the van")
    read = rows_of(b"".join(write([many, ben], {})))
    assert [(row.card.name, row.card.notes) for row in read] == [("Ana Lima", ""), ("Ben Carter", ben.notes)]

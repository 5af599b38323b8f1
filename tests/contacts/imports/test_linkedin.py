"""LinkedIn's Connections.csv in the shapes it has had."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.imports.card import Labelled, Post
from apps.contacts.imports.sniff import Kind, identify
from apps.contacts.imports.table.linkedin import read_connected

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"


def test_people_with_profile_company_and_day(rows_of):
    ana = rows_of("linkedin-2024.csv")[0].card
    assert (ana.name, ana.given, ana.family) == ("Ana Lima", "Ana", "Lima")
    assert ana.urls == (Labelled("https://www.linkedin.com/in/ana-lima-example", "linkedin"),)
    assert ana.posts == (Post("Marina, Sons", "", 'Head of "Blue" water'),)
    assert (ana.met, ana.met_on, ana.emails) == ("LinkedIn", date(2024, 3, 5), ())


def test_letters_after_the_surname_are_no_part_of_the_name(rows_of):
    sam = rows_of("linkedin-2024.csv")[1].card
    assert (sam.name, sam.family, sam.extras) == ("Sam Okoye", "Okoye", (("suffix", "MBA, CPA"),))


def test_hidden_members_are_said_and_not_read(rows_of):
    found = rows_of("linkedin-2024.csv")
    assert [(row.number, row.line) for row in found if row.refused] == [(3, 7), (4, 8)]
    assert {row.refused.code for row in found if row.refused} == {"hidden_member"}
    assert found[2].text == ",,https://www.linkedin.com/in/hidden-example,,,,04 Jan 2024"


def test_cell_of_two_lines_and_an_impossible_day(rows_of):
    bjork, prince = (row.card for row in rows_of("linkedin-2024.csv")[4:6])
    assert bjork.posts == (Post("Fjord and Rask", "", "Captain"),)
    assert (prince.name, prince.met_on) == ("Prince", None)
    assert [(remark.code, remark.detail) for remark in prince.remarks] == [("date_unreadable", "30 Feb 2024")]
    assert rows_of("linkedin-2024.csv")[5].line == 11


def test_two_people_of_one_name_stay_two(rows_of):
    found = [row.card for row in rows_of("linkedin-2024.csv") if row.card and row.card.name == "Ana Lima"]
    assert len({card.urls for card in found}) == 2


def test_older_order_without_profile(rows_of):
    ben, cara = (row.card for row in rows_of("linkedin-older.csv"))
    assert (ben.emails, ben.urls, ben.met_on) == ((Labelled("ben@example.org"),), (), date(2024, 1, 15))
    assert (cara.posts, cara.met_on) == ((Post("", "", "Editor"),), date(2019, 2, 2))


def test_german_with_semicolons_windows_letters_and_a_column_nobody_knows(rows_of):
    joerg, ida = (row.card for row in rows_of("linkedin-german.csv"))
    assert (joerg.name, joerg.posts, joerg.met_on) == (
        "Jörg Müßig",
        (Post("Werft Köln", "", "Schiffer"),),
        date(2024, 3, 5),
    )
    assert joerg.extras == (("Kursname", "Segeln"),)
    assert (ida.emails, ida.met_on) == ((Labelled("ida@example.org"),), date(2021, 12, 12))


def test_ragged_rows_and_a_quote_nobody_closed(rows_of):
    dev, eve, fay = rows_of("linkedin-url-last.csv")
    assert dev.card.extras == (("", "surplus"),)
    assert dev.card.urls[0].value == "https://linkedin.com/in/dev-example"
    assert (eve.card.name, eve.card.posts[0].organisation) == ("Eve Lindqvist", "Open quote Ltd")
    assert [remark.code for remark in eve.card.remarks] == ["quote_open"]
    assert (fay.card.name, fay.line) == ("Fay Ng", 8)


def test_preamble_may_be_absent_glued_or_long(rows_of):
    row = "Ana,Lima,,,,,05 Mar 2024\r\n"
    for before in ("", "Notes:\r\n", "Notes:\r\n\r\n\r\n", "a,b\r\n" * 40):
        assert rows_of((before + HEADER + row).encode())[0].card.name == "Ana Lima"


def test_utf16_as_a_spreadsheet_saves_it(rows_of):
    data = "\ufeff" + HEADER.replace(",", "\t") + "Zoë\tÖhr\t\t\t\t\t05 Mar 2024\r\n"
    (row,) = rows_of(data.encode("utf-16-le"))
    assert (row.card.name, row.end) == ("Zoë Öhr", len(data) * 2)


def test_other_spreadsheets_are_not_from_linkedin(fixture_bytes):
    for data in (
        b"Name,Phone\r\nAna,1\r\n",
        b"First Name,Last Name,Website,Company,Job title\r\n",
        fixture_bytes("messages.csv"),
        fixture_bytes("Invitations.csv"),
        b"",
    ):
        assert identify(data) is not Kind.LINKEDIN


def test_file_without_rows_has_none(rows_of):
    assert rows_of(HEADER.encode()) == []


def test_row_that_names_nobody_but_a_company(rows_of):
    (row,) = rows_of((HEADER + ",,,,Somewhere Ltd,,\r\n").encode())
    assert (row.card, row.refused.code) == (None, "nameless")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Mar 2024", date(2024, 3, 5)),
        ("15-Jan-24", date(2024, 1, 15)),
        ("5. März 2024", date(2024, 3, 5)),
        ("03. Okt. 2022", date(2022, 10, 3)),
        ("2024-03-05", date(2024, 3, 5)),
        ("30 Feb 2024", None),
        ("1/2/24", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days(text, day):
    assert read_connected(text) == day

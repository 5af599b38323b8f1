"""Days with and without a year, in every form seen, and those that are none."""

from __future__ import annotations

import pytest

from apps.contacts.imports.card import PartialDate
from apps.contacts.imports.partial_dates import UnreadableDate, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19800322", PartialDate(3, 22, 1980)),
        ("1980-03-22", PartialDate(3, 22, 1980)),
        ("1980-3-2", PartialDate(3, 2, 1980)),
        ("1953-10-15T23:10:00Z", PartialDate(10, 15, 1953)),
        ("19531015T231000Z", PartialDate(10, 15, 1953)),
        ("1980/03/22", PartialDate(3, 22, 1980)),
        ("--0322", PartialDate(3, 22, None)),
        ("--03-22", PartialDate(3, 22, None)),
        (" --12-01", PartialDate(12, 1, None)),
        ("--0229", PartialDate(2, 29, None)),
        ("02-10", PartialDate(2, 10, None)),
        ("1604-02-29", PartialDate(2, 29, None)),
        ("0000-05-04", PartialDate(5, 4, None)),
        ("22.3.1980", PartialDate(3, 22, 1980)),
        ("3/22/1980", PartialDate(3, 22, 1980)),
        ("22/3/1980", PartialDate(3, 22, 1980)),
        ("4/4/1980", PartialDate(4, 4, 1980)),
        ("2000-02-29", PartialDate(2, 29, 2000)),
    ],
)
def test_a_day(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["", "--", " ", "0000-00-00", "00000000", "0/0/00", "0001-01-01T00:00:00"])
def test_no_day_and_no_error(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19723101", "date_impossible"),
        ("1973-02-29", "date_impossible"),
        ("--0230", "date_impossible"),
        ("1980-00-10", "date_impossible"),
        ("1980", "date_partial"),
        ("1980-03", "date_partial"),
        ("---22", "date_partial"),
        ("--03", "date_partial"),
        ("3/4/1980", "date_unreadable"),
        ("circa 1800", "date_unreadable"),
        ("٢٠٢٤-٠٣-٠٥", "date_unreadable"),
        ("198003220", "date_unreadable"),
    ],
)
def test_no_day_and_why(text, code):
    with pytest.raises(UnreadableDate) as problem:
        read_date(text)
    assert problem.value.code == code


def test_apple_says_which_year_stands_for_none():
    assert read_date("1604-03-22", "1604") == PartialDate(3, 22, None)
    assert read_date("1900-03-22", "1900") == PartialDate(3, 22, None)
    assert read_date("1900-03-22", "1604") == PartialDate(3, 22, 1900)


def test_second_birthday_counts_where_the_first_is_none(card_of):
    card = card_of("FN:A\r\nBDAY:19723101\r\nBDAY:1972-10-31")
    assert (card.birthday, card.remarks) == (PartialDate(10, 31, 1972), ())

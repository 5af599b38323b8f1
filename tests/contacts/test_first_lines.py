"""First lines: the member's own words first, else gentle ones that change with the day."""

from __future__ import annotations

import pytest

from apps.contacts.first_lines import first_lines
from apps.contacts.models import Contact
from apps.core.due import Kind


def test_own_words_come_first():
    ana = Contact(pk=1, name="Ana Lima", opener="Is it home by now?")
    assert first_lines(ana)[0] == "Is it home by now?"
    assert len(first_lines(ana)) > 2


def test_question_one_meant_to_ask_is_the_first_line_and_words_about_them_are_not():
    assert (
        first_lines(Contact(pk=1, name="Ana", ask_next="Did the flat work out?"))[0]
        == "Did the flat work out?"
    )
    assert "flat" not in first_lines(Contact(pk=1, name="Ana", ask_next="whether the flat worked out"))[0]
    both = Contact(pk=1, name="Ana", ask_next="Did the flat work out?", opener="Is it home by now?")
    assert first_lines(both)[0] == "Is it home by now?"


@pytest.mark.parametrize("kind", list(Kind))
def test_suggestions_address_the_person_and_take_turns(kind):
    ana = Contact(pk=1, name="Ana Lima")
    turns = {first_lines(ana, kind, turn=turn)[0] for turn in range(4)}
    assert len(turns) == 4 and all("Ana" in line and "Lima" not in line for line in turns)
    assert len(set(first_lines(ana, kind))) == len(first_lines(ana, kind)) >= 4


def test_on_a_birthday_there_is_nothing_but_the_birthday():
    ana = Contact(pk=1, name="Ana", opener="Could you introduce me?")
    assert all("Could" not in line for line in first_lines(ana, Kind.BIRTHDAY))


@pytest.mark.parametrize(
    ("columns", "called"),
    [
        ({"name": "Ana Lima"}, "Ana"),
        ({"name": "Mr. Okafor"}, "Mr. Okafor"),
        ({"name": "Lima, Ana", "given_name": "Ana"}, "Ana"),
        ({"name": "Ruth"}, "Ruth"),
    ],
)
def test_people_are_called_as_one_would(columns, called):
    assert Contact(**columns).first_name == called

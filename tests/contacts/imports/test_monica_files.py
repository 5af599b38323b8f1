"""Monica exports as files: what is one, what is too much or damaged, and that reading goes on anywhere."""

from __future__ import annotations

import io
import json
import re

import pytest

from apps.contacts.imports.card import Position
from apps.contacts.imports.limits import KEPT_CHARACTERS
from apps.contacts.imports.monica import reader as monica
from apps.contacts.imports.monica import survey as monica_survey
from apps.contacts.imports.reading import Plan, make_plan, rows
from apps.contacts.imports.sniff import Kind, identify
from tests.contacts.imports.monica_making import contact, export, several, thing

PEOPLE = export(several("contact", *(contact(f"c-{n}", first_name=f"Åsa {n}") for n in range(5))), journal=1)


def kind_of(data: bytes) -> Kind:
    return identify(data[: 1 << 20], "monica.json", file=io.BytesIO(data))


@pytest.mark.parametrize("wide", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_one_row_a_contact_in_any_encoding(rows_of, wide):
    data = PEOPLE.decode().encode(wide)
    assert kind_of(data) is Kind.MONICA
    found = rows_of(data)
    assert [row.card.name for row in found[:-1]] == [f"Åsa {n}" for n in range(5)]
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6]
    assert found[-1].end == len(data) and found[-1].refused.code == "about_nobody"


def test_rows_know_their_line_and_text(rows_of):
    for row in rows_of(PEOPLE)[:-1]:
        told = json.loads(row.text)
        assert told["properties"]["first_name"] == row.card.name
        lines = PEOPLE.decode().split("\n")
        assert lines[row.line - 1].strip() == "{" and told["uuid"] in lines[row.line]


def test_keys_in_another_order_make_no_difference(rows_of):
    turned = json.dumps(
        json.loads(PEOPLE), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    ).encode()
    reversed_ = json.loads(PEOPLE, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    for data in (turned, json.dumps(reversed_).encode()):
        assert kind_of(data) is Kind.MONICA
        assert [row.card for row in rows_of(data)] == [row.card for row in rows_of(PEOPLE)]


def test_reading_goes_on_after_any_row(rows_of):
    whole = rows_of(PEOPLE)
    plan = Plan.from_json(make_plan([PEOPLE]).to_json())
    for number, row in enumerate(whole, 1):
        assert plan.begin(row.after) == 0
        assert list(rows(plan, [PEOPLE[:99], PEOPLE[99:]], row.after)) == whole[number:]


def test_an_empty_account_has_no_rows(rows_of):
    assert kind_of(export()) is Kind.MONICA
    assert rows_of(export()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b'{"account": {}}',
        b'{"accounts": [], "values": 1}',
        b'{"a": "\\"account\\": {"}',
        b"[" * 100_000,
    ],
)
def test_json_of_others_is_said_to_be_that(data):
    assert kind_of(data) is Kind.JSON


@pytest.mark.parametrize("end", range(0, 3000, 131))
def test_cut_off_anywhere_it_is_damaged(end):
    assert kind_of(PEOPLE[: -1 - end]) is Kind.JSON_BROKEN


@pytest.mark.parametrize("rest", [b"}", b"{}", b"x", b"]"])
def test_more_behind_the_end_is_damage(rest):
    assert kind_of(PEOPLE.rstrip() + rest) is Kind.JSON_BROKEN


def test_damage_within_one_contact_costs_that_one(rows_of):
    data = PEOPLE.replace(b'"uuid": "c-2"', b'"uuid" "c-2"')
    assert kind_of(data) is Kind.MONICA
    refused = [row.refused.code if row.refused else "" for row in rows_of(data)]
    assert refused == ["", "", "damaged", "", "", "about_nobody"]


@pytest.mark.parametrize(
    "inner", [b"[" * 33 + b"]" * 33, b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b"9" * 100_000]
)
def test_nesting_and_numbers_without_end_cost_their_contact(rows_of, inner):
    data = PEOPLE.replace(b'"c-2"', inner)
    assert kind_of(data) is Kind.MONICA
    assert [row.refused.code if row.refused else "" for row in rows_of(data)][:5] == [
        "",
        "",
        "damaged",
        "",
        "",
    ]


def test_values_of_any_kind_in_any_place(rows_of):
    for strange in (
        None,
        True,
        7,
        -1.5,
        "text",
        [],
        {},
        [[]],
        [{}],
        [None, "x", 3],
        {"values": "x"},
        "\ud800",
    ):
        told = dict.fromkeys(
            ("first_name", "tags", "birthdate", "stay_in_touch_frequency", "avatar"), strange
        )
        told |= dict.fromkeys(("is_dead", "deceased_date", "first_met_through", "last_talked_to"), strange)
        kinds = (
            "contact_field",
            "address",
            "note",
            "reminder",
            "call",
            "conversation",
            "life_event",
            "gift",
            "x",
        )
        parts = [{"type": kind, "values": each} for kind in kinds for each in (strange, [strange])]
        data = export(several("contact", contact("c", strange, *parts, **told), strange), strange)
        assert len(rows_of(json.dumps(json.loads(data)).encode())) >= 2


def test_more_contacts_than_allowed_are_counted(rows_of, monkeypatch):
    monkeypatch.setattr(monica_survey, "ROWS", 3)
    found = rows_of(PEOPLE)
    assert [row.refused.code if row.refused else "" for row in found] == [
        "",
        "",
        "",
        "too_many_rows",
        "about_nobody",
    ]
    assert (found[3].refused.detail, found[-1].number) == ("2", 5)


def test_more_things_than_can_be_remembered_are_counted(rows_of, monkeypatch):
    monkeypatch.setattr(monica_survey.Survey, "room", 3)
    monkeypatch.setattr(monica_survey, "JSON_KINDS", 4)
    moods = [several(f"mood{n}", {}, {}) for n in range(9)]
    (last,) = rows_of(export(*moods))
    assert sum(map(int, re.findall(r"\((\d+)\)", last.refused.detail))) == 18


def test_entry_too_large_to_be_built_costs_that_one(rows_of):
    huge = contact("c-1", several("note", *({} for _ in range(1_500_000))), first_name="Ana")
    first, second = rows_of(export(several("contact", huge, contact("c-2", first_name="Ben"))))
    assert (first.refused.code, second.card.name) == ("entry_too_big", "Ben")
    assert first.text.startswith("{") and len(first.text) <= KEPT_CHARACTERS


def test_too_large_a_file_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(monica, "JSON_BYTES", 500)
    assert kind_of(PEOPLE) is Kind.JSON_TOO_BIG


def test_position_beyond_the_end_gives_nothing():
    assert list(rows(make_plan([PEOPLE]), [PEOPLE], Position(len(PEOPLE), 1, 99))) == []


def test_what_is_about_nobody_is_told_in_a_last_row(rows_of):
    data = export(
        several("contact", contact("c-1", first_name="Ana")),
        several("activity", thing("d-1", summary="Alone", happened_at="2024-02-10")),
        several("address_book", thing("b-1")),
        journal=2,
    )
    _ana, last = rows_of(data)
    assert (last.refused.code, last.refused.detail) == ("about_nobody", "activity (1), journal entries (2)")
    assert (last.number, last.end) == (2, len(data))

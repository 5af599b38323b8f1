"""What a Monica export says of people, and what it comes to."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from apps.contacts.imports.card import Address, DatedLabel, Labelled, PartialDate, Post, Touch
from tests.contacts.imports.monica_making import (
    EMAIL,
    LINKEDIN,
    PHONE,
    TELEGRAM,
    contact,
    export,
    several,
    special,
    thing,
    way,
)


@pytest.fixture
def card_in(rows_of):
    """The card of one contact alone in an export."""

    def read(*parts, beside=(), **told):
        rows = rows_of(export(several("contact", contact("c-1", *parts, **told)), *beside))
        assert rows[0].card is not None, rows[0].refused
        return rows[0].card

    return read


def codes(card):
    return [remark.code for remark in card.remarks]


def test_names_and_what_they_do(card_in):
    card = card_in(
        first_name="Ana",
        middle_name="Maria",
        last_name="Lima",
        nickname="Nana",
        job="Pilot",
        company="Harbour",
    )
    assert (card.name, card.given, card.family, card.nickname) == ("Ana Maria Lima", "Ana", "Lima", "Nana")
    assert (card.posts, card.uid, card.extras) == (
        (Post("Harbour", "", "Pilot"),),
        "c-1",
        (("additional", "Maria"),),
    )


def test_ways_by_the_type_told_elsewhere_or_by_their_looks(card_in):
    card = card_in(
        several(
            "contact_field",
            way("w-1", EMAIL, "ana@example.org"),
            way("w-2", PHONE, "+351 912 345 678"),
            way("w-3", LINKEDIN, "ana-lima"),
            way("w-4", TELEGRAM, "@ana"),
            way("w-5", "t-gone", "second@example.org"),
            way("w-6", "t-gone", "0351 21 000 000"),
            way("w-7", "t-gone", "https://example.org/ana"),
            way("w-8", "t-gone", "who knows"),
            way("w-9", EMAIL, "not an address"),
        ),
        first_name="Ana",
    )
    assert [one.value for one in card.emails] == ["ana@example.org", "second@example.org"]
    assert [one.value for one in card.phones] == ["+351 912 345 678", "0351 21 000 000"]
    assert card.urls == (
        Labelled("https://www.linkedin.com/in/ana-lima", "linkedin"),
        Labelled("https://example.org/ana"),
    )
    assert card.messengers == (Labelled("@ana", "telegram"),)
    assert card.extras == (("contact_field", "who knows"), ("email", "not an address"))
    assert codes(card) == ["email_unreadable"]


def test_address_tags_rhythm_and_notes(card_in):
    card = card_in(
        several(
            "address", thing("a-1", name="Home", street="Rua 1", city="Lisboa", province=None, country="PT")
        ),
        several("note", thing("n-1", body="First\nsecond line"), thing("n-2", body="Another")),
        first_name="Ana",
        description="A sailor",
        tags=["sailing", "work", "sailing"],
        stay_in_touch_frequency=30,
    )
    assert card.addresses == (Address("Rua 1", "Lisboa", "", "", "PT", "Home"),)
    assert card.notes == "A sailor\n\nFirst\nsecond line\n\nAnother"
    assert (card.circles, card.rhythm_days) == (("sailing", "work"), 30)


@pytest.mark.parametrize(("days", "kept"), [(1, 1), (3650, 3650), (3651, None), (-1, None), (10**30, None)])
def test_rhythm_within_its_bounds_or_a_remark(card_in, days, kept):
    card = card_in(first_name="Ana", stay_in_touch_frequency=days)
    assert (card.rhythm_days, codes(card)) == (kept, [] if kept else ["rhythm_unusable"])


def test_no_rhythm_is_no_remark_and_the_archive_has_none(card_in):
    assert codes(card_in(first_name="Ana", stay_in_touch_frequency=0)) == []
    archived = card_in(first_name="Ana", is_active=False, stay_in_touch_frequency=30)
    assert (archived.rhythm_days, codes(archived)) == (None, ["archived_there"])


def test_birthdays_with_and_without_their_year(card_in):
    assert card_in(first_name="A", birthdate=special("1984-02-29")).birthday == PartialDate(2, 29, 1984)
    yearless = card_in(first_name="A", birthdate=special("2023-02-29", yearless=True))
    assert (yearless.birthday, codes(yearless)) == (PartialDate(2, 29, None), [])
    by_age = card_in(first_name="A", birthdate=special("1990-01-01", by_age=True))
    assert (by_age.birthday, by_age.extras) == (None, (("born about", "1990"),))
    never = card_in(first_name="A", birthdate=special("1990-02-30"))
    assert (never.birthday, codes(never)) == (None, ["date_impossible"])


def test_how_they_met(rows_of):
    rows = rows_of(
        export(
            several(
                "contact",
                contact(
                    "c-1", first_name="Ana", first_met_through="c-2", first_met_date=special("2015-06-09")
                ),
                contact("c-2", first_name="Ben", first_met_date=special("2024-06-09", yearless=True)),
            )
        )
    )
    ana, ben = (row.card for row in rows)
    assert (ana.introduced_by, ana.met_on) == (ben.uid, date(2015, 6, 9))
    assert (ben.met_on, ben.dates) == (None, (DatedLabel(PartialDate(6, 9), "first met"),))


def test_one_dinner_of_four_people_is_one_touch(rows_of):
    dinner = thing("d-1", summary="Dinner", description="Fish.", happened_at="2024-02-10")
    people = [contact(f"c-{n}", ["d-1"], first_name=f"Guest {n}") for n in range(4)]
    rows = rows_of(export(several("contact", *people), several("activity", dinner)))
    assert len(rows) == 4
    assert {row.card.touches for row in rows} == {(Touch("met", date(2024, 2, 10), "Dinner\nFish.", "d-1"),)}


def test_calls_conversations_and_the_last_talk(card_in):
    lines = [
        thing("m-1", content="Hello", written_by_me=True),
        thing("m-2", content="Hi", written_by_me=False),
    ]
    card = card_in(
        several("call", thing("k-1", called_at="2024-01-05T20:00:00Z", content="The boat", emotions=["joy"])),
        several("conversation", thing("v-1", happened_at="2024-01-06", messages=lines)),
        first_name="Ana",
        last_talked_to="2024-02-01",
    )
    assert card.touches == (
        Touch("talked", date(2024, 1, 5), "The boat\njoy", "k-1"),
        Touch("wrote", date(2024, 1, 6), "› Hello\nHi", "v-1"),
        Touch("talked", date(2024, 2, 1), "", "c-1 last talked to"),
    )


def test_call_without_a_day_is_kept_as_text(card_in):
    card = card_in(
        several("call", thing("k-1", called_at="2024-02-30", content="The boat")), first_name="Ana"
    )
    assert (card.touches, codes(card)) == ((), ["date_impossible", "touch_without_day"])
    assert card.extras == (("talked", "The boat"),)


def test_activity_without_a_day_is_kept_as_text_with_everybody(card_in):
    alone = several("activity", thing("d-1", summary="Dinner", happened_at="soon"))
    card = card_in(["d-1"], beside=[alone], first_name="Ana")
    assert (card.touches, card.extras, codes(card)) == ((), (("met", "Dinner"),), ["touch_without_day"])


def test_relations_have_the_name_of_the_other(rows_of):
    rows = rows_of(
        export(
            several(
                "contact", contact("c-1", first_name="Ana"), contact("c-2", first_name="Tom", is_partial=True)
            ),
            several("relationship", thing("r-1", type="partner", contact_is="c-2", of_contact="c-1")),
        )
    )
    assert rows[0].card.related == (Labelled("Tom", "partner"),)
    assert codes(rows[1].card) == ["partial_there"]


def test_reminders_but_not_those_that_go_with_a_birthday(card_in):
    card = card_in(
        several(
            "reminder",
            thing("q-1", initial_date="2024-06-01", title="Ask about the boat", frequency_type="one_time"),
            thing("q-2", initial_date="1984-03-22", title="Birthday", frequency_type="year", delible=False),
            thing(
                "q-3",
                initial_date="2024-07-01",
                title="Row",
                frequency_type="week",
                frequency_number=2,
                delible=True,
            ),
        ),
        first_name="Ana",
        birthdate=special("1984-03-22"),
    )
    assert card.dates == (
        DatedLabel(PartialDate(6, 1, 2024), "Ask about the boat"),
        DatedLabel(PartialDate(7, 1, 2024), "Row"),
    )
    assert card.extras == (("reminder", "Row, 2 week"),)


def test_everything_else_stays_with_the_person_as_text(card_in):
    card = card_in(
        several("gift", thing("1", name="Compass", comment="brass", amount="12.50", status="idea")),
        several("debt", thing("2", in_debt=True, amount=20, currency="EUR", status="inprogress")),
        several("task", thing("3", title="Send the map", completed=False)),
        several("pet", thing("4", name="Rex", category="dog")),
        several(
            "life_event", thing("5", type="l-moved", happened_at="2020-05-01T00:00:00Z", note="to Porto")
        ),
        several("mood", thing("6", colour="blue")),
        first_name="Ana",
        gender="g-w",
        is_starred=True,
        food_preferences="No shellfish",
        first_met_where="At the pier",
    )
    assert card.extras == (
        ("gift idea", "Compass, brass, 12.50"),
        ("i owe", "20 EUR, inprogress"),
        ("task", "Send the map"),
        ("pet", "Rex, dog"),
        ("life event", "2020-05-01, moved, to Porto"),
        ("mood", "blue"),
        ("starred", "Monica"),
        ("gender", "Woman"),
        ("food", "No shellfish"),
        ("first met where", "At the pier"),
    )


def test_who_has_died(card_in):
    known = card_in(first_name="A", is_dead=True, deceased_date=special("2020-05-04"))
    assert (known.died_on, codes(known)) == (date(2020, 5, 4), [])
    unknown = card_in(first_name="A", is_dead=True)
    assert (unknown.died_on, codes(unknown)) == (date(2024, 3, 1), ["died_day_unknown"])


def test_photo_of_the_avatar(card_in, fixture_bytes):
    picture = fixture_bytes("picture.png")
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    photos = several(
        "photo", thing("p-1", dataUrl="data:image/png;base64,AAAA"), thing("p-2", dataUrl=address)
    )
    card = card_in(["p-1", "p-2"], beside=[photos], first_name="Ana", avatar={"avatar_photo": "p-2"})
    assert (card.photo, codes(card)) == (picture, ["photos_left"])
    assert card_in(["p-1"], beside=[photos], first_name="Ana").photo == b"\x00\x00\x00"
    huge = several("photo", thing("p-1", dataUrl="data:image/png;base64," + "A" * 4_000_000))
    refused = card_in(["p-1"], beside=[huge], first_name="Ana")
    assert (refused.photo, codes(refused)) == (None, ["photo_too_big"])


def test_documents_are_named_and_what_is_missing_is_said(card_in):
    papers = several("document", thing("d-1", original_filename="letter.pdf"))
    card = card_in(["d-1"], ["x-1"], "x-2", beside=[papers], first_name="Ana")
    assert [(r.code, r.detail) for r in card.remarks] == [
        ("document_left", "letter.pdf"),
        ("reference_lost", "x-1"),
        ("reference_lost", "x-2"),
    ]


def test_nameless_contacts(rows_of):
    rows = rows_of(
        export(
            several(
                "contact",
                contact("c-1"),
                contact("c-2", nickname="Nana"),
                contact("c-3", several("contact_field", way("w", EMAIL, "a@example.org"))),
            )
        )
    )
    assert rows[0].refused.code == "nameless"
    assert [(row.card.name, codes(row.card)) for row in rows[1:]] == [
        ("Nana", ["named_by_nickname"]),
        ("a@example.org", ["named_by_address"]),
    ]

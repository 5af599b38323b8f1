"""A Monica export in the book: one dinner is one interaction, rhythms run, whoever died is left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.models import Contact, ImportantDate, ImportRow, Interaction
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.contacts.imports.bringing import bring, counts
from tests.contacts.imports.monica_making import EMAIL, contact, export, several, special, thing, way
from tests.making import make_contact

pytestmark = pytest.mark.django_db

ANA, BEN, EVA = (f"0000000{n}-0000-4000-8000-000000000000" for n in (1, 2, 3))
DINNER, CALL = (f"0000000{n}-0000-4000-9000-000000000000" for n in (1, 2))
FILE = export(
    several(
        "contact",
        contact(
            ANA,
            [DINNER],
            several("contact_field", way("w", EMAIL, "ana@example.org")),
            several("call", thing(CALL, called_at="2026-10-01", content="The boat")),
            several("reminder", thing("q", initial_date="2024-06-01", title="Launch of the boat")),
            several("task", thing("t", title="Send the map")),
            first_name="Ana",
            last_name="Lima",
            tags=["sailing"],
            stay_in_touch_frequency=30,
            first_met_through=BEN,
            first_met_date=special("2015-06-09"),
            birthdate=special("2024-04-15", yearless=True),
        ),
        contact(BEN, [DINNER], first_name="Ben", last_name="Carter", stay_in_touch_frequency=9999),
        contact(EVA, [DINNER], first_name="Eva", last_name="Klein", is_dead=True, stay_in_touch_frequency=30),
    ),
    several("relationship", thing("r", type="spouse", contact_is=BEN, of_contact=ANA)),
    several("activity", thing(DINNER, summary="Dinner", description="Fish.", happened_at="2026-09-10")),
    journal=1,
)


@pytest.fixture
def book(maya, now):
    batch = bring(maya, FILE, now, "monica.json")
    with acting_as(maya):
        people = {person.given_name: person for person in Contact.objects.all()}
    return batch, people


def test_one_dinner_of_three_people_is_one_interaction(maya, book):
    with acting_as(maya):
        touches = {touch.note: touch for touch in Interaction.objects.all()}
        assert set(touches) == {"Dinner\nFish.", "The boat"}
        dinner = touches["Dinner\nFish."]
        assert (dinner.kind, dinner.happened_on) == ("met", date(2026, 9, 10))
        assert dinner.participations.count() == 3


def test_rhythm_introducer_days_and_the_rest(maya, book):
    _batch, people = book
    ana, ben = people["Ana"], people["Ben"]
    assert (str(ana.uid), ana.introduced_by_id, ana.met_on) == (ANA, ben.pk, date(2015, 6, 9))
    assert (ana.rhythm_days, ana.last_touch_on, ana.due_on) == (30, date(2026, 10, 1), date(2026, 10, 31))
    assert (ben.rhythm_days, ben.last_touch_on, ben.due_on) == (None, date(2026, 9, 10), None)
    assert sorted(ana.extras) == [["related spouse", "Ben Carter"], ["task", "Send the map"]]
    with acting_as(maya):
        days = ImportantDate.objects.filter(contact=ana).values_list("kind", "label", "month", "day", "year")
        assert set(days) == {("birthday", "", 4, 15, None), ("other", "Launch of the boat", 6, 1, 2024)}
        assert [row.circle.name for row in ana.memberships.all()] == ["sailing"]


def test_who_has_died_is_never_due(book):
    _batch, people = book
    assert (people["Eva"].died_on, people["Eva"].due_on) == (date(2024, 3, 1), None)


def test_every_row_is_in_the_report(maya, book):
    batch, _people = book
    assert counts(batch) == {"created": 3, "skipped": 1}
    with acting_as(maya):
        rows = ImportRow.objects.filter(batch=batch).order_by("number")
        assert [row.number for row in rows] == [1, 2, 3, 4]
        assert rows[3].remarks == [["about_nobody", "journal entries (1)"]]
        assert ["rhythm_unusable", "9999"] in rows[1].remarks


def test_again_nothing_is_new(maya, book, now):
    again = bring(maya, FILE, now, "monica.json")
    assert counts(again) == {"matched": 3, "skipped": 1}
    with acting_as(maya):
        assert Interaction.objects.count() == 2


def test_somebody_there_already_is_completed(maya, now):
    ana = make_contact(maya, "Ana Lima", email="ana@example.org")
    batch = bring(maya, FILE, now, "monica.json")
    assert counts(batch) == {"created": 2, "updated": 1, "skipped": 1}
    with acting_as(maya):
        ana.refresh_from_db()
        assert (ana.rhythm_days, ana.introduced_by.given_name) == (30, "Ben")


def test_taken_back_nothing_is_left(maya, book, now):
    batch, _people = book
    with acting_as(maya):
        take_back(maya, Act.objects.get(pk=batch.act_id), now=now)
        assert not Contact.objects.exists() and not Interaction.objects.exists()

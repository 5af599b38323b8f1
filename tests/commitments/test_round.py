"""Scenario 16: a class ends next week, 18 classmates; whom to keep with a rhythm, whom to let rest."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.commitments.models import Near, Session
from apps.commitments.rounding import companions
from apps.contacts.models import Contact
from apps.contacts.naming import Named
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.goals.meeting import meet
from apps.goals.models import Gathering
from tests.architecture.test_query_counts import queries
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client_of, maya):
    return client_of(maya)


def sent(**more):
    return {"act": str(uuid.uuid4())} | more


def make_evening(member, own, names, days_ago=7):
    """One of its evenings, where these were met."""
    starts = NOW - timedelta(days=days_ago)
    with acting_as(member):
        known = {person.name: person for person in Contact.objects.of(member)}
        evening = Gathering.plan(
            member, now=NOW, title=own.title, starts_at=starts, ends_at=starts + timedelta(hours=2),
            time_zone="Europe/Lisbon",
        )  # fmt: skip
        Session.objects.create(owner=member, gathering=evening, commitment=own)
        meet(evening, member, [(Named(name), known.get(name)) for name in names], now=NOW)
    return evening


def make_class(member, count=18, **columns):
    own = make_commitment(member, "Pattern making", "class", ends_on=TODAY + timedelta(days=7), **columns)
    make_evening(member, own, [f"Mate {number:02}" for number in range(count)])
    return own


def address(own):
    return reverse("commitments:round_commitment", args=[own.pk])


@pytest.mark.parametrize(
    ("ends_in", "is_asked"), [(None, False), (8, False), (7, True), (0, True), (-30, True)]
)
def test_it_is_asked_from_a_week_before_the_last_day_on(maya, ends_in, is_asked):
    ends_on = None if ends_in is None else TODAY + timedelta(days=ends_in)
    assert make_commitment(maya, ends_on=ends_on).is_to_be_rounded(TODAY) == is_asked


def test_another_season_brings_another_round(maya):
    own = make_commitment(maya, ends_on=TODAY)
    with acting_as(maya):
        own.round_off(TODAY)
        assert not own.is_to_be_rounded(TODAY)
        own.rewrite(title="The same", ends_on=TODAY)
        assert own.rounded_on == TODAY
        own.rewrite(ends_on=TODAY + timedelta(days=200))
    assert own.rounded_on is None and own.is_to_be_rounded(TODAY + timedelta(days=193))


def test_scenario_16_five_are_kept_and_thirteen_rest_in_one_act(client, maya):
    own = make_class(maya)
    assert "Whom would you like to keep?" in client.get(f"/commitments/{own.pk}/").content.decode()
    assert address(own) in client.get("/commitments/").content.decode()
    html = client.get(address(own)).content.decode()
    with acting_as(maya):
        mates = list(Contact.objects.of(maya).order_by("sort_key"))
    assert len(mates) == 18 and all(mate.name in html for mate in mates)
    kept = {mate.pk: days for mate, days in zip(mates, (30, 91, 91, 182, 182), strict=False)}
    answers = {f"keep_{mate.pk}": str(kept.get(mate.pk, "rest")) for mate in mates}
    client.post(address(own), sent(**answers))
    with acting_as(maya):
        for mate in Contact.objects.of(maya):
            assert mate.rhythm_days == kept.get(mate.pk)
            assert (mate.just_remember_on == TODAY) == (mate.pk not in kept)
            assert (mate.due_on is not None) == (mate.pk in kept)
        act = Act.objects.get(verb="round_commitment")
    own.refresh_from_db()
    assert own.rounded_on == TODAY
    html = client.get(f"/commitments/{own.pk}/").content.decode()
    assert "You went through its people on 23 November" in html
    client.post(reverse("take_back", args=[act.pk]))
    own.refresh_from_db()
    with acting_as(maya):
        assert own.rounded_on is None
        assert not Contact.objects.exclude(rhythm_days=None, just_remember_on=None, due_on=None).exists()


def test_sent_as_shown_it_lets_rest_whom_nothing_was_decided_about(client, maya):
    own = make_commitment(maya, ends_on=TODAY)
    fresh, monthly = make_contact(maya, "Ana Lima"), make_contact(maya, "Ben Ode", rhythm_days=30)
    odd, remembered = (
        make_contact(maya, "Cas Roy", rhythm_days=45),
        make_contact(maya, "Dev Pal", just_remember_on=date(2026, 1, 5)),
    )
    yearly = make_contact(maya, "Gus Oye", rhythm_days=365)
    before, to_meet = (
        make_contact(maya, "Eve Li", from_before_on=date(2026, 1, 5)),
        make_contact(maya, "Flo Ray", origin="to_meet"),
    )
    people = (fresh, monthly, odd, yearly, remembered, before, to_meet)
    with acting_as(maya):
        Near.objects.bulk_create(Near(owner=maya, commitment=own, contact=person) for person in people)
    form = client.get(address(own)).context["form"]
    client.post(address(own), sent(**{name: field.initial for name, field in form.fields.items()}))
    for person in people:
        person.refresh_from_db()
    assert fresh.just_remember_on == TODAY
    assert (monthly.rhythm_days, odd.rhythm_days, yearly.rhythm_days) == (30, 45, 365)
    assert remembered.just_remember_on == date(2026, 1, 5)
    assert before.from_before_on and before.just_remember_on is None and to_meet.just_remember_on is None


def test_an_answer_that_is_none_is_refused_and_the_others_stay_ticked(client, maya):
    own = make_class(maya, 2)
    with acting_as(maya):
        first, second = Contact.objects.of(maya).order_by("sort_key")
    answer = client.post(address(own), sent(**{f"keep_{first.pk}": "91", f"keep_{second.pk}": "often"}))
    html = answer.content.decode()
    assert answer.status_code == 422 and "Choose one of these." in html
    assert answer.context["form"][f"keep_{first.pk}"].value() == "91"
    own.refresh_from_db()
    assert own.rounded_on is None


def test_whoever_was_met_most_stands_first_and_who_is_let_be_or_died_is_not_asked_about(maya):
    own = make_commitment(maya, "Class", "class")
    make_evening(maya, own, ["Ana Lima", "Ben Ode", "Cas Roy", "Dev Pal"])
    make_evening(maya, own, ["Ben Ode"], days_ago=3)
    make_evening(maya, make_commitment(maya, "Other"), ["Eve Li", "Ana Lima"])
    with acting_as(maya):
        Contact.objects.get(name="Cas Roy").let_be(now=NOW)
        Contact.objects.get(name="Dev Pal").has_died(TODAY, now=NOW)
        found = companions(own)
    assert [(each.person.name, each.meetings) for each in found] == [("Ben Ode", 2), ("Ana Lima", 1)]


def test_a_season_without_people_is_rounded_off_too(client, maya):
    own = make_commitment(maya, ends_on=TODAY)
    assert "Nobody this time" in client.get(address(own)).content.decode()
    client.post(address(own), sent())
    own.refresh_from_db()
    assert own.rounded_on == TODAY


def test_pressed_twice_it_counts_once(client, maya):
    own, form = make_class(maya, 2), sent()
    first, again = client.post(address(own), form), client.post(address(own), form)
    assert first.url == again.url
    with acting_as(maya):
        assert Act.objects.filter(verb="round_commitment").count() == 1


def test_the_round_costs_the_same_for_3_and_30(client, client_of, maya, stranger):
    few, many = make_class(maya, 3), make_class(stranger, 30)
    other = client_of(stranger)
    client.get("/commitments/"), other.get("/commitments/")  # the first page of a session writes
    costs = queries(client, address(few)), queries(other, address(many))
    assert len(costs[0]) == len(costs[1]) <= 6, "\n".join(costs[1])

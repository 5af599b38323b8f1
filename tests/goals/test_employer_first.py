"""Employer first: what competes is held until the field changes or a dated approval is recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.acts import act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.goals import fields
from apps.goals.competing import competes, is_remarked_on, serves
from apps.goals.models import ApprovedLater, EmployerProfile, Goal, Speciality
from tests.conftest import NOW
from tests.goals.making import make_employer, make_goal

pytestmark = pytest.mark.django_db
CLIENTS, JOB, GROWING, BELONGING = Goal.Purpose.values
LATER = NOW + timedelta(days=2)


def is_held(member, goal):
    with acting_as(member):
        return Goal.objects.get(pk=goal.pk).held_at is not None


def test_scenario_2(maya):
    """An employer in financial technology; clients in payments wait, belonging there does not."""
    make_employer(maya, "financial-technology")
    clients = make_goal(maya, field="payments", purpose=CLIENTS)
    belonging = make_goal(maya, field="payments", purpose=BELONGING)
    assert clients.held_at == NOW and not clients.is_pursued
    assert belonging.held_at is None and belonging.is_pursued

    with acting_as(maya):
        clients.approve("Priya Nair", date(2026, 11, 20), "Fine, outside hours.", now=LATER)
    assert clients.held_at is None and clients.is_pursued

    other = make_goal(maya, field="payments", purpose=CLIENTS)
    assert other.held_at is not None
    with acting_as(maya):
        other.rewrite(now=LATER, field="outdoor-shops")
    assert other.held_at is None


@pytest.mark.parametrize("field", ["financial-technology", "payments", "finance"])
def test_held_in_the_same_field_above_and_below(maya, field):
    make_employer(maya, "financial-technology")
    assert make_goal(maya, field=field, purpose=CLIENTS).held_at is not None


@pytest.mark.parametrize("field", ["banking", "retail", ""])
def test_not_held_beside_it_nor_where_no_field_is_known(maya, field):
    make_employer(maya, "financial-technology")
    assert make_goal(maya, field=field, purpose=CLIENTS).held_at is None


@pytest.mark.parametrize("purpose", [JOB, GROWING, BELONGING])
def test_only_clients_of_ones_own_are_held(maya, purpose):
    make_employer(maya, "payments")
    goal = make_goal(maya, field="payments", purpose=purpose)
    assert goal.held_at is None
    assert is_remarked_on(goal, ["payments"]) == (purpose == JOB)


def test_a_speciality_counts_by_its_field(maya):
    make_employer(maya, "financial-technology")
    with acting_as(maya):
        own = Speciality.named(maya, "payments", "Payments at festivals")
    assert make_goal(maya, field="payments", speciality=own, purpose=CLIENTS).held_at is not None


def test_changing_what_it_is_for_or_its_field_holds_and_releases(maya):
    make_employer(maya, "payments")
    goal = make_goal(maya, field="payments", purpose=BELONGING)
    with acting_as(maya):
        goal.rewrite(now=NOW, purpose=CLIENTS)
        assert goal.held_at == NOW
        goal.rewrite(now=LATER, role="an adviser")
        assert goal.held_at == NOW  # still the same wait
        goal.rewrite(now=LATER, field="baking")
        assert goal.held_at is None


def test_the_employer_changes_and_every_open_goal_follows(maya, stranger):
    clients = [make_goal(maya, field=field, purpose=CLIENTS) for field in ("payments", "law", "baking")]
    ended = make_goal(maya, field="payments", purpose=CLIENTS)
    theirs = make_goal(stranger, field="payments", purpose=CLIENTS)
    with acting_as(maya):
        ended.reach("", now=NOW)
    make_employer(maya, "payments", "law")
    assert [is_held(maya, goal) for goal in clients] == [True, True, False]
    assert not is_held(maya, ended) and not is_held(stranger, theirs)
    make_employer(maya, "baking")
    assert [is_held(maya, goal) for goal in clients] == [False, False, True]
    with acting_as(maya):
        EmployerProfile.forget(maya, now=NOW)
    assert not any(is_held(maya, goal) for goal in clients)


def test_an_ended_goal_that_is_taken_up_is_looked_at_again(maya):
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya):
        goal.let_go("", now=NOW)
    make_employer(maya, "payments")
    with acting_as(maya):
        goal.take_up(now=LATER)
    assert goal.held_at == LATER


def test_an_approval_holds_for_the_field_it_was_given_for(maya):
    make_employer(maya, "payments", "law")
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya):
        goal.approve("Priya Nair", date(2026, 11, 23), "Fine.", now=NOW)
        goal.rewrite(now=NOW, role="an adviser")
        assert goal.held_at is None and goal.approver == "Priya Nair"
        goal.rewrite(now=LATER, field="law")
        assert goal.held_at == LATER
        assert (goal.approver, goal.approved_on, goal.approval_words) == ("", None, "")


@pytest.mark.parametrize(
    ("name", "domain", "counts"),
    [
        ("harbour  ledger", "", True),
        ("Harbour Ledger Ltd", "ledger.example", True),
        ("", "", True),
        ("Pier Payments", "", False),
        ("Pier Payments", "pier.example", False),
        (None, "", False),
    ],
)
def test_an_approval_counts_with_the_employer_who_gave_it(maya, name, domain, counts):
    make_employer(maya, "payments", domain="ledger.example")
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya):
        goal.approve("Priya", date(2026, 11, 20), "Fine.", now=NOW)
        with act(maya, "edit_employer", now=NOW) as done:
            if name is None:
                EmployerProfile.forget(maya, now=NOW)
                name = "Harbour Ledger"
            EmployerProfile.rewrite(maya, name=name, domain=domain, fields=["payments"], now=NOW)
    assert is_held(maya, goal) is not counts
    with acting_as(maya):
        take_back(maya, done, now=LATER)
        assert Goal.objects.get(pk=goal.pk).approver == "Priya"
    assert not is_held(maya, goal)


def test_an_approval_is_not_given_in_the_future(maya):
    make_employer(maya, "payments")
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya), pytest.raises(ApprovedLater):
        goal.approve("Priya Nair", date(2026, 11, 24), "Soon.", now=NOW)
    assert is_held(maya, goal)


def test_the_members_own_day_decides_what_is_the_future(maya):
    maya.time_zone = "Pacific/Auckland"
    maya.save(update_fields=["time_zone"])
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya):
        goal.approve("Priya Nair", date(2026, 11, 24), "Fine.", now=NOW + timedelta(hours=5))
    assert goal.approved_on == date(2026, 11, 24)


def test_taking_back_leaves_no_goal_waiting_for_an_employer_who_is_gone(maya):
    """Two acts taken back out of order: what is put back is looked at again."""
    make_employer(maya, "payments")
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya), act(maya, "edit_goal", now=NOW) as changed:
        goal.rewrite(now=NOW, purpose=GROWING)
    with acting_as(maya):
        EmployerProfile.forget(maya, now=NOW)
        take_back(maya, changed, now=NOW)
    with acting_as(maya):
        again = Goal.objects.get(pk=goal.pk)
        assert again.purpose == CLIENTS and again.held_at is None


def test_taking_the_employer_back_releases_what_it_held(maya):
    goal = make_goal(maya, field="payments", purpose=CLIENTS)
    with acting_as(maya), act(maya, "edit_employer", now=NOW) as said:
        EmployerProfile.rewrite(maya, name="", domain="", fields=["payments"], now=NOW)
    assert is_held(maya, goal)
    with acting_as(maya):
        take_back(maya, said, now=NOW)
    assert not is_held(maya, goal)


KEYS = st.sampled_from(sorted(fields.ALL))


@given(
    served=st.lists(KEYS, max_size=3),
    field=st.one_of(st.just(""), KEYS),
    purpose=st.sampled_from(Goal.Purpose.values),
    approved=st.booleans(),
)
def test_the_rule_says_what_a_plain_reading_says(served, field, purpose, approved):
    def above(key):
        found = []
        while key:
            found.append(key)
            key = fields.ALL[key].above
        return found

    touches = any(each in above(field) or field in above(each) for each in served) if field else False
    goal = Goal(field=field, purpose=purpose, approved_on=date(2026, 1, 1) if approved else None)
    assert serves(served, field) == touches
    assert competes(goal, served) == (touches and purpose == CLIENTS and not approved)
    assert is_remarked_on(goal, served) == (touches and purpose == JOB)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["employer", "forget", "goal", "approve", "end", "take_up"]),
            st.integers(0, 2),
            st.sampled_from(["payments", "financial-technology", "finance", "banking", "law"]),
            st.sampled_from(Goal.Purpose.values),
        ),
        max_size=8,
    )
)
def test_after_any_changes_exactly_what_competes_is_held(maya, steps):
    goals = [make_goal(maya, str(number)) for number in range(3)]
    with acting_as(maya):
        for kind, number, field, purpose in steps:
            goal = goals[number]
            goal.refresh_from_db()
            if kind == "employer":
                EmployerProfile.rewrite(maya, name="", domain="", fields=[field], now=NOW)
            elif kind == "forget":
                EmployerProfile.forget(maya, now=NOW)
            elif kind == "goal":
                goal.rewrite(now=NOW, field=field, purpose=purpose, sentence=goal.sentence)
            elif kind == "approve":
                goal.approve("Priya", date(2026, 1, 1), "Yes.", now=NOW)
            elif kind == "end":
                goal.reach("", now=NOW)
            else:
                goal.take_up(now=NOW)
        profile = EmployerProfile.of_member(maya)
        served = profile.fields if profile else []
        for goal in Goal.objects.of(maya):
            assert (goal.held_at is not None) == (goal.is_open and competes(goal, served))
        Goal.objects.all().delete()
        EmployerProfile.objects.all().delete()


@pytest.mark.parametrize(
    ("address", "is_read"),
    [
        ("maya@ledger.example", True),
        ("MAYA@Ledger.Example", True),
        ("maya@mail.ledger.example", True),
        ("maya@notledger.example", False),
        ("ledger.example@gmail.com", False),
        ("", False),
    ],
)
def test_which_mailboxes_an_employer_reads(address, is_read):
    assert EmployerProfile(domain="ledger.example").reads(address) == is_read
    assert not EmployerProfile(domain="").reads(address)

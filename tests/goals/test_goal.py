"""A goal: begun, said anew, held, paused, reached, let go, taken up, looked at, with a circle of its own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from apps.contacts.models import Circle, Contact
from apps.core.scope import acting_as
from apps.goals.models import Goal, Speciality
from apps.goals.whole import whole
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.making import make_contact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def pursued(member):
    with acting_as(member):
        return [goal.pk for goal in Goal.objects.of(member).pursued()]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"field": "payments"}, "To be at home in payments"),
        ({"role": "a buyer for outdoor shops"}, "To be at home as a buyer for outdoor shops"),
        ({"field": "law", "role": "a judge"}, "To be at home in law as a judge"),
        ({"among": "people who make tents"}, "To be at home among people who make tents"),
        ({"field": "law", "among": "lawyers"}, "To be at home in law"),
        ({}, "To find out where I would be at home"),
        ({"sentence": "To be found by lawyers", "field": "law"}, "To be found by lawyers"),
    ],
)
def test_sentence_is_made_of_what_is_known(maya, known, sentence):
    assert make_goal(maya, **known).sentence == sentence


def test_a_made_sentence_is_never_too_long_to_keep(maya):
    goal = make_goal(maya, role="x" * 200, field="payments")
    assert len(goal.sentence) == 200 and goal.sentence.endswith("…")


def test_begins_on_the_members_day(maya):
    maya.time_zone = "Pacific/Auckland"
    assert make_goal(maya, now=NOW + timedelta(hours=5)).began_on == date(2026, 11, 24)


def test_a_made_sentence_follows_field_and_role_and_a_written_one_stays(maya):
    made = make_goal(maya, field="payments")
    written = make_goal(maya, "To be useful to bakers", field="baking")
    with acting_as(maya):
        made.rewrite(now=NOW, sentence=made.sentence, field="banking")
        written.rewrite(now=NOW, sentence=written.sentence, field="restaurants")
        assert made.sentence == "To be at home in banking"
        assert written.sentence == "To be useful to bakers"
        written.rewrite(now=NOW, sentence="", field="restaurants")
    assert written.sentence == "To be at home in restaurants"


def test_a_speciality_is_made_once_below_its_field_and_named_in_the_sentence(maya, stranger):
    with acting_as(maya):
        first = Speciality.named(maya, "outdoor-shops", "Trail shoes")
        again = Speciality.named(maya, "outdoor-shops", "trail  SHOES")
        elsewhere = Speciality.named(maya, "outdoor-gear", "Trail shoes")
        assert first == again != elsewhere
    goal = make_goal(maya, field="outdoor-shops", speciality=first)
    assert goal.sentence == "To be at home in Trail shoes"
    with acting_as(stranger):
        assert Speciality.objects.count() == 0


def test_a_speciality_no_goal_is_in_any_more_goes(maya):
    with acting_as(maya):
        own = Speciality.named(maya, "outdoor-shops", "Trail shoes")
    first, second = (make_goal(maya, field="outdoor-shops", speciality=own) for _ in range(2))
    with acting_as(maya):
        first.rewrite(now=NOW, field="law", speciality=None)
        assert Speciality.objects.get() == own
        second.rewrite(now=NOW, why="the hills")
        assert Speciality.objects.get() == own
        Goal.objects.select_related("speciality").get(pk=second.pk).drop()
        assert not Speciality.objects.exists() and Goal.objects.get() == first


def test_only_those_under_way_are_pursued(maya, stranger):
    going, held, paused, reached, gone = (make_goal(maya, str(number)) for number in range(5))
    make_goal(stranger)
    with acting_as(maya):
        held.hold(now=NOW)
        paused.pause(now=NOW)
        reached.reach("", now=NOW)
        gone.let_go("", now=NOW)
    assert pursued(maya) == [going.pk]
    with acting_as(maya):
        held.release()
        paused.go_on(now=NOW)
        for goal in (reached, gone):
            goal.take_up(now=NOW)
    assert pursued(maya) == [going.pk, held.pk, paused.pk, reached.pk, gone.pk]


def test_pausing_twice_keeps_the_first_day(maya):
    goal = make_goal(maya)
    with acting_as(maya):
        goal.pause(now=NOW)
        goal.pause(now=NOW + timedelta(days=3))
    assert goal.paused_at == NOW


def test_it_ends_in_one_way_with_a_word_and_the_word_stays_when_it_is_taken_up(maya):
    goal = make_goal(maya)
    with acting_as(maya):
        goal.reach("Two clients and a friend.", now=NOW)
        goal.let_go("Not for me.", now=NOW)
        assert (goal.reached_at, goal.let_go_at, goal.outcome) == (None, NOW, "Not for me.")
        goal.take_up(now=NOW)
        goal.refresh_from_db()
        assert goal.is_open and goal.outcome == "Not for me."
        with pytest.raises(IntegrityError), transaction.atomic():
            Goal.objects.filter(pk=goal.pk).update(reached_at=NOW, let_go_at=NOW)


def test_young_for_ninety_days_while_it_is_open(maya):
    goal = make_goal(maya)
    assert goal.is_young(TODAY) and goal.is_young(TODAY + timedelta(days=89))
    assert not goal.is_young(TODAY + timedelta(days=90))
    with acting_as(maya):
        goal.reach("", now=NOW)
    assert not goal.is_young(TODAY)


def test_looked_at_once_a_month(maya):
    goal = make_goal(maya)
    assert not goal.is_to_be_looked_at(date(2026, 12, 22))
    assert goal.is_to_be_looked_at(date(2026, 12, 23))
    with acting_as(maya):
        goal.looked(date(2027, 1, 31))
    assert not goal.is_to_be_looked_at(date(2027, 2, 27))
    assert goal.is_to_be_looked_at(date(2027, 2, 28))
    with acting_as(maya):
        goal.pause(now=NOW)
    assert not goal.is_to_be_looked_at(date(2028, 1, 1))


def test_its_circle_is_named_shortly_or_by_its_sentence_where_that_is_taken(maya):
    first, second = make_goal(maya, field="payments"), make_goal(maya, "Payments again", field="payments")
    with acting_as(maya):
        assert first.gather().name == "Payments"
        assert second.gather().name == "Payments again"
        assert first.circle != second.circle


def test_a_circle_of_the_members_own_making_is_not_taken_for_the_goals(maya):
    with acting_as(maya):
        Circle.named(maya, "Law")
    goal = make_goal(maya, field="law")
    with acting_as(maya):
        assert goal.gather().name == "To be at home in law"


@pytest.mark.parametrize("sentence", ["Family", "🙂🙂", "x" * 200, "İ" * 120])
def test_no_two_goals_share_a_circle_nor_one_of_the_members_own(maya, sentence):
    with acting_as(maya):
        Circle.named(maya, "Family")
        circles = {make_goal(maya, sentence).gather().pk for _ in range(3)}
        assert len(circles) == 3
        assert Circle.objects.get(folded="family").pk not in circles


def test_at_the_end_the_circle_stays_or_is_dissolved_and_its_people_stay(maya):
    kept, dissolved = make_goal(maya, field="law"), make_goal(maya, field="payments")
    ana = make_contact(maya, "Ana Lima")
    with acting_as(maya):
        for goal in (kept, dissolved):
            ana.join(goal.gather().name)
        kept.reach("", now=NOW, keeps_circle=True)
        dissolved.let_go("", now=NOW, keeps_circle=False)
        kept.refresh_from_db()
        dissolved.refresh_from_db()
        assert kept.circle.name == "Law" and dissolved.circle is None
        assert Contact.objects.get(pk=ana.pk).memberships.count() == 1


def test_a_goal_is_read_whole_as_the_models_would(maya, stranger, django_assert_num_queries):
    with acting_as(maya):
        own = Speciality.named(maya, "outdoor-shops", "Climbing walls")
        goals = [
            make_goal(maya, "Plain"),
            make_goal(maya, field="outdoor-shops", speciality=own, why="O'Hara %s"),
        ]
        goals[1].gather()
        for goal in goals:
            expected = Goal.objects.select_related("speciality", "circle").get(pk=goal.pk)
            with django_assert_num_queries(1):
                found = whole(maya, goal.pk)
                names = [str(part) for part in (found, found.speciality, found.circle)]
            assert names == [str(part) for part in (expected, expected.speciality, expected.circle)]
            assert found == expected and not found._state.adding
            for field in Goal._meta.concrete_fields:
                assert getattr(found, field.attname) == getattr(expected, field.attname), field
        assert whole(maya, 10**30) is None
    with acting_as(stranger):
        assert whole(stranger, goals[0].pk) is None
        assert whole(maya, goals[0].pk) is None, "behind it stands row security"

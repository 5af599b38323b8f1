"""People to meet: written one a line, found again among one's people, kept once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.contacts.clearing import long_unchosen
from apps.contacts.models import Contact, Origin
from apps.contacts.naming import UnfitName
from apps.core import due
from apps.core.scope import acting_as
from apps.goals.forms.target import PeopleField
from apps.goals.models import Goal, Target
from apps.goals.targets import add_people, aim_at, people_in
from tests.conftest import NOW
from tests.goals.making import make_goal
from tests.making import make_contact, make_touch
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(maya) -> Goal:
    return make_goal(maya, "To be at home among makers")


def whats(goal: Goal) -> dict[str, str]:
    targets = Target.objects.filter(goal=goal).select_related("contact").order_by("pk")
    return {target.contact.name: target.what for target in targets}


def test_people_are_written_one_a_line_with_who_they_are_behind_the_comma(goal):
    with acting_as(goal.owner):
        added = add_people(
            goal, "Eve Lindqvist, buys for outdoor shops, in Malmö\n\n- Jo Roy (sews)\n2. Pim\n", now=NOW
        )

        assert [target.contact.name for target in added.targets] == ["Eve Lindqvist", "Jo Roy", "Pim"]
        assert added.again == added.known == added.unclear == []
        assert whats(goal) == {
            "Eve Lindqvist": "buys for outdoor shops, in Malmö", "Jo Roy": "sews", "Pim": "",
        }  # fmt: skip
        assert_nothing_differs()


def test_somebody_of_exactly_that_name_is_that_person(goal):
    eve = make_contact(goal.owner, "Éve Lindqvist")
    make_contact(goal.owner, "Eve Lindqvist-Holm")
    with acting_as(goal.owner):
        added = add_people(goal, "eve LINDQVIST, buys", now=NOW)

        assert [target.contact for target in added.targets] == added.known == [eve]
        assert Contact.objects.count() == 2
        eve.refresh_from_db()
        assert eve.origin == Origin.TYPED


def test_of_namesakes_nothing_is_kept_until_one_is_chosen(goal):
    one, other = make_contact(goal.owner, "Ana Lima"), make_contact(goal.owner, "Ana Lima")
    with acting_as(goal.owner):
        added = add_people(goal, "Ana Lima, makes tents\nPim", now=NOW)
        assert [target.contact.name for target in added.targets] == ["Pim"]
        assert added.left == "Ana Lima, makes tents"

        add_people(goal, added.left, now=NOW, chosen={"ana lima": other})
        assert set(Target.objects.values_list("contact", flat=True)) >= {other.pk}
        assert not Target.objects.filter(contact=one).exists()

        add_people(goal, "Ana Lima, the third", now=NOW, chosen={"ana lima": None})
        assert Contact.objects.filter(sort_key="ana lima").count() == 3


def test_a_person_twice_is_kept_once_and_said(goal):
    with acting_as(goal.owner):
        added = add_people(goal, "Eve Lindqvist\nEVE LINDQVIST, buys", now=NOW)
        assert added.again == ["Eve Lindqvist"]
        assert whats(goal) == {"Eve Lindqvist": "buys"}

        added = add_people(goal, "Eve Lindqvist, sells", now=NOW)
        assert (added.targets, added.again) == ([], ["Eve Lindqvist"])
        assert whats(goal) == {"Eve Lindqvist": "buys"}


def test_somebody_is_to_be_met_for_several_goals(goal):
    other = make_goal(goal.owner, "Another")
    with acting_as(goal.owner):
        add_people(goal, "Eve Lindqvist, buys", now=NOW)
        added = add_people(other, "Eve Lindqvist, runs fairs", now=NOW)

        assert len(added.known) == 1
        assert Contact.objects.count() == 1
        assert aim_at(other, added.known[0], "again", now=NOW).again == ["Eve Lindqvist"]


def test_anothers_person_of_that_name_is_nobody(goal, stranger):
    make_contact(stranger, "Eve Lindqvist")
    with acting_as(goal.owner):
        assert add_people(goal, "Eve Lindqvist", now=NOW).known == []


def test_who_is_to_be_met_is_never_brought_up_by_itself(goal):
    member = goal.owner
    with acting_as(member):
        eve = add_people(goal, "Eve Lindqvist", now=NOW).targets[0].contact
        eve.refresh_from_db()
        people = Contact.objects.of(member)
        for years in (0, 1, 5):
            later = NOW + timedelta(days=366 * years)
            assert not people.dormant(later.date()).exists()
            assert not people.undecided().exists()
            assert not long_unchosen(member, later.date()).exists()
    for years in (0, 1, 5):
        found = due.gather([member], now=NOW + timedelta(days=366 * years))[member.pk]
        assert [item for item in found if item.contact_id == eve.pk and item.section == 1] == []
    assert (eve.origin, eve.rhythm_days, eve.due_on, eve.just_remember_on) == ("to_meet", None, None, None)


def test_once_met_one_may_decide_about_them(goal):
    with acting_as(goal.owner):
        eve = add_people(goal, "Eve Lindqvist", now=NOW).targets[0].contact
    make_touch(goal.owner, eve, NOW.date(), "met")
    with acting_as(goal.owner):
        assert list(Contact.objects.of(goal.owner).undecided()) == [eve]


@pytest.mark.parametrize("line", ["(buys)", ", buys", "x" * 201, "Eve, " + "y" * 201])
def test_a_line_that_cannot_be_kept_is_named_and_nothing_is_kept(goal, line):
    with acting_as(goal.owner), pytest.raises(UnfitName) as refused:
        add_people(goal, f"Jo Roy\n{line}", now=NOW)
    assert refused.value.entry == line
    assert not Target.objects.exists()
    with pytest.raises(ValidationError):
        PeopleField().clean(line)


def test_more_than_two_hundred_are_refused_with_a_sentence():
    with pytest.raises(ValidationError, match="At most 200"):
        PeopleField().clean("\n".join(f"Person {number}" for number in range(201)))


def test_mere_punctuation_is_no_line():
    assert people_in("--\n…\n\n") == []


def test_as_many_statements_for_one_as_for_thirty(goal):
    counts = []
    for group in (["A 1", "A 2", "A 3"], [f"B {number}" for number in range(30)]):
        for name in group[::2]:
            make_contact(goal.owner, name)
        with acting_as(goal.owner), CaptureQueriesContext(connection) as queries:
            add_people(goal, "\n".join(f"{name}, makes" for name in group), now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]

"""Every verb leaves rhythm and search as a fresh computation would: any order, any number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.contacts.models import Circle, Contact, Interaction, Membership
from apps.core.acts import Act, act
from apps.core.scope import acting_as
from apps.core.taking_back import CannotTakeBack, take_back
from tests.architecture.world import NOW
from tests.making import make_contact, make_member
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
VERBS = ("log", "strike", "rhythm", "no_rhythm", "join", "let_be", "bring_back", "remember", "died", "delete")
steps = st.lists(
    st.tuples(st.sampled_from([*VERBS, "take_back"]), st.integers(0, 2), st.integers(0, 700)), max_size=12
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_nothing_differs_after_any_journey(db, journey):
    member = make_member(f"m{Act.objects.count()}-{len(journey)}-{hash(tuple(journey))}@example.org")
    people = [make_contact(member, f"Person {n}", first_due_on=TODAY) for n in range(3)]
    for verb, whom, days in journey:
        with acting_as(member):
            do(member, verb, people[whom].pk, days)
            assert_nothing_differs()


def do(member, verb, pk, days):
    """One act of the member's, whether or not it makes sense just now."""
    if verb == "take_back":
        take_last_back(member)
        return
    person = Contact.objects.of(member).filter(pk=pk).first()
    if person is None:
        return
    with act(member, verb, facts={"name": person.name}, now=NOW):
        if verb == "log":
            Interaction.log(
                member,
                [person],
                kind="talked",
                on=TODAY - timedelta(days=days),
                note="boats " * (days % 2),
                now=NOW,
            )
        elif verb == "strike":
            touch = Interaction.objects.of(member).filter(participations__contact=person).first()
            if touch and days % 2:
                touch.correct(kind="met", on=touch.happened_on, note=f"the word{days}")
            elif touch:
                touch.strike()
        elif verb == "rhythm":
            person.choose_rhythm(days % 365 + 1, today=TODAY, now=NOW)
        elif verb == "join":
            person.join(f"Circle {days % 3}")
            Contact.objects.reindex([person.pk])
            Contact.objects.recompute([person.pk])
        elif verb == "no_rhythm":
            person.choose_rhythm(None, today=TODAY, now=NOW)
        elif verb == "let_be":
            person.let_be(now=NOW)
        elif verb == "bring_back":
            person.bring_back(now=NOW)
        elif verb == "remember":
            person.just_remember(today=TODAY, now=NOW)
        elif verb == "died":
            person.has_died(TODAY, now=NOW)
        else:
            person.delete()


def take_last_back(member):
    """The newest act that still stands, if there is one."""
    last = Act.objects.of(member).filter(taken_back_at=None).order_by("-pk").first()
    if last:
        try:
            take_back(member, last, now=NOW)
        except CannotTakeBack:
            raise AssertionError("an open act must be open to taking back") from None


def test_circle_gone_takes_its_word_from_the_search(as_maya):
    ana = make_contact(as_maya, "Ana Lima")
    ana.join("Choir")
    Contact.objects.reindex([ana.pk])
    with act(as_maya, "leave", now=NOW) as done:
        Membership.objects.get(contact=ana).delete()
        Contact.objects.reindex([ana.pk])
    take_back(as_maya, done, now=NOW)
    assert Circle.objects.filter(memberships__contact=ana).exists()
    assert_nothing_differs()

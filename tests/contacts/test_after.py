"""After an act was taken back: exactly those whom it changed are computed anew."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    Interaction,
    Organisation,
    SearchToken,
)
from apps.core.acts import act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def ana(maya) -> Contact:
    return make_contact(maya, "Ana", rhythm_days=30, first_due_on=TODAY)


def tokens(person: Contact) -> set[str]:
    return set(SearchToken.objects.filter(contact=person).values_list("token", flat=True))


def undone(maya, now, change) -> None:
    with act(maya, "edit", now=now) as done:
        change()
    take_back(maya, done, now=now)


def test_removed_touch_moves_the_rhythm_of_everyone_who_was_there(maya, ana, now):
    ben = make_contact(maya, "Ben", rhythm_days=91, first_due_on=TODAY)
    with acting_as(maya):
        undone(maya, now, lambda: Interaction.log(maya, [ana, ben], kind="met", on=TODAY, now=now))
        for person in (ana, ben):
            person.refresh_from_db()
            assert (person.last_touch_on, person.due_on) == (None, TODAY)


def test_struck_and_corrected_touches_come_back(maya, ana, now):
    touch = make_touch(maya, ana, date(2026, 10, 1))
    with acting_as(maya):
        undone(maya, now, touch.strike)
        ana.refresh_from_db()
        assert ana.last_touch_on == date(2026, 10, 1)
        touch = Interaction.objects.get()
        undone(maya, now, lambda: touch.correct(kind="met", on=TODAY, note=""))
        ana.refresh_from_db()
        assert ana.last_touch_on == date(2026, 10, 1)


def test_circle_gone_again_is_no_longer_searched(maya, ana, now):
    with acting_as(maya):
        before = tokens(ana)

        def join() -> None:
            ana.join("Choir")
            Contact.objects.reindex([ana.pk])

        undone(maya, now, join)
        assert tokens(ana) == before


def test_circles_rhythm_taken_back_moves_its_people(maya, now):
    ben = make_contact(maya, "Ben")
    with acting_as(maya):
        ben.join("Choir")
        undone(maya, now, lambda: Circle.objects.get().choose_rhythm(30, today=TODAY))
        ben.refresh_from_db()
        assert ben.due_on is None


def test_address_and_organisation_taken_back_are_no_longer_searched(maya, ana, now):
    with acting_as(maya):
        before = tokens(ana)

        def add() -> None:
            ContactPoint.objects.create(
                owner=maya, contact=ana, kind="email", value="x@new.example", match_key="x@new.example"
            )
            place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
            Affiliation.objects.create(owner=maya, contact=ana, organisation=place)
            Contact.objects.reindex([ana.pk])

        undone(maya, now, add)
        assert tokens(ana) == before


def test_renamed_organisation_taken_back_is_searched_by_its_old_name(maya, ana, now):
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        Affiliation.objects.create(owner=maya, contact=ana, organisation=place)

        def rename() -> None:
            Organisation.objects.update(name="Marina")
            Contact.objects.reindex([ana.pk])

        undone(maya, now, rename)
        assert "harbour" in tokens(ana)
        assert "marina" not in tokens(ana)


def test_renamed_and_deleted_person_is_found_as_before(maya, ana, now):
    with acting_as(maya):
        before = tokens(ana)

        def rename() -> None:
            ana.name = "Zoe"
            ana.rewrite(["name"], now=now)

        undone(maya, now, rename)
        ana.refresh_from_db()
        assert (tokens(ana), ana.sort_key, ana.letter) == (before, "ana", "A")
        undone(maya, now, lambda: Contact.objects.get().delete())
        assert tokens(ana) == before


def test_nobody_else_is_touched(maya, ana, now):
    bystander = make_contact(maya, "Bystander")
    with acting_as(maya):
        SearchToken.objects.filter(contact=bystander).delete()
        Contact.objects.filter(pk=bystander.pk).update(due_on=TODAY)
        undone(maya, now, lambda: Interaction.log(maya, [ana], kind="met", on=TODAY, now=now))
        bystander.refresh_from_db()
        assert (tokens(bystander), bystander.due_on) == (set(), TODAY)


def test_act_of_another_kind_asks_nothing(maya, ana, now, django_assert_num_queries):
    from apps.contacts.after import refresh
    from apps.core.due import Rest

    with acting_as(maya), act(maya, "rest", now=now) as done:
        pass
    with acting_as(maya), django_assert_num_queries(0):
        refresh(maya, done, {Rest: {1}})

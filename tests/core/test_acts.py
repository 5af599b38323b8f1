"""Acts: remembered row by row, taken back row for row."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.contacts.models import (
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Interaction,
    Membership,
    Participation,
)
from apps.core.acts import LARGE, Act, Repeated, act
from apps.core.scope import acting_as
from apps.core.taking_back import CannotTakeBack, take_back, take_back_asked
from tests.making import make_contact, make_touch

pytestmark = pytest.mark.django_db


def test_deleted_person_returns_with_everything(as_maya, now):
    ana = make_contact(as_maya, "Ana Lima", email="ana@example.org", notes="Lisbon")
    make_touch(as_maya, ana, date(2026, 7, 18), note="her move")
    before = snapshot()
    with act(as_maya, "delete", now=now) as done:
        ana.delete()
    assert not Contact.objects.exists() and not Participation.objects.exists()

    outcome = take_back(as_maya, done, now=now)

    assert snapshot() == before
    assert not any(outcome.kept.values())


def test_created_row_goes_and_edited_one_stays_with_its_parts(as_maya, now):
    with act(as_maya, "import", now=now) as done:
        ana, ben = (
            Contact.objects.create(owner=as_maya, name=name, created_at=now, changed_at=now)
            for name in ("Ana", "Ben")
        )
        for person in (ana, ben):
            ContactPoint.objects.create(owner=as_maya, contact=person, kind="phone", value="1")
    Contact.objects.filter(pk=ana.pk).update(city="Lisbon")

    outcome = take_back(as_maya, done, now=now)

    assert [c.name for c in Contact.objects.all()] == ["Ana"]
    assert [p.contact_id for p in ContactPoint.objects.all()] == [ana.pk]
    assert outcome.kept[Contact] == {ana.pk}


def test_created_row_stays_where_something_later_hangs_on_it(as_maya, now):
    with act(as_maya, "add", now=now) as done:
        ana = Contact.objects.create(owner=as_maya, name="Ana", created_at=now, changed_at=now)
    make_touch(as_maya, ana, date(2026, 11, 1))

    outcome = take_back(as_maya, done, now=now)

    assert Contact.objects.filter(pk=ana.pk).exists()
    assert outcome.kept[Contact] == {ana.pk}


def test_one_kept_member_of_a_circle_does_not_keep_the_others(as_maya, now):
    with act(as_maya, "import", now=now) as done:
        circle = Circle.named(as_maya, "Choir")
        people = [
            Contact.objects.create(owner=as_maya, name=n, created_at=now, changed_at=now) for n in "ABC"
        ]
        for person in people:
            Membership.objects.create(owner=as_maya, contact=person, circle=circle)
    Contact.objects.filter(pk=people[0].pk).update(city="Porto")

    take_back(as_maya, done, now=now)

    assert [c.name for c in Contact.objects.all()] == ["A"]
    assert Membership.objects.count() == 1 and Circle.objects.count() == 1


def test_column_changed_since_is_kept_and_told(as_maya, now):
    ana = make_contact(as_maya, "Ana", city="Porto", relation="friend")
    with act(as_maya, "edit", now=now) as done:
        Contact.objects.filter(pk=ana.pk).update(city="Lisbon", relation="cousin")
    Contact.objects.filter(pk=ana.pk).update(city="Faro")

    outcome = take_back(as_maya, done, now=now)

    ana.refresh_from_db()
    assert (ana.city, ana.relation) == ("Faro", "friend")
    assert outcome.kept[Contact] == {ana.pk}


def test_taking_back_recomputes_rhythm(as_maya, now):
    ana = make_contact(as_maya, "Ana", rhythm_days=30, first_due_on=date(2026, 11, 22))
    with act(as_maya, "log", now=now) as done:
        touch = Interaction.objects.create(
            owner=as_maya, kind="talked", happened_on=date(2026, 11, 20), created_at=now
        )
        Participation.objects.create(owner=as_maya, interaction=touch, contact=ana)
        Contact.objects.recompute([ana.pk])
    ana.refresh_from_db()
    assert ana.due_on == date(2026, 12, 20)

    take_back(as_maya, done, now=now)

    ana.refresh_from_db()
    assert (ana.due_on, ana.last_touch_on) == (date(2026, 11, 22), None)


def test_second_post_of_a_form_writes_nothing(as_maya, now):
    key = uuid.uuid4()
    with act(as_maya, "add", key=key, led_to="/contacts/", now=now):
        Contact.objects.create(owner=as_maya, name="Ana", created_at=now, changed_at=now)
    with pytest.raises(Repeated) as again, act(as_maya, "add", key=key, now=now):
        Contact.objects.create(owner=as_maya, name="Ana", created_at=now, changed_at=now)
    assert again.value.first.led_to == "/contacts/"
    assert Contact.objects.count() == 1


def test_act_is_taken_back_once_and_in_time(as_maya, now):
    with act(as_maya, "add", now=now) as done:
        pass
    take_back(as_maya, done, now=now)
    with pytest.raises(CannotTakeBack):
        take_back(as_maya, done, now=now)
    with act(as_maya, "add", now=now) as late:
        pass
    with pytest.raises(CannotTakeBack):
        take_back(as_maya, late, now=now + timedelta(days=31))


def test_large_act_is_left_to_the_worker_and_taken_back_by_it(maya, client_of, now):
    with acting_as(maya):
        with act(maya, "import", now=timezone.now()) as done:
            people = [
                Contact(owner=maya, name=f"Person {n}", created_at=now, changed_at=now)
                for n in range(LARGE + 1)
            ]
            Contact.objects.bulk_create(people)
        Contact.objects.filter(pk=people[3].pk).update(city="Porto")
    client_of(maya).post(reverse("take_back", args=[done.pk]))
    done.refresh_from_db()
    assert done.asked_back_at and not done.taken_back_at

    assert take_back_asked() == 1

    with acting_as(maya):
        assert [person.name for person in Contact.objects.all()] == ["Person 3"]
    done.refresh_from_db()
    assert (done.taken_back_at, done.kept) == (done.asked_back_at, 1)
    assert take_back_asked() == 0


def test_nothing_is_recorded_outside_an_act(as_maya, now):
    make_contact(as_maya, "Ana")
    assert not Act.objects.exists()


def snapshot() -> dict[str, list[dict[str, object]]]:
    models = (Contact, ContactPoint, Interaction, Participation)
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in models}


def test_columns_that_belong_together_come_back_together_or_not_at_all(as_maya, now):
    ana = make_contact(as_maya, "Ana")
    day = ImportantDate.objects.create(owner=as_maya, contact=ana, kind="birthday", month=2, day=10)
    with act(as_maya, "edit", now=now) as done:
        ImportantDate.objects.filter(pk=day.pk).update(month=3, day=11)
    ImportantDate.objects.filter(pk=day.pk).update(day=30)

    outcome = take_back(as_maya, done, now=now)

    day.refresh_from_db()
    assert (day.month, day.day) == (3, 30)  # not 30 February
    assert outcome.kept[ImportantDate] == {day.pk}


def test_key_taken_meanwhile_keeps_the_row_as_it_is(as_maya, now):
    alpha = Circle.named(as_maya, "Alpha")
    with act(as_maya, "rename", now=now) as done:
        Circle.objects.filter(pk=alpha.pk).update(name="Beta", folded="beta")
    Circle.named(as_maya, "Alpha")

    outcome = take_back(as_maya, done, now=now)

    assert sorted(Circle.objects.values_list("name", flat=True)) == ["Alpha", "Beta"]
    assert outcome.kept[Circle] == {alpha.pk}


def test_taken_back_in_the_order_they_were_done_everything_returns(as_maya, now):
    pia, quin = make_contact(as_maya, "Pia"), make_contact(as_maya, "Quin")
    Interaction.log(as_maya, [pia, quin], kind="met", on=date(2026, 11, 1), now=now)
    before, acts = snapshot(), []
    for person in (pia, quin):
        with act(as_maya, "delete", now=now) as done:
            person.delete()
        acts.append(done)

    outcomes = [take_back(as_maya, each, now=now) for each in acts]

    assert snapshot() == before
    assert any(outcomes[0].left_out.values()) and not any(outcomes[1].left_out.values())
    assert not Act.objects.exclude(left_out={}).exists()

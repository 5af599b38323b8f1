"""Merging two entries of one person: all that was kept about both is kept about one, and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from apps.contacts.merging.merge import NoLongerThere, SamePerson, merge
from apps.contacts.merging.pairs import tell_apart
from apps.contacts.models import (
    Affiliation,
    Cause,
    Circle,
    Comparison,
    Contact,
    ContactPoint,
    Fingerprint,
    Give,
    ImportantDate,
    Interaction,
    Membership,
    Organisation,
    Participation,
    Photo,
    TwoPeople,
)
from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.fence import owned_models
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from tests.making import make_contact, make_touch
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db
DERIVED = {"Act", "ActRow", "Likeness", "Comparison", "SearchToken"}


def everything(member) -> dict[str, list[dict[str, Any]]]:
    """Every row the member owns, but what is made again; of people without what is computed."""
    left_out = {"last_touch_on", "due_on", "sort_key", "letter", "changed_at"}
    with acting_as(member):
        return {
            model.__name__: [
                {name: _plain(value) for name, value in row.items() if name not in left_out}
                for row in model.objects.of(member).order_by("pk").values()
            ]
            for model in owned_models()
            if model.__name__ not in DERIVED
        }


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.fixture
def liz(maya) -> Contact:
    return make_contact(maya, "Liz Moss", email="liz@example.org", city="Oakland", rhythm_days=30)


@pytest.fixture
def elizabeth(maya) -> Contact:
    return make_contact(
        maya,
        "Elizabeth Moss",
        email="liz@example.org",
        phone="+15105550100",
        nickname="Lizzie",
        origin="file",
    )


def united(maya, liz, elizabeth, now, **chosen: str) -> Act:
    with acting_as(maya):
        merge(maya, liz, elizabeth, chosen, now)
        done: Act = Act.objects.get(verb="merge")
        return done


def test_addresses_are_united_and_empty_columns_filled(maya, liz, elizabeth, now):
    united(maya, liz, elizabeth, now)
    with acting_as(maya):
        only = Contact.objects.get()
        assert (only.pk, only.name, only.nickname, only.city) == (liz.pk, "Liz Moss", "Lizzie", "Oakland")
        assert set(ContactPoint.objects.values_list("value", flat=True)) == {
            "liz@example.org",
            "+15105550100",
        }
        assert_nothing_differs()


def test_chosen_side_stays(maya, liz, elizabeth, now):
    united(maya, liz, elizabeth, now, name="gone")
    with acting_as(maya):
        assert Contact.objects.get().name == "Elizabeth Moss"


def test_notes_of_both_are_kept(maya, now):
    one = make_contact(maya, "Ana Lima", notes="Likes letters.")
    two = make_contact(maya, "Ana Lima", notes="Keeps bees.")
    united(maya, one, two, now)
    with acting_as(maya):
        assert Contact.objects.get().notes == "Likes letters.\n\nKeeps bees."


def test_dinner_where_both_were_counts_once(maya, liz, elizabeth, now):
    make_touch(maya, liz, date(2026, 5, 1))
    make_touch(maya, elizabeth, date(2026, 9, 1))
    with acting_as(maya):
        Interaction.log(maya, [liz, elizabeth], kind="met", on=date(2026, 7, 1), now=now)
    united(maya, liz, elizabeth, now)
    with acting_as(maya):
        assert Participation.objects.count() == 3
        only = Contact.objects.get()
        assert (only.last_touch_on, only.due_on) == (date(2026, 9, 1), date(2026, 10, 1))


def test_what_both_have_stands_once(maya, liz, elizabeth, now):
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour Press", folded="harbour press")
        for person, role in ((liz, ""), (elizabeth, "editor")):
            person.join("Choir")
            made = {"owner": maya, "contact": person}
            Affiliation.objects.create(**made, organisation=place, role=role)
            Cause.objects.create(**made, name="Rivers", folded="rivers")
            Give.objects.create(**made, what="carried boxes", happened_on=date(2026, 1, 1))
            ImportantDate.objects.create(**made, kind="birthday", month=3, day=9, year=1980 if role else None)
            Photo.objects.create(**made, image=role.encode() or b"x", digest=(role or "x")[:1].encode() * 32)
    united(maya, liz, elizabeth, now, photo="gone")
    with acting_as(maya):
        counts = [
            model.objects.count() for model in (Membership, Affiliation, Cause, Give, ImportantDate, Photo)
        ]
        assert counts == [1] * 6
        assert Affiliation.objects.get().role == "editor"
        assert ImportantDate.objects.get().year == 1980
        assert bytes(Photo.objects.get().image) == b"editor"
        assert Circle.objects.filter(name="Choir").count() == 1


def test_two_stints_at_one_place_stay_two(maya, liz, elizabeth, now):
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        for person, year in ((liz, 2001), (elizabeth, 2011)):
            Affiliation.objects.create(
                owner=maya, contact=person, organisation=place, role="editor", from_on=date(year, 1, 1)
            )
    united(maya, liz, elizabeth, now)
    with acting_as(maya):
        assert Affiliation.objects.count() == 2


def test_nobody_introduces_themselves_and_no_circle_arises(maya, now):
    ben = make_contact(maya, "Ben")
    one = make_contact(maya, "Ana Lima", introduced_by=ben)
    two = make_contact(maya, "Ana L.", introduced_by=one)
    cara = make_contact(maya, "Cara", introduced_by=two)
    three = make_contact(maya, "A. Lima", introduced_by=cara)
    with acting_as(maya):
        merge(maya, one, two, {}, now)
        one.refresh_from_db()
        assert one.introduced_by == ben
        merge(maya, one, three, {"introduced_by": "gone"}, now)
        one.refresh_from_db()
        cara.refresh_from_db()
        assert (one.introduced_by, cara.introduced_by) == (ben, one)
        merge(maya, one, ben, {}, now)
        one.refresh_from_db()
        assert one.introduced_by is None


def test_later_rest_holds_and_people_told_apart_stay_told_apart(maya, liz, elizabeth, now):
    sister, cousin = make_contact(maya, "Lisa Moss"), make_contact(maya, "Lis Moss")
    with acting_as(maya):
        Rest.until(maya, f"contact:{liz.pk}", date(2026, 12, 1))
        Rest.until(maya, f"contact:{elizabeth.pk}", date(2026, 12, 9))
        Rest.until(maya, f"before:{elizabeth.pk}", date(2026, 12, 3))
        for one, other in ((elizabeth, sister), (liz, sister), (cousin, elizabeth), (liz, elizabeth)):
            tell_apart(maya, one.pk, other.pk)
    before = everything(maya)
    done = united(maya, liz, elizabeth, now)
    with acting_as(maya):
        rests = set(Rest.objects.values_list("subject", "until_on"))
        assert rests == {(f"contact:{liz.pk}", date(2026, 12, 9)), (f"before:{liz.pk}", date(2026, 12, 3))}
        pairs = set(TwoPeople.objects.values_list("contact_id", "other_id"))
        assert pairs == {(liz.pk, sister.pk), (liz.pk, cousin.pk)}
        take_back(maya, done, now=now)
    assert everything(maya) == before


def test_from_before_and_first_entry_are_kept(maya, now):
    earlier = now - timedelta(days=900)
    one = make_contact(maya, "Ana Lima", origin="file")
    two = make_contact(maya, "Ana Lima", origin="walk", created_at=earlier, from_before_on=date(2026, 1, 1))
    united(maya, one, two, now)
    with acting_as(maya):
        only = Contact.objects.get()
        assert (only.origin, only.created_at, only.from_before_on) == ("walk", earlier, date(2026, 1, 1))
        assert only.uid == one.uid


def test_let_be_holds_over_a_rhythm_unless_chosen_otherwise(maya, liz, now):
    resting = make_contact(maya, "Liz Moss", let_be_at=now)
    united(maya, liz, resting, now)
    with acting_as(maya):
        only = Contact.objects.get()
        assert only.let_be_at and only.due_on is None


def test_merge_with_oneself_or_with_somebody_gone_changes_nothing(maya, liz, elizabeth, now):
    before = everything(maya)
    with acting_as(maya), pytest.raises(SamePerson):
        merge(maya, liz, liz, {}, now)
    assert everything(maya) == before
    with acting_as(maya):
        Contact.objects.filter(pk=elizabeth.pk).delete()
    before = everything(maya)
    with acting_as(maya), pytest.raises(NoLongerThere):
        merge(maya, liz, elizabeth, {}, now)
    assert everything(maya) == before


def test_people_are_compared_again_after_a_merge(maya, liz, elizabeth, now):
    united(maya, liz, elizabeth, now)
    with acting_as(maya):
        assert Comparison.objects.get().asked_at == now


def test_other_uid_is_remembered(maya, liz, elizabeth, now):
    united(maya, liz, elizabeth, now)
    with acting_as(maya):
        assert Fingerprint.objects.get().contact == liz

"""A merge taken back: row for row as before; what was changed since is kept and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from apps.contacts.merging.merge import merge
from apps.contacts.models import (
    Affiliation,
    Ask,
    Cause,
    Contact,
    ContactPoint,
    Fingerprint,
    Give,
    ImportantDate,
    ImportBatch,
    ImportRow,
    Interaction,
    Organisation,
    Period,
    Photo,
    Recollection,
)
from apps.core.acts import Act
from apps.core.due import Rest
from apps.core.scope import acting_as
from apps.core.taking_back import TakenBack, take_back
from apps.nudges.models import Digest, Nudge
from tests.contacts.test_merging import everything
from tests.making import make_contact
from tests.recomputing import assert_nothing_differs

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(maya, now) -> tuple[Contact, Contact]:
    """Two entries with one of everything each, some of it the same."""
    ben = make_contact(maya, "Ben")
    one = make_contact(maya, "Liz Moss", email="liz@example.org", rhythm_days=30, notes="one")
    two = make_contact(maya, "Elizabeth Moss", email="liz@example.org", phone="+15105550100", notes="two")
    make_contact(maya, "Cara", introduced_by=two)
    with acting_as(maya):
        place = Organisation.objects.create(owner=maya, name="Harbour", folded="harbour")
        period = Period.objects.create(owner=maya, kind="job", begun_at=now)
        batch = ImportBatch.objects.create(owner=maya, filename="a.vcf", uploaded_at=now)
        digest = Digest.objects.create(owner=maya, on=date(2026, 11, 20), planned_at=now)
        for number, person in enumerate((one, two), 1):
            made = {"owner": maya, "contact": person}
            Affiliation.objects.create(**made, organisation=place, role="editor" if number == 2 else "")
            Ask.objects.create(**made, what="a name", happened_on=date(2026, 1, number))
            Cause.objects.create(**made, name="Rivers", folded="rivers", where="" if number == 1 else "radio")
            Give.objects.create(**made, what="boxes", happened_on=date(2026, 1, 1))
            ImportantDate.objects.create(**made, kind="birthday", month=3, day=number)
            ImportantDate.objects.create(**made, kind="other", label="wedding", month=5, day=5)
            Photo.objects.create(**made, image=bytes([number]), digest=bytes([number]) * 32)
            Fingerprint.objects.create(**made, digest=bytes([number]) * 32)
            Recollection.objects.create(**made, period=period)
            ImportRow.objects.create(**made, batch=batch, number=number, line=number, outcome="created")
            Nudge.objects.create(
                **made, digest=digest, position=number, kind="rhythm", subject=f"contact:{person.pk}",
                due_on=digest.on,
            )  # fmt: skip
            Rest.until(maya, f"contact:{person.pk}", date(2026, 12, number))
            person.join("Choir")
            person.join(f"Circle {number}")
        for day in range(50):
            there = [[one], [two], [one, two], [two, ben]][day % 4]
            Interaction.log(maya, there, kind="met", on=date(2026, 1, 1) + timedelta(days=day), now=now)
        Contact.objects.reindex([one.pk, two.pk])
        Contact.objects.recompute([one.pk, two.pk])
    return one, two


def merged(maya, two, now, **chosen: str) -> Act:
    with acting_as(maya):
        merge(maya, *two, chosen, now)
        done: Act = Act.objects.get(verb="merge")
        return done


def taken_back(maya, done, now) -> TakenBack:
    with acting_as(maya):
        return take_back(maya, done, now=now)


CHOICES = (
    {},
    {"name": "gone", "photo": "gone", "birthday": "gone", "notes": "gone", "pace": "gone"},
    {"notes": "both", "photo": "into", "birthday": "into"},
)


@pytest.mark.parametrize("chosen", CHOICES)
def test_all_rows_are_as_before(maya, two, now, chosen):
    before = everything(maya)
    done = merged(maya, two, now, **chosen)
    with acting_as(maya):
        assert_nothing_differs()
        assert set(Nudge.objects.values_list("contact_id", flat=True)) == {two[0].pk}
        assert set(ImportRow.objects.values_list("contact_id", flat=True)) == {two[0].pk}

    outcome = taken_back(maya, done, now)

    assert everything(maya) == before
    assert outcome.stayed == 0
    with acting_as(maya):
        assert_nothing_differs()


def test_later_edits_are_kept_and_told(maya, two, now):
    done = merged(maya, two, now, name="gone")
    with acting_as(maya):
        kept = Contact.objects.get(pk=two[0].pk)
        kept.name, kept.city = "Elizabeth Moss-Reyes", "Faro"
        kept.rewrite(["name", "city"], now=now)
        ContactPoint.objects.filter(value="+15105550100").update(label="at work")
        Interaction.log(maya, [kept], kind="wrote", on=date(2026, 11, 20), now=now)

    outcome = taken_back(maya, done, now)

    assert outcome.kept[Contact] == {two[0].pk}
    with acting_as(maya):
        one, other = Contact.objects.get(pk=two[0].pk), Contact.objects.get(pk=two[1].pk)
        assert (one.name, one.city, other.name) == ("Elizabeth Moss-Reyes", "Faro", "Elizabeth Moss")
        assert one.last_touch_on == date(2026, 11, 20)
        assert ContactPoint.objects.get(label="at work").contact == other
        assert_nothing_differs()


@pytest.mark.parametrize("newest_first", [True, False])
def test_merge_upon_merge_is_taken_back_in_either_order(maya, two, now, newest_first):
    third = make_contact(maya, "E. Moss", email="e@example.org")
    before = everything(maya)
    merged(maya, two, now)
    with acting_as(maya):
        merge(maya, two[0], third, {}, now)
        acts = list(Act.objects.order_by("-pk" if newest_first else "pk"))
    for done in acts:
        taken_back(maya, done, now)
    assert everything(maya) == before

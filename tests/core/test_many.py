"""Many rows by one statement: everything arrives as it was, in the order given, and as part of the act."""

from __future__ import annotations

from datetime import date

import pytest

from apps.contacts.models import Contact, ContactPoint, Fingerprint, ImportantDate
from apps.core.acts import act
from apps.core.many import insert, update
from apps.core.scope import acting_as
from tests.making import make_contact

pytestmark = pytest.mark.django_db

ROUGH = [
    '"quoted" \\ back',
    "tab\tand\nline",
    "Ólafsdóttir 👩‍🚀",
    "%s {braces} $1",
    "'); drop table x; --",
    "",
]


def people(member, now):
    common = {"owner": member, "created_at": now, "changed_at": now}
    return [
        Contact(
            **common,
            name=f"{n}",
            notes=text,
            extras=[["a", text]],
            met_on=date(2024, 2, 29) if n % 2 else None,
        )
        for n, text in enumerate(ROUGH)
    ]


def test_rows_arrive_as_they_were_and_know_their_pks(maya, now):
    rows = people(maya, now)
    with acting_as(maya), act(maya, "import", now=now) as done:
        insert(rows)
        kept = {row.pk: row for row in Contact.objects.all()}
        assert len(kept) == done.rows.count() == len(ROUGH)
    for row in rows:
        same = kept[row.pk]
        assert (row.name, row.notes, row.extras) == (same.name, same.notes, same.extras)
        assert (row.met_on, row.uid, row.created_at) == (same.met_on, same.uid, same.created_at)


def test_bytes_and_json_null(maya, now):
    ana = make_contact(maya)
    with acting_as(maya):
        insert([Fingerprint(owner=maya, digest=bytes(range(32)), contact=ana)])
        insert([ContactPoint(owner=maya, contact=ana, kind="email", value="a@b", parts=None)])
        assert bytes(Fingerprint.objects.get().digest) == bytes(range(32))
        assert ContactPoint.objects.get().parts is None


def test_conflicts_are_ignored_where_that_is_said(maya):
    with acting_as(maya):
        for _ in range(2):
            insert([Fingerprint(owner=maya, digest=b"1" * 32)], ignore_conflicts=True)
        assert Fingerprint.objects.count() == 1


def test_only_the_named_columns_are_written_and_only_ones_own_rows(maya, stranger, now):
    mine, theirs = make_contact(maya, city="Porto"), make_contact(stranger, "Ben", city="Porto")
    for row in (mine, theirs):
        row.city, row.name = "Lisboa", "changed"
    with acting_as(maya):
        update([mine, theirs], ["city"])
    mine.refresh_from_db(), theirs.refresh_from_db()
    assert (mine.city, mine.name, theirs.city) == ("Lisboa", "Ana Lima", "Porto")


def test_nothing_is_nothing(maya):
    insert([])
    update([], ["city"])
    assert not ImportantDate.objects.exists()

"""Scope: nobody sees, writes or points to another member's rows."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.contacts.models import Contact, ContactPoint
from apps.core.fence import _policy, between_rule, owned_models, raise_fence
from apps.core.scope import acting_as
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db


def test_member_sees_only_own_rows(maya, stranger):
    make_contact(maya, "Ana")
    make_contact(stranger, "Bob")
    with acting_as(maya):
        assert [c.name for c in Contact.objects.all()] == ["Ana"]
    with acting_as(stranger):
        assert [c.name for c in Contact.objects.all()] == ["Bob"]
    with acting_as(None):
        assert not Contact.objects.exists()


def test_another_members_rows_cannot_be_changed_or_made(maya, stranger, now):
    ana = make_contact(maya, "Ana")
    with acting_as(stranger):
        assert Contact.objects.filter(pk=ana.pk).update(name="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Contact.objects.create(owner=maya, name="x", created_at=now, changed_at=now)


def test_row_cannot_point_to_another_members_row(maya, stranger):
    ana = make_contact(maya, "Ana")
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(stranger):
        ContactPoint.objects.create(owner=stranger, contact_id=ana.pk, kind="email", value="x")
        check_now()


def test_nested_scope_comes_back(maya, stranger):
    with acting_as(maya):
        with acting_as(stranger):
            assert whoami() == ("kith_web", str(stranger.pk))
        assert whoami() == ("kith_web", str(maya.pk))
    assert whoami()[0] == "kith_owner"


def test_failed_inner_scope_leaves_outer_one(maya, stranger):
    with acting_as(maya):
        with pytest.raises(ZeroDivisionError), acting_as(stranger):
            raise ZeroDivisionError
        assert whoami() == ("kith_web", str(maya.pk))


def test_database_deletes_parts_and_forgets_introducer(as_maya):
    ana = make_contact(as_maya, "Ana", email="a@example.org")
    ben = make_contact(as_maya, "Ben", introduced_by=ana)
    with connection.cursor() as cursor:
        cursor.execute("delete from contacts_contact where id = %s", [ana.pk])
    ben.refresh_from_db()
    assert ben.introduced_by_id is None
    assert not ContactPoint.objects.exists()


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model.__name__)
def test_every_owned_table_has_one_policy_and_its_keys(model, db):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity from pg_class where oid = %s::regclass", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute("select count(*) from pg_policy where polrelid = %s::regclass", [table])
        assert cursor.fetchone() == (1,)
        cursor.execute(
            "select count(*) from pg_trigger where tgrelid = %s::regclass and tgname like 'record_%%'",
            [table],
        )
        assert cursor.fetchone() == (3 if model.recorded else 0,)


def test_fence_raised_again_changes_nothing(db, django_assert_num_queries):
    raise_fence()
    raise_fence()


def whoami() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('kith.member', true)")
        return cursor.fetchone()


def check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_row_between_two_members_is_seen_by_both_and_nobody_else(maya, stranger):
    other = make_member("other@example.org")
    with connection.cursor() as cursor:
        cursor.execute("create table shared_trial (id bigserial primary key, asks bigint, answers bigint)")
        for statement in _policy(set(), "shared_trial", between_rule("asks", "answers")):
            cursor.execute(statement)
        cursor.execute("grant select, insert on shared_trial to kith_web")
        cursor.execute("insert into shared_trial (asks, answers) values (%s, %s)", [maya.pk, stranger.pk])
    seen = {}
    for member in (maya, stranger, other, None):
        with acting_as(member), connection.cursor() as cursor:
            cursor.execute("select count(*) from shared_trial")
            seen[member and member.email] = cursor.fetchone()[0]
    assert list(seen.values()) == [1, 1, 0, 0]
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(other), connection.cursor() as cursor:
        cursor.execute("insert into shared_trial (asks, answers) values (%s, %s)", [maya.pk, stranger.pk])

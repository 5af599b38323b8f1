"""What an operator types."""

from __future__ import annotations

import json
from io import StringIO

import psycopg
import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection

from apps.accounts.management.commands.make_roles import make_roles
from apps.accounts.models import Member
from apps.contacts.models import Circle
from tests.making import make_contact

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


def test_added_member_can_sign_in_with_the_printed_password(visitor):
    password = run("add_member", " Ruth@Example.org ")
    answer = visitor().post("/accounts/login/", {"login": "ruth@example.org", "password": password})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert EmailAddress.objects.get(verified=True, primary=True).email == "ruth@example.org"


def test_added_member_has_the_given_password_and_the_starter_circles():
    assert run("add_member", "ruth@example.org", "--password", "short") == ""
    member = Member.objects.get()
    assert member.check_password("short")
    assert Circle.objects.of(member).count() == 5
    assert member.wants_note is None


@pytest.mark.parametrize("address", ["nobody", "a b@example.org", '"a,b"@example.org', ""])
def test_address_that_is_none_is_refused(address):
    with pytest.raises(CommandError, match="address"):
        run("add_member", address)
    assert not Member.objects.exists()


def test_address_of_a_member_is_refused(maya):
    with pytest.raises(CommandError, match="already"):
        run("add_member", "MAYA@example.org")


def test_stats_count_a_members_rows_and_no_one_elses(maya, stranger):
    make_contact(maya, "Ana Lima", email="ana@example.org")
    make_contact(stranger, "Tom Reyes")
    counts = json.loads(run("stats", "Maya@example.org"))
    assert (counts["contact"], counts["contactpoint"], counts["interaction"]) == (1, 1, 0)
    assert set(counts) >= {"circle", "act", "rest", "digest"}


def test_stats_of_nobody_say_so():
    with pytest.raises(CommandError, match="no member"):
        run("stats", "nobody@example.org")


def test_roles_may_be_made_again_and_passwords_come_by_the_environment(monkeypatch):
    """As whoever runs the tests: a login that may not create roles is told so, any other changes nothing."""
    monkeypatch.setenv("KITH_WEB_PASSWORD", "")
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as own:
        try:
            make_roles(own)
        except psycopg.errors.InsufficientPrivilege:
            own.rollback()
        rights = own.execute(
            "select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'kith_web'"
        )
        assert rights.fetchone() == (False, False, True)
        own.rollback()


def test_roles_without_a_login_that_may_make_them_say_what_to_set(monkeypatch, settings):
    address = settings.DATABASES["default"]
    monkeypatch.setenv(
        "KITH_ADMIN_DATABASE_URL",
        f"postgresql://kith_web:wrong@/{address['NAME']}?host={address['HOST'] or '/nowhere'}",
    )
    with pytest.raises(CommandError, match=r"KITH_ADMIN_DATABASE_URL|does not answer"):
        run("make_roles")


def test_roles_where_no_database_is_say_so(monkeypatch):
    monkeypatch.setenv("KITH_ADMIN_DATABASE_URL", "postgresql://a:b@/x?host=/nowhere")
    with pytest.raises(CommandError, match="does not answer"):
        run("make_roles")

"""Operators see counts, as the fenced role, and nobody else sees the page."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.core.scope import acting_as

pytestmark = pytest.mark.django_db


def test_operator_sees_counts(maya, client_of, settings):
    settings.KITH_OPERATORS = ["maya@example.org"]
    answer = client_of(maya).get("/ops/")
    assert answer.status_code == 200 and "messages due" in answer.content.decode()


def test_for_others_the_page_does_not_exist(maya, client_of):
    assert client_of(maya).get("/ops/").status_code == 404


def test_counts_that_no_member_may_see_come_to_the_fenced_role(maya, stranger):
    with acting_as(maya), connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("kith_web",)
        cursor.execute("select value from kith_counts(now()) where name = 'members'")
        assert cursor.fetchone() == (2,)
        cursor.execute("select due from kith_outbox_health(now())")
        assert cursor.fetchone() == (0,)

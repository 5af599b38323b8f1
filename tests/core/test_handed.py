"""Links people hand on: shown again, found by digest, ended, revoked; a dump opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings

from apps.core.handed import TOKEN_LETTERS, Link, find
from apps.core.links import LinkRefused
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_link_is_found_by_its_token_and_purpose_only(maya):
    link = Link.hand_out(maya, "feed", now=NOW)
    assert len(link.token) == TOKEN_LETTERS
    assert find(link.token, {"feed"}, now=NOW) == link
    with pytest.raises(LinkRefused) as refused:
        find(link.token, {"friend"}, now=NOW)
    assert refused.value.reason == "broken"


def test_two_links_share_nothing(maya):
    one, other = (Link.hand_out(maya, "feed", now=NOW) for _ in range(2))
    assert one.token != other.token


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "ä" * 22, "A" * 5000, "\x00" * 22])
def test_what_was_never_given_out_is_broken(db, token):
    with pytest.raises(LinkRefused) as refused:
        find(token, {"feed"}, now=NOW)
    assert refused.value.reason == "broken"


def test_it_ends_at_its_time_and_when_revoked_and_when_the_member_leaves(maya):
    timed = Link.hand_out(maya, "feed", now=NOW, ends_at=NOW + timedelta(days=1))
    assert find(timed.token, {"feed"}, now=NOW + timedelta(hours=23)) == timed
    revoked, plain = (Link.hand_out(maya, "feed", now=NOW) for _ in range(2))
    revoked.revoke(now=NOW)
    first = revoked.revoked_at
    revoked.revoke(now=NOW + timedelta(days=1))
    revoked.refresh_from_db()
    assert revoked.revoked_at == first
    assert reason(timed.token, NOW + timedelta(days=1)) == "ended"
    assert reason(revoked.token, NOW) == "ended"
    maya.leave(now=NOW)
    assert reason(plain.token, NOW) == "ended"


def test_it_opens_after_the_key_has_changed_and_shows_again_with_the_old_one_kept(maya, settings):
    link, old = Link.hand_out(maya, "feed", now=NOW), settings.SECRET_KEY
    token = link.token
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[old]):
        assert link.token == token
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[]):
        assert link.token == ""
        assert find(token, {"feed"}, now=NOW) == link


def test_a_dump_holds_no_token(maya):
    link = Link.hand_out(maya, "feed", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("select t::text from core_link t")
        dump = "".join(row[0] for row in cursor.fetchall())
    assert link.token not in dump
    assert link.token.encode().hex() not in dump


def reason(token, now):
    with pytest.raises(LinkRefused) as refused:
        find(token, {"feed"}, now=now)
    return refused.value.reason

"""Links in mail: one thing, one subject, a while; whatever else is refused."""

from __future__ import annotations

import base64
import random
from datetime import timedelta
from itertools import product

import pytest

from apps.core import links
from apps.core.links import LinkRefused, member_of, read, read_unsubscribe, sign, unsubscribe_token

PURPOSES = ("done", "not_today", "let_be", "write", "unsubscribe", "one", "two", "three")


@pytest.fixture
def token(now):
    return sign("done", member=(7, 1), subject=4711, now=now, days=14)


def refused(token: str, purpose: str, now) -> str | None:
    try:
        read(token, purpose, now=now)
    except LinkRefused as error:
        return error.reason
    return None


def test_token_says_what_was_signed(token, now):
    signed = read(token, "done", now=now)
    assert (signed.member_id, signed.subject, signed.epoch) == (7, 4711, 1)
    assert timedelta(days=14) < signed.expires_at - now <= timedelta(days=14, hours=1)


@pytest.mark.parametrize("numbers", [(1, 0, 1), (127, 128, 2), (2**62, 2**63 - 1, 32767)])
def test_any_pk_fits(numbers, now):
    pk, subject, epoch = numbers
    signed = read(sign("done", member=(pk, epoch), subject=subject, now=now, days=1), "done", now=now)
    assert (signed.member_id, signed.subject, signed.epoch) == (pk, subject, epoch)


def test_token_is_short_and_fits_a_path(token):
    assert len(token) <= 40
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_token_of_one_purpose_is_nothing_to_another(now):
    tokens = {p: sign(p, member=(7, 1), subject=1, now=now, days=1) for p in PURPOSES}
    for mine, other in product(PURPOSES, repeat=2):
        assert refused(tokens[mine], other, now) == (None if mine == other else "broken")


def test_unsubscribe_token_is_no_button_and_a_button_does_not_unsubscribe(token, now):
    assert refused(unsubscribe_token("ben@example.org", "notes"), "unsubscribe", now) == "broken"
    with pytest.raises(LinkRefused):
        read_unsubscribe(token)


def test_token_ends(token, now):
    assert refused(token, "done", now + timedelta(days=14)) is None
    assert refused(token, "done", now + timedelta(days=14, hours=1)) == "ended"


def test_no_token_but_the_exact_one_is_taken(token, now):
    for at in range(len(token)):
        for letter in "A_z0":
            if token[at] != letter:
                changed = token[:at] + letter + token[at + 1 :]
                assert refused(changed, "done", now) == "broken", changed


@pytest.mark.parametrize(
    "spelled",
    ["{}=", "{}==", " {}", "{}\n", "{}!", "{}AAAA", "A{}", "", "A", "é", "=", "%s", "\x00", "a" * 5000],
)
def test_token_spelled_otherwise_is_broken(token, now, spelled):
    assert refused(spelled.format(token), "done", now) == "broken"


def test_random_tokens_hit_nothing(now):
    dice = random.Random(7)
    for _ in range(20_000):
        made_up = base64.urlsafe_b64encode(dice.randbytes(dice.choice((17, 24, 30)))).rstrip(b"=").decode()
        assert refused(made_up, "done", now) == "broken"


def test_new_secret_ends_tokens_unless_the_old_is_kept(token, now, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a new secret"
    assert refused(token, "done", now) == "broken"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert refused(token, "done", now) is None


@pytest.mark.django_db
def test_link_leads_to_its_member(maya, now):
    signed = read(sign("done", member=maya, subject=1, now=now, days=1), "done", now=now)
    assert member_of(signed) == maya


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"link_epoch": 2}, {"is_active": False}, {"leaving_at": "now"}])
def test_link_of_a_member_who_ended_links_or_left_is_refused(maya, now, change):
    signed = read(sign("done", member=maya, subject=1, now=now, days=1), "done", now=now)
    for column, value in change.items():
        setattr(maya, column, now if value == "now" else value)
    maya.save()
    with pytest.raises(LinkRefused) as refusal:
        member_of(signed)
    assert (refusal.value.reason, refusal.value.status) == ("ended", 410)


@pytest.mark.django_db
def test_link_of_an_erased_member_is_refused(maya, now):
    signed = read(sign("done", member=maya, subject=1, now=now, days=1), "done", now=now)
    maya.delete()
    with pytest.raises(LinkRefused):
        member_of(signed)


def test_addresses_are_made_of_public_url_only(settings):
    settings.PUBLIC_URL = "https://kith.example"
    assert links.absolute("/n/x/") == "https://kith.example/n/x/"

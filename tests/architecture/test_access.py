"""The access matrix: every URL × method × who. A URL without an entry fails.

`own`: names a row; for a stranger it does not exist. `mine`: each member's own page; nobody else's
rows. `open`: for anybody, signed in or not; says nothing of any member.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from apps.core import scope
from apps.core.scope import OwnedQuerySet, acting_as
from tests.architecture.world import World, make_world, rows_of
from tests.making import make_member

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
CANARY = "zeisigcanary"

OPEN = {
    "today", "health_live", "health_ready", "health_nudges", "promises", "stylesheet", "unsubscribe",
    "nudges:button", "calendar", "account_login", "account_logout", "account_signup", "account_inactive",
    "account_email_verification_sent", "account_reset_password", "account_confirm_password_reset_code",
    "account_complete_password_reset", "account_password_reset_completed",
    "mailbox", "mailbox_message", "mailbox_html",
    "letter", "letter_stored", "letter_delete", "letter_answer", "letter_name", "letter_take_back",
    "letter_limit", "letter_lift", "letter_keep", "letter_receive",
    "letter_write", "letter_introduce", "letter_confirm", "letter_decline", "letter_alone",
    "letter_alone_confirm", "letter_their_card",
    "letter_vcard", "letter_leave",
    "letter_agree", "letter_agree_confirm", "letter_not_now",
}  # fmt: skip
MINE = {
    "history", "onboarding", "onboarding_who", "onboarding_first", "onboarding_reached", "onboarding_goal",
    "onboarding_when",
    "onboarding_later", "nudges:log", "nudges:now", "contacts:list", "contacts:new", "contacts:pick",
    "contacts:capture", "contacts:hand_out_bcc", "contacts:revoke_bcc",
    "contacts:walk", "contacts:begin_period", "contacts:pass_period", "contacts:tidy",
    "contacts:export", "contacts:export_newer", "contacts:export_table",
    "contacts:bring", "contacts:circles", "contacts:new_circle", "settings:profile",
    "contacts:never_asked", "contacts:clearing",
    "picture", "contacts:organisations",
    "settings:note", "settings:write_again", "settings:hours", "settings:security",
    "settings:end_elsewhere", "settings:leaving",
    "contacts:filters", "contacts:keep_view", "contacts:bulk",
    "goals:list", "goals:new", "goals:employer", "goals:forget_employer", "goals:fields",
    "search",
    "goals:gatherings", "goals:plan", "review", "choose_review", "resume_review", "over_time",
    "commitments:list", "commitments:new", "commitments:gave", "introductions:list", "introductions:new",
    "introductions:card", "introductions:edit_card", "introductions:hold_card", "introductions:renew_card",
    "introductions:switch_off_card",
    "introductions:received_letters", "introductions:new_pairing",
    "commitments:promises", "commitments:promise_new", "commitments:offers", "commitments:offer_new",
    "commitments:month", "commitments:be_busy", "commitments:be_free",
    "feeds", "hand_out_feed", "revoke_feed",
    "name_people_in_feed", "leave_names_out_of_feed",
    "archive", "ask_archive", "bring_archive", "ops", "put_aside",
    "account_reauthenticate", "account_email", "account_change_password",
    "account_set_password",
}  # fmt: skip
OWN_PREFIXES = {
    "fetch_archive": "archive",
    "take_back": "act",
    "contacts:batch": "batch",
    "contacts:bulk_": "bulk",
    "contacts:rename_view": "view",
    "contacts:delete_view": "view",
    "contacts:circle": "circle",
    "contacts:rename_circle": "circle",
    "contacts:circle_rhythm": "circle",
    "contacts:delete_circle": "circle",
    "contacts:keep_private": "circle",
    "contacts:keep_open": "circle",
    "contacts:period": "period",
    "contacts:recall": "period",
    "contacts:edit_period": "period",
    "contacts:finish_period": "period",
    "contacts:reopen_period": "period",
    "contacts:delete_period": "period",
    "contacts:organisation": "organisation",
    "contacts:edit_organisation": "organisation",
    "contacts:unite_organisation": "organisation",
    "contacts:delete_organisation": "organisation",
    "goals:targets": "contact",
    "goals:add_targets": "contact",
    "goals:choose_targets": "contact",
    "goals:call_friend": "contact",
    "anyway_review": "contact",
    "done": "contact",
    "not_today": "contact",
    "let_be": "contact",
    "contacts:": "contact",
}
GOAL_NOUNS = ("goal", "speciality", "target", "fact", "place", "evidence", "gathering", "opportunity")
"""A URL of goals ends in the noun whose key it takes; `goal_pk` and the like name the row above it."""
COMMITMENT_NOUNS = ("commitment", "near", "step", "series", "session", "promise", "offer", "fulfilment")
"""Likewise a URL of commitments."""
INTRODUCTION_NOUNS = ("request", "door", "received", "pairing", "side", "visit")
NOUNS = {"goals": GOAL_NOUNS, "commitments": COMMITMENT_NOUNS, "introductions": INTRODUCTION_NOUNS}
BODY_IDS = (
    "pk",
    "person",
    "people",
    "others",
    "with",
    "contact",
    "introduced_by",
    "circle",
    "organisation",
    "goal",
)


def patterns(entries: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(
                entry.url_patterns, space + (f"{entry.namespace}:" if entry.namespace else "")
            )
        else:
            yield space + (entry.name or str(entry.pattern)), entry


ALL = dict(patterns(get_resolver().url_patterns))


def kwargs_of(name: str, pattern: URLPattern, world: World) -> dict[str, Any]:
    """Arguments that name this member's rows, by the place of the URL."""
    values: dict[str, Any] = {
        "touch_pk": world.touch.pk,
        "circle_pk": world.circle.pk,
        "other_pk": world.other.pk,
        "token": "not-a-token",
        "kind": "rhythm",
        "name": "x",
        "card": "bring",
        "digest": "0" * 12,
        "detail_pk": detail(name, world),
        "pk": row_named(name, world),
        "contact_pk": world.contact.pk,
        **{
            f"{noun}_pk": getattr(getattr(world, app), noun).pk
            for app, nouns in NOUNS.items()
            for noun in nouns
            if f"{noun}_pk" in pattern.pattern.converters
        },
    }
    return {key: values[key] for key in pattern.pattern.converters}


def detail(name: str, world: World) -> int:
    for noun in ("point", "date", "affiliation", "cause", "give", "ask"):
        if name.endswith(noun):
            return getattr(world, f"organisation_{noun}" if ":organisation_" in name else noun).pk
    return 0


def row_named(name: str, world: World) -> int:
    if noun := noun_of(name):
        return getattr(getattr(world, name.partition(":")[0]), noun).pk
    for prefix, noun in OWN_PREFIXES.items():
        if name.startswith(prefix):
            return getattr(world, noun).pk
    return 0


def noun_of(name: str) -> str:
    """The noun a URL of such an app ends in: `goals:edit_place` is of a place; else ""."""
    noun = re.split("[:_]", name)[-1]
    return noun if noun in NOUNS.get(name.partition(":")[0], ()) else ""


def kind_of(name: str, pattern: URLPattern) -> str:
    if name in OPEN:
        return "open"
    return "own" if pattern.pattern.converters and name not in MINE else "mine"


def body(world: World) -> dict[str, Any]:
    ids = dict.fromkeys(BODY_IDS, world.contact.pk)
    return ids | {"act": str(uuid.uuid4()), "name": "x", "kind": "talked", "answer": "done"}


@pytest.fixture
def world(db) -> World:
    return make_world(make_member("maya@example.org", name=CANARY), CANARY)


def test_every_url_has_an_entry():
    unknown = {
        name
        for name, pattern in ALL.items()
        if name not in OPEN | MINE
        and not noun_of(name)
        and not any(name.startswith(prefix) for prefix in OWN_PREFIXES)
    }
    assert unknown == set()


def test_nobody_sees_or_changes_what_is_anothers(world, client_of, stranger):
    walk(world, client_of(stranger), strict=True)


def test_nobody_does_even_where_every_view_forgot_its_owner(world, client_of, stranger, monkeypatch):
    """The first wall gone: `of(member)` gives everybody's rows. Row security alone must hold."""
    monkeypatch.setattr(OwnedQuerySet, "of", lambda rows, member: rows.all())
    walk(world, client_of(stranger), strict=False)


def test_the_walk_itself_finds_a_leak_with_both_walls_down(world, client_of, stranger, monkeypatch):
    """Without filter and without row security it must cry out, or its silence above says nothing."""
    monkeypatch.setattr(OwnedQuerySet, "of", lambda rows, member: rows.all())
    monkeypatch.setattr(scope, "WEB_ROLE", "kith_owner")
    # what the strangers wrote is rolled back: the same-owner keys would refuse it at the end
    with pytest.raises(AssertionError, match="the canary sings"), transaction.atomic():
        walk(world, client_of(stranger), strict=False)


def test_another_members_row_in_the_body_is_refused(world, client_of, stranger):
    """The stranger's own pages, with Maya's ids in every field that could take one."""
    theirs = make_world(stranger, "ownword")
    before, client = rows_of(world.member), client_of(stranger)
    for name, pattern in ALL.items():
        if kind_of(name, pattern) == "own" or name in MINE - {"settings:leaving"}:
            url = reverse(name, kwargs=kwargs_of(name, pattern, theirs))
            answer = client.post(url, body(world))
            assert answer.status_code < 500, (name, answer.status_code)
            assert_silent(name, answer)
        if name == "account_logout":
            continue
    assert rows_of(world.member) == before
    with acting_as(world.member):
        assert world.member.pk != stranger.pk


@pytest.fixture(autouse=True)
def quiet(caplog):
    """/health/ready rightly says 503 here; its log would bury everything else."""
    caplog.set_level("CRITICAL", logger="django.request")


def walk(world: World, signed_in: Client, *, strict: bool) -> None:
    before = rows_of(world.member)
    for name, pattern in ALL.items():
        if name == "account_logout":
            continue
        kind, url = kind_of(name, pattern), reverse(name, kwargs=kwargs_of(name, pattern, world))
        for method in METHODS:
            if name == "health_ready":
                break
            for who, client, headers in actors(signed_in):
                answer = client.generic(
                    method,
                    url,
                    "&".join(f"{key}={value}" for key, value in body(world).items()),
                    content_type="application/x-www-form-urlencoded",
                    headers=headers,
                )
                case = f"{method} {name} as {who}: {answer.status_code}"
                assert answer.status_code < 500, case
                assert_silent(case, answer)
                if kind != "open":
                    assert_shut(case, kind, who, answer, strict=strict)
    assert rows_of(world.member) == before


def actors(signed_in: Client) -> Iterator[tuple[str, Client, dict[str, str]]]:
    yield "anonymous", Client(), {}
    yield "stranger", signed_in, {}
    yield "stranger with htmx", signed_in, {"HX-Request": "true"}


def assert_silent(case: str, answer: Any) -> None:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert CANARY.encode() not in content.lower(), f"{case}: the canary sings"
    assert CANARY not in str(answer.headers).lower(), f"{case}: the canary sings in a header"


def assert_shut(case: str, kind: str, who: str, answer: Any, *, strict: bool) -> None:
    if who == "anonymous":
        assert answer.status_code in (302, 405), case
        if answer.status_code == 302:
            assert "/accounts/login/" in answer.headers["Location"], case
    elif kind == "own" and strict:
        assert answer.status_code in (404, 405), case

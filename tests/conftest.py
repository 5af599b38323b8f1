"""What every test may use: members and people by small `make_…` functions, a fixed clock."""

from __future__ import annotations

import ipaddress
import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the synchronous browser runs a loop

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from apps.accounts.models import Member
from apps.commitments.hours import known_zones
from apps.core.scope import acting_as
from tests.making import make_member

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> str:
    """Where this test asks from, if it names no other: what earlier ones guessed does not slow it down."""
    address = str(ipaddress.IPv6Address((0xFD << 120) + int.from_bytes(os.urandom(8))))
    begin = RequestFactory.__init__

    def begin_here(self: RequestFactory, *args: Any, **defaults: Any) -> None:
        begin(self, *args, **{"REMOTE_ADDR": address} | defaults)

    monkeypatch.setattr(RequestFactory, "__init__", begin_here)
    return address


@pytest.fixture(autouse=True, scope="session")
def one_middleware() -> Iterator[None]:
    """Middleware is made once a process, as in a server: WhiteNoise looks for its files each time it is made.

    Where a test sets something, it is made anew.
    """
    load, usual = ClientHandler.load_middleware, settings._wrapped
    made: dict[str, Any] = {}

    def load_once(handler: ClientHandler, is_async: bool = False) -> None:
        if is_async or settings._wrapped is not usual:
            load(handler, is_async)
            return
        if not made:
            load(first := ClientHandler())
            made.update(vars(first))
        vars(handler).update({name: made[name] for name in made if name.startswith("_")})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load_once)
        yield


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, 09:00 UTC."""
    return NOW


@pytest.fixture
def maya(db: None) -> Member:
    """A member in Lisbon's zone (UTC in November)."""
    return make_member("maya@example.org", name="Maya Ortega", time_zone="Europe/Lisbon")


@pytest.fixture
def stranger(db: None) -> Member:
    """Another member, who must never see anything of Maya's."""
    return make_member("stranger@example.org", name="Sam Stranger")


@pytest.fixture
def as_maya(maya: Member) -> Iterator[Member]:
    """Inside Maya's scope, as a view would be."""
    with acting_as(maya):
        yield maya


@pytest.fixture
def client_of(db: None):
    """A browser signed in as a member: `client_of(maya)`. What is asked once per process was asked before."""
    known_zones()

    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in

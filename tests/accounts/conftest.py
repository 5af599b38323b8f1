"""For tests of the way in: rate limits that begin anew, and a visitor who takes their time."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.accounts.entrance_forms import page_stamp
from apps.core.outbox import Outbox

PASSWORD = "seven brown kettles"
SIGNUP = "/accounts/signup/"
CONFIRM = "/accounts/confirm-email/"


@pytest.fixture(autouse=True)
def _limits_begin_anew(settings) -> None:
    """Each test counts its tries in the same Valkey, under a prefix of its own."""
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"},
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Argon2 takes its time on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def visitor(db: None) -> Callable[..., Client]:
    """`visitor("10.0.0.7")`: a browser from that address."""

    def at(ip: str = "10.0.0.1", **more: str) -> Client:
        return Client(REMOTE_ADDR=ip, **more)

    return at


def a_page_old_enough(seconds: float = 10) -> str:
    """The hidden stamp of a sign-up page that was opened some seconds ago."""
    return page_stamp.sign(str((timezone.now() - timedelta(seconds=seconds)).timestamp()))


def sign_up(client: Client, email: str = "ruth@example.org", **more: str):
    """Send the sign-up form; the answer."""
    form = {"email": email, "password1": PASSWORD, "name": "Ruth", "began": a_page_old_enough(), **more}
    return client.post(SIGNUP, form)


def code_for(email: str) -> str:
    """The code waiting in the outbox for that address."""
    row = Outbox.objects.filter(recipient=email, secret__code__isnull=False).latest("pk")
    return row.secret["code"]


def without_noise(body: bytes) -> str:
    """A page without what differs from one request to the next: tokens and stamps."""
    text = body.decode()
    text = re.sub(r'"X-CSRFToken": "\w+"', "", text)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'name="began" value="[^"]+"', "", text)

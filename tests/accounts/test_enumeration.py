"""Nobody can learn who has an account: known and unknown addresses answer alike (S10)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from apps.accounts.models import Member
from tests.accounts.conftest import CONFIRM, PASSWORD, sign_up, without_noise

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"


def signing_in(client: Client, email: str) -> list[HttpResponse]:
    return [client.post("/accounts/login/", {"login": email, "password": PASSWORD}) for _try in range(6)]


def signing_up(client: Client, email: str) -> list[HttpResponse]:
    wrong = [client.post(CONFIRM, {"code": "0000-0000"}) for _try in range(2)]
    return [sign_up(client, email), client.get(CONFIRM), *wrong, client.post(CONFIRM, {"code": "1"})]


def sending_another_code(client: Client, email: str) -> list[HttpResponse]:
    return [sign_up(client, email), client.post(CONFIRM, {"action": "resend"}), client.get("/accounts/login/")]


def asking_for_a_password(client: Client, email: str) -> list[HttpResponse]:
    asked = client.post(RESET, {"email": email})
    wrong = [client.post(RESET + "confirm/", {"code": "0000-0000"}) for _try in range(3)]
    return [asked, client.get(RESET + "confirm/"), *wrong, *[client.post(RESET, {"email": email}) for _ in range(8)]]


def told(answers: list[HttpResponse], email: str) -> list[tuple[int, dict[str, str], list[str], str]]:
    """All that a browser learns: status, headers, names and lives of cookies, body."""
    return [
        (
            answer.status_code,
            {name: value for name, value in answer.headers.items() if name != "Content-Length"},
            sorted(f"{name} {morsel['max-age']}" for name, morsel in answer.cookies.items()),
            without_noise(answer.content).replace(email, "…"),
        )
        for answer in answers
    ]


@pytest.mark.parametrize("doing", [signing_in, signing_up, sending_another_code, asking_for_a_password])
@pytest.mark.parametrize("state", ["confirmed", "unconfirmed", "leaving"])
def test_known_and_unknown_address_answer_alike(visitor, maya, now, doing, state):
    if state == "unconfirmed":
        maya.emailaddress_set.update(verified=False)
    if state == "leaving":
        maya.leave(now=now)
    known = told(doing(visitor("10.0.0.1"), maya.email), maya.email)
    unknown = told(doing(visitor("10.0.0.2"), "mona@example.org"), "mona@example.org")
    assert known == unknown


def median_ms(call: Callable[[int], object], times: int) -> float:
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def test_known_and_unknown_address_take_as_long(argon2, visitor, settings):
    """Argon2 is most of an answer's time: where it is forgotten on one side, the medians lie far apart."""
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(12):
        Member.objects.create_user(f"k{number}@example.org", PASSWORD, joined_at="2026-01-01T00:00Z")
    for kind, doing in (
        ("sign-up", lambda email: sign_up(visitor(), email)),
        ("sign-in", lambda email: visitor().post("/accounts/login/", {"login": email, "password": "wrong"})),
    ):
        known = median_ms(lambda n, doing=doing: doing(f"k{n}@example.org"), 12)
        unknown = median_ms(lambda n, doing=doing: doing(f"u{n}@example.org"), 12)
        assert abs(known - unknown) < max(known, unknown) / 3, (kind, known, unknown)

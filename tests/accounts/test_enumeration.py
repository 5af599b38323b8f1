"""Nobody can learn who has an account: known and unknown addresses answer alike (S10)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.http import HttpResponse
from django.test import Client

from tests.accounts.conftest import CONFIRM, PASSWORD, sign_up, without_noise
from tests.making import make_member

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"
MOVING = {"Content-Length", "Expires"}
"""Headers that differ with the length of the address and with the second."""


def signing_in(client: Client, email: str) -> list[HttpResponse]:
    return [client.post("/accounts/login/", {"login": email, "password": PASSWORD}) for _try in range(6)]


def signing_up(client: Client, email: str) -> list[HttpResponse]:
    wrong = [client.post(CONFIRM, {"code": "0000-0000"}) for _try in range(2)]
    return [sign_up(client, email), client.get(CONFIRM), *wrong, client.post(CONFIRM, {"code": "1"})]


def sending_another_code(client: Client, email: str) -> list[HttpResponse]:
    return [
        sign_up(client, email),
        client.post(CONFIRM, {"action": "resend"}),
        client.get("/accounts/login/"),
    ]


def asking_for_a_password(client: Client, email: str) -> list[HttpResponse]:
    asked = client.post(RESET, {"email": email})
    wrong = [client.post(RESET + "confirm/", {"code": "0000-0000"}) for _try in range(3)]
    return [
        asked,
        client.get(RESET + "confirm/"),
        *wrong,
        *[client.post(RESET, {"email": email}) for _ in range(8)],
    ]


def told(answers: list[HttpResponse], email: str) -> list[tuple[int, dict[str, str], list[str], str]]:
    """All that a browser learns: status, headers, names and lives of cookies, body."""
    return [
        (
            answer.status_code,
            {name: value for name, value in answer.headers.items() if name not in MOVING},
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


class Counting(MD5PasswordHasher):
    """A hasher that remembers how often it worked: with Argon2, each time is most of an answer's time."""

    algorithm = "md5"
    worked = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).worked += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("doing", [signing_in, signing_up, asking_for_a_password])
def test_known_and_unknown_address_cost_as_many_hashes(visitor, settings, doing):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    maya = make_member()
    worked = []
    for number, email in enumerate((maya.email, "mona@example.org")):
        Counting.worked = 0
        doing(visitor(f"10.0.0.{number}"), email)
        worked.append(Counting.worked)
    assert worked[0] == worked[1]
    assert worked[0] > 0 or doing is asking_for_a_password

"""The database is away: a page that says so and a 503, never a 500; the broker away: pages as usual."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

ASK = """
import json, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["kith"] = "a" * 32
answers = {}
for path in ("/", "/contacts/", "/accounts/login/", "/n/x/"):
    answer = client.get(path, headers={"host": "localhost"})
    answers[path] = [answer.status_code, answer.headers.get("Retry-After", ""), answer.content.decode()]
answers["live"] = [Client().get("/health/live", headers={"host": "localhost"}).status_code]
form = {"login": "a@example.org", "password": "x"}
answer = client.post("/accounts/login/", form, headers={"host": "localhost"})
answers["POST"] = [answer.status_code, answer.headers.get("Retry-After", ""), answer.content.decode()]
print(json.dumps(answers))
"""


def test_database_away_is_a_page_that_says_so():
    environ = os.environ | {"DATABASE_URL": "postgresql://kith_owner@/kith?host=/nowhere"}
    run = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    answers = json.loads(run.stdout.splitlines()[-1])
    assert answers.pop("live") == [200]
    for path, (status, retry, page) in answers.items():
        assert (path, status, retry) == (path, 503, "10")
        assert "<h1>" in page and "Traceback" not in page


@pytest.mark.django_db
def test_broker_away_pages_go_on(maya, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/valkey.sock"}}
    client = Client()
    client.force_login(maya, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in ("/", "/contacts/", "/settings/", "/accounts/login/"):
        assert client.get(path).status_code in (200, 302), path

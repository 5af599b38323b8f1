"""Nobody's mailbox can be filled through Kith, and every link in a mail points home (S6, S9)."""

from __future__ import annotations

import email
import email.policy
import re
import uuid

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone

from apps.accounts.mails import KINDS
from apps.core import mail
from apps.core.outbox import Outbox
from tests.accounts.conftest import CONFIRM, PASSWORD, sign_up

pytestmark = pytest.mark.django_db
RESET = "/accounts/password/reset/"


def mails_to(address: str) -> list[str]:
    return list(Outbox.objects.filter(recipient=address).order_by("pk").values_list("kind", flat=True))


def written(row: Outbox) -> str:
    content = mail.compose(row, mail.kinds[row.kind], now=row.created_at)
    assert content is not None
    whole = email.message_from_bytes(content, policy=email.policy.default)
    bodies = [part.get_content() for part in whole.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*(f"{name}: {value}" for name, value in whole.items()), *bodies])


def test_a_thousand_sign_ups_from_many_places_make_one_mail_an_hour(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = False  # not even those of the address or the place hold
    for number in range(100):
        assert sign_up(visitor(f"10.0.{number}.1"), "victim@example.org").status_code == 302
    assert mails_to("victim@example.org") == ["account:signup_code"]


def test_one_mail_an_hour_holds_without_a_cache(visitor, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    for number in range(10):
        sign_up(visitor(f"10.0.{number}.1"), "victim@example.org")
    assert len(mails_to("victim@example.org")) <= 2  # two where the clock struck in between


def test_known_address_is_told_once_an_hour(visitor, maya, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(5):
        sign_up(visitor(f"10.0.{number}.1"), maya.email)
    assert mails_to(maya.email) == ["account:already_a_member"]


def test_hour_is_counted_over_all_that_a_stranger_can_cause(visitor, maya, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(5):
        visitor(f"10.0.{number}.1").post(RESET, {"email": maya.email})
        sign_up(visitor(f"10.0.{number}.1"), maya.email)
    assert mails_to(maya.email) == ["account:reset_code"]


def test_next_hour_may_bring_another(visitor, maya, time_machine, now, settings):
    time_machine.move_to(now)
    visitor().post(RESET, {"email": maya.email})
    time_machine.move_to(now.replace(hour=now.hour + 2))
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"}}
    visitor().post(RESET, {"email": maya.email})
    assert len(mails_to(maya.email)) == 2


def test_whoever_waits_may_have_the_code_sent_twice_more(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client = visitor()
    sign_up(client)
    for _press in range(2):
        assert client.post(CONFIRM, {"action": "resend"})["Location"] == CONFIRM
    assert mails_to("ruth@example.org") == ["account:signup_code"] * 3
    assert b'value="resend"' not in client.get(CONFIRM).content
    newest = Outbox.objects.latest("pk").secret["code"]
    assert client.post(CONFIRM, {"code": newest})["Location"] == "/"


def test_one_browser_that_asks_on_and_on_gets_three_mails(visitor, maya, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client = visitor()
    for _time in range(7):
        client.post(RESET, {"email": maya.email})
    assert mails_to(maya.email) == ["account:reset_code"] * 3


def test_many_browsers_that_ask_again_make_three_mails_in_all(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(6):
        client = visitor(f"10.0.{number}.1")
        sign_up(client, "victim@example.org")
        for _press in range(3):
            client.post(CONFIRM, {"action": "resend"})
    assert len(mails_to("victim@example.org")) <= 3


def test_signing_in_before_the_code_was_entered_sends_another(visitor, time_machine, now):
    time_machine.move_to(now)
    sign_up(visitor())
    time_machine.move_to(now.replace(minute=5))
    client = visitor("10.0.0.2")
    answer = client.post("/accounts/login/", {"login": "ruth@example.org", "password": PASSWORD})
    assert answer["Location"] == CONFIRM
    newest = Outbox.objects.latest("pk").secret["code"]
    assert len(mails_to("ruth@example.org")) == 2
    assert client.post(CONFIRM, {"code": newest})["Location"] == "/"


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED"])
def test_links_in_mail_point_home_whatever_the_request_says(visitor, client_of, maya, header):
    evil = "127.0.0.1:9" if header == "HTTP_HOST" else "evil.example"
    more = {header: evil}
    sign_up(visitor(**more))
    sign_up(visitor("10.0.0.2", **more), maya.email)
    visitor(**more).post(RESET, {"email": maya.email})
    client: Client = client_of(maya)
    change = {"oldpassword": "a long enough password", "password1": PASSWORD}
    client.post("/accounts/password/change/", change, **more)
    rows = list(Outbox.objects.all())
    assert len(rows) >= 3
    for row in rows:
        text = written(row)
        assert evil not in text
        assert all(link.startswith(site.PUBLIC_URL) for link in re.findall(r"https?://[^\s\"<>=]+", text)), (
            text
        )


def test_foreign_host_is_refused(visitor):
    assert visitor(HTTP_HOST="evil.example").get("/accounts/login/").status_code == 400


def test_every_kind_of_account_mail_has_words_in_both_parts(maya):
    for name in KINDS:
        row = Outbox(
            key=name,
            kind=name,
            recipient=maya.email,
            member=maya,
            secret={"code": "1234-5678", "from_email": "a@example.org", "to_email": "b@example.org"},
            created_at=timezone.now(),
            due_at=timezone.now(),
        )
        text = written(row)
        assert re.search(r"^Subject: \S+", text, re.M)
        assert text.count("</html>") == 1
        assert len(text.split("<html")[0].splitlines()) > 10  # the text part says as much
        assert "List-Unsubscribe" not in text


def test_code_that_came_too_late_is_not_sent(maya, now):
    row = Outbox(kind="account:reset_code", secret={"code": "1"}, created_at=now, member=maya)
    assert KINDS["account:reset_code"].context(row, now) == {"code": "1", "minutes": 15}
    assert KINDS["account:reset_code"].context(row, now.replace(minute=16)) is None

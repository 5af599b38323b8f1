"""Signing in and out, a forgotten password, a new password, a new address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Member
from apps.core.outbox import Outbox
from tests.accounts.conftest import CONFIRM, PASSWORD, a_page_old_enough, code_for, sign_up, without_noise

pytestmark = pytest.mark.django_db
LOGIN, RESET, ADDRESS = "/accounts/login/", "/accounts/password/reset/", "/accounts/email/"
OLD = "a long enough password"


def sign_in(client: Client, member: Member, password: str = OLD):
    return client.post(LOGIN, {"login": member.email.upper(), "password": password})


def test_password_opens_the_door_and_leads_to_today(visitor, maya):
    client = visitor()
    answer = sign_in(client, maya)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert get_user(client) == maya


def test_wrong_password_is_said_without_saying_which_was_wrong(visitor, maya):
    answer = sign_in(visitor(), maya, "something else")
    assert answer.status_code == 422
    assert b"This address and this password do not go together." in answer.content
    assert b"MAYA@EXAMPLE.ORG" in answer.content  # what was typed is kept


def test_sixth_wrong_password_in_five_minutes_is_not_even_tried(visitor, maya):
    for number in range(5):
        sign_in(visitor(f"10.0.1.{number}"), maya, "something else")
    client = visitor("10.0.1.9")
    answer = client.post(LOGIN, {"login": maya.email, "password": OLD}, HTTP_HOST="127.0.0.1")
    assert answer.status_code == 422
    assert b"There were many tries" in answer.content


def test_signing_out_ends_the_session(client_of, maya):
    client = client_of(maya)
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not get_user(client).is_authenticated
    assert not maya.sessions.exists()


def test_signing_out_needs_a_press(client_of, maya):
    client = client_of(maya)
    assert client.get("/accounts/logout/").status_code == 200
    assert get_user(client) == maya


def test_forgotten_password_is_replaced_by_code(visitor, client_of, maya):
    elsewhere, client = client_of(maya), visitor()
    answer = client.post(RESET, {"email": maya.email})
    assert answer["Location"] == RESET + "confirm/"
    assert client.get(RESET + "confirm/").status_code == 200
    answer = client.post(RESET + "confirm/", {"code": code_for(maya.email)})
    assert answer["Location"] == RESET + "complete/"
    answer = client.post(RESET + "complete/", {"password1": "short"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password1"]
    answer = client.post(RESET + "complete/", {"password1": PASSWORD})
    assert answer["Location"] == RESET + "done/"
    assert client.get(RESET + "done/").status_code == 200
    maya.refresh_from_db()
    assert maya.check_password(PASSWORD)
    assert not get_user(elsewhere).is_authenticated
    assert Outbox.objects.latest("pk").kind == "account:password_changed"


def test_wrong_reset_codes_end_after_three(visitor, maya):
    client = visitor()
    client.post(RESET, {"email": maya.email})
    statuses = [client.post(RESET + "confirm/", {"code": "0000-0000"}).status_code for _try in range(3)]
    assert statuses == [422, 422, 302]
    assert client.post(RESET + "confirm/", {"code": code_for(maya.email)})["Location"] == LOGIN


def test_reset_confirms_the_address_of_a_sign_up_whose_code_was_lost(visitor):
    sign_up(visitor())
    client = visitor("10.0.0.2")
    client.post(RESET, {"email": "ruth@example.org"})
    client.post(RESET, {"email": "ruth@example.org"})  # the hour's first mail was the sign-up's
    row = Outbox.objects.get(kind="account:reset_code")
    client.post(RESET + "confirm/", {"code": row.secret["code"]})
    assert EmailAddress.objects.get(email="ruth@example.org").verified


def test_unknown_address_gets_no_mail_about_a_password(visitor):
    visitor().post(RESET, {"email": "nobody@example.org"})
    assert not Outbox.objects.exists()


def test_password_is_changed_with_the_present_one(client_of, maya):
    client, elsewhere = client_of(maya), client_of(maya)
    path = "/accounts/password/change/"
    assert client.get(path).status_code == 200
    answer = client.post(path, {"oldpassword": "wrong", "password1": PASSWORD})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["oldpassword"]
    answer = client.post(path, {"oldpassword": OLD, "password1": "maya@example.org"})
    assert list(answer.context["form"].errors) == ["password1"]
    answer = client.post(path, {"oldpassword": OLD, "password1": PASSWORD})
    assert answer["Location"] == "/settings/security/"
    assert get_user(client) == maya
    assert not get_user(elsewhere).is_authenticated
    assert Outbox.objects.get().kind == "account:password_changed"


def test_address_is_changed_after_password_and_code(client_of, maya):
    client = client_of(maya)
    answer = client.post(ADDRESS, {"email": "maya.new@example.org", "action_add": ""})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert client.get(answer["Location"]).status_code == 200
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 422
    answer = client.post(answer["Location"], {"password": OLD})
    assert answer["Location"] == CONFIRM
    maya.refresh_from_db()
    assert maya.email == "maya@example.org"
    answer = client.post(CONFIRM, {"code": code_for("maya.new@example.org")})
    assert answer["Location"] == "/settings/security/"
    maya.refresh_from_db()
    assert maya.email == "maya.new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        (maya.email, True, True)
    ]
    told = Outbox.objects.get(kind="account:address_changed")
    assert (told.recipient, told.secret["to_email"]) == ("maya@example.org", "maya.new@example.org")


def test_address_of_another_member_answers_like_a_free_one_and_stays_theirs(client_of, maya, stranger):
    pages = {}
    for address in (stranger.email, "free@example.org"):
        client = client_of(maya)
        asked = client.post(ADDRESS, {"email": address, "action_add": ""})
        answer = client.post(asked["Location"], {"password": OLD})
        page = without_noise(client.get(answer["Location"]).content).replace(address, "…")
        pages[address] = (answer.status_code, answer["Location"], page, client)
    assert pages[stranger.email][:3] == pages["free@example.org"][:3]
    client = pages[stranger.email][3]
    code = client.session["account_email_verification_code"]["code"]
    answer = client.post(CONFIRM, {"code": code})
    assert answer.status_code == 422
    assert Member.objects.filter(email=stranger.email).get() == stranger


@pytest.mark.parametrize(
    "path",
    [LOGIN, RESET, "/accounts/signup/", "/accounts/confirm-email/", "/accounts/password/reset/confirm/"],
)
def test_entrance_is_open_to_visitors(visitor, path):
    answer = visitor().get(path)
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        assert answer["Location"] == LOGIN


@pytest.mark.parametrize(
    "path", [ADDRESS, "/accounts/password/change/", "/accounts/reauthenticate/", "/accounts/password/set/"]
)
def test_account_pages_ask_visitors_to_sign_in(visitor, path):
    answer = visitor().get(path)
    assert answer["Location"].startswith(LOGIN + "?next=")


def test_session_ends_ninety_days_after_signing_in(client_of, maya, time_machine, now):
    time_machine.move_to(now)
    client = client_of(maya)
    for day in (0, *range(10, 90, 10), 89):
        time_machine.move_to(now + timedelta(days=day))
        assert client.get("/settings/").status_code == 200, day
    time_machine.move_to(now + timedelta(days=91))
    assert client.get("/settings/").status_code == 302


def test_session_ends_after_fourteen_days_without_a_visit(client_of, maya, time_machine, now):
    time_machine.move_to(now)
    client = client_of(maya)
    for day, status in ((0, 200), (13, 200), (26, 200), (41, 302)):
        time_machine.move_to(now + timedelta(days=day))
        assert client.get("/settings/").status_code == status, day


def test_second_visit_on_one_day_writes_no_session(client_of, maya):
    client = client_of(maya)
    client.get("/settings/security/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/settings/security/")
    assert not [each["sql"] for each in asked if each["sql"].startswith(("UPDATE", "INSERT"))]


def test_sign_up_page_older_than_a_day_still_works(visitor):
    assert sign_up(visitor(), began=a_page_old_enough(3 * 24 * 3600)).status_code == 302

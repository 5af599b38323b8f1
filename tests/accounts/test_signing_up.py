"""Sign-up: an address, a password, a code, and one is in."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client

from apps.accounts.models import Member, Session
from apps.contacts.models import Circle
from apps.core import mail
from apps.core.outbox import Outbox
from tests.accounts.conftest import CONFIRM, PASSWORD, SIGNUP, a_page_old_enough, code_for, sign_up

pytestmark = pytest.mark.django_db


def test_code_from_the_mail_lets_a_newcomer_in(visitor):
    client = visitor()
    assert client.get(SIGNUP).status_code == 200
    answer = sign_up(client)
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    assert client.get(CONFIRM).status_code == 200
    answer = client.post(CONFIRM, {"code": code_for("ruth@example.org")})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    member = Member.objects.get(email="ruth@example.org")
    assert get_user(client) == member
    assert member.name == "Ruth"
    assert EmailAddress.objects.get(user=member).verified


def test_code_with_other_dashes_and_spaces_is_taken(visitor):
    client = visitor()
    sign_up(client)
    code = code_for("ruth@example.org")
    answer = client.post(CONFIRM, {"code": f" {code.replace('-', ' ')} "})
    assert answer.status_code == 302


def test_newcomer_finds_the_starter_circles(visitor):
    client = visitor()
    sign_up(client)
    client.post(CONFIRM, {"code": code_for("ruth@example.org")})
    member = Member.objects.get(email="ruth@example.org")
    assert Circle.objects.of(member).count() == 5


def test_nobody_is_in_before_the_code(visitor):
    client = visitor()
    sign_up(client)
    assert not get_user(client).is_authenticated
    assert client.get("/settings/").status_code == 302
    client.post("/accounts/login/", {"login": "ruth@example.org", "password": PASSWORD})
    assert not get_user(client).is_authenticated


def test_three_wrong_codes_end_it(visitor):
    client = visitor()
    sign_up(client)
    for _try in range(2):
        answer = client.post(CONFIRM, {"code": "0000-0000"})
        assert answer.status_code == 422
        assert b"This is not the code" in answer.content
    answer = client.post(CONFIRM, {"code": "0000-0000"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    answer = client.post(CONFIRM, {"code": code_for("ruth@example.org")})
    assert not get_user(client).is_authenticated


def test_mail_leaves_through_the_outbox_and_holds_the_code_only_as_a_secret(visitor, mailoutbox):
    sign_up(visitor())
    row = Outbox.objects.get()
    assert mailoutbox == []
    assert (row.kind, row.recipient) == ("account:signup_code", "ruth@example.org")
    assert row.member == Member.objects.get(email="ruth@example.org")
    assert set(row.secret) == {"code"}
    assert row.secret["code"] not in f"{row.facts}{row.key}"


def test_place_comes_from_the_browser(visitor):
    sign_up(visitor(), time_zone="Europe/Lisbon", language="en-GB", country="pt")
    member = Member.objects.get(email="ruth@example.org")
    assert (member.time_zone, member.language, member.country) == ("Europe/Lisbon", "en", "PT")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "\x00", "localtime", "x" * 5000])
def test_place_the_browser_makes_up_falls_back_in_silence(visitor, zone):
    client = visitor(HTTP_ACCEPT_LANGUAGE="pt-PT,pt;q=0.9,en;q=0.5")
    answer = sign_up(client, time_zone=zone, language=zone, country=zone)
    assert answer.status_code == 302
    member = Member.objects.get(email="ruth@example.org")
    assert (member.time_zone, member.language, member.country) == ("UTC", "en", "PT")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("password1", "short", "at least 12 characters"),
        ("password1", "password1234", "too common"),
        ("password1", "", "required"),
        ("email", "nobody", "valid email"),
        ("email", '"a,b"@example.org', "plain one"),
        ("email", "a b@example.org", "valid email"),
        ("email", "a@[127.0.0.1]", "plain one"),
        ("email", "ana@" + "long-name." * 26 + "example.org", "plain one"),
        ("name", "x" * 81, "80"),
    ],
)
def test_wrong_field_is_named_and_the_rest_kept(visitor, field, value, says):
    form = {"email": "ruth@example.org", "password1": PASSWORD, "name": "Ruth", "began": a_page_old_enough()}
    answer = visitor().post(SIGNUP, form | {field: value})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert says in str(errors)
    assert f'href="#id_{field}"' in answer.content.decode()
    assert ("Ruth" if field != "name" else "ruth@example.org") in answer.content.decode()
    assert not Member.objects.exists()


def test_name_is_one_line_without_direction_marks(visitor):
    sign_up(visitor(), name="  Ru\u202eth\r\nBcc: all@example.org\t\u00a0 ")
    assert Member.objects.get().name == "Ru th Bcc: all@example.org"


def test_form_sent_faster_than_anybody_types_is_asked_for_again(visitor, settings):
    settings.SIGNUP_MIN_SECONDS = 2
    answer = sign_up(visitor(), began=a_page_old_enough(0.5))
    assert answer.status_code == 422
    assert b"send it once more" in answer.content
    assert not Member.objects.exists()


@pytest.mark.parametrize("stamp", ["", "1", "1700000000.0:made-up", "nan"])
def test_form_that_was_never_shown_gets_a_stamp_to_send_back(visitor, stamp):
    client = visitor()
    answer = sign_up(client, began=stamp)
    assert answer.status_code == 422
    assert not Member.objects.exists()
    assert answer.context["form"].data["began"] not in ("", stamp)


def test_trap_field_makes_nobody_and_mails_nobody_and_looks_the_same(visitor):
    caught, real = visitor("10.0.0.1"), visitor("10.0.0.2")
    answer = sign_up(caught, "bot@example.org", subject="cheap watches")
    same = sign_up(real, "ruth@example.org")
    assert (answer.status_code, answer["Location"]) == (same.status_code, same["Location"])
    assert caught.get(CONFIRM).status_code == 200
    assert not Member.objects.filter(email="bot@example.org").exists()
    assert not Outbox.objects.filter(recipient="bot@example.org").exists()


def test_trap_is_not_shown_to_people(visitor):
    page = visitor().get(SIGNUP).content.decode()
    assert '<div hidden><label for="id_subject">' in page


def test_address_sent_twice_at_the_same_moment_is_one_account(visitor, monkeypatch):
    Member.objects.create_user("ruth@example.org", PASSWORD, joined_at="2026-01-01T00:00Z")
    monkeypatch.setattr(
        "allauth.account.internal.flows.manage_email.email_already_exists", lambda email, **_: (email, False)
    )  # as for the one who looked before the other had saved
    answer = sign_up(visitor())
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    assert Member.objects.count() == 1


def test_sixth_account_from_one_place_in_an_hour_waits(visitor):
    for number in range(5):
        assert sign_up(visitor("10.9.9.9"), f"r{number}@example.org").status_code == 302
    assert sign_up(visitor("10.9.9.9"), "r6@example.org").status_code == 429
    assert sign_up(visitor("10.9.9.8"), "r7@example.org").status_code == 302


def test_mistakes_do_not_count_as_accounts(visitor):
    for _mistake in range(8):
        assert sign_up(visitor(), password1="short").status_code == 422
    assert sign_up(visitor()).status_code == 302


def test_code_mail_says_the_code_in_both_parts_and_nothing_anybody_typed(visitor, now):
    sign_up(visitor(), name="Win http://x.example")
    row = Outbox.objects.get()
    kind = mail.kinds[row.kind]
    content = mail.compose(row, kind, now=row.created_at)
    assert content is not None
    text = content.decode()
    assert text.count(row.secret["code"]) >= 2
    assert "x.example" not in text
    assert "List-Unsubscribe" not in text


def test_session_knows_whose_it_is(visitor):
    client = visitor()
    sign_up(client)
    member = Member.objects.get()
    assert Session.objects.get().member == member
    client.post(CONFIRM, {"code": code_for("ruth@example.org")})
    assert Session.objects.get().member == member


def test_signed_in_member_is_sent_on_from_the_entrance(client_of, maya):
    client: Client = client_of(maya)
    for path in (SIGNUP, "/accounts/login/"):
        assert client.get(path)["Location"] == "/"

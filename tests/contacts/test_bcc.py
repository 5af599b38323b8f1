"""Bcc to log: the address in the settings, what counts as a letter, whom it reached, and taking back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now as real_now

from apps.contacts.bcc import receiving
from apps.contacts.bcc.address import found, revoke
from apps.contacts.bcc.receiving import day_of, receive
from apps.contacts.models import Contact, ContactPoint
from apps.core.acts import Act
from apps.core.handed import Link
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.core.words import say
from tests.contacts.writing import DOMAIN, address, letter, touches
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
PAGE = "/settings/note/"


@pytest.fixture(autouse=True)
def domain(settings):
    settings.KITH_INTAKE_DOMAIN = DOMAIN


@pytest.fixture
def ana(maya):
    return make_contact(
        maya, "Ana Lima", email="ana@example.org", rhythm_days=30, first_due_on=date(2026, 11, 20)
    )


def press(client: Client, verb: str):
    return client.post(f"/contacts/bcc/{verb}/", follow=True)


def shown(client: Client) -> str:
    text = client.get(PAGE).content.decode()
    return text.partition('id="address-bcc" value="')[2].partition('"')[0]


def bring(member, mail: bytes, now, *, by: str = "maya@example.org") -> bool:
    return receive(address(member, now), by, mail, now=now)


# ── the address ──────────────────────────────────────────────────────────────


def test_there_is_no_address_until_one_is_asked_for(maya, client_of):
    assert "Make my address" in client_of(maya).get(PAGE).content.decode()
    assert shown(client_of(maya)) == ""
    assert not Link.objects.exists()


def test_it_is_made_shown_again_changed_and_ended(maya, client_of):
    client = client_of(maya)
    press(client, "hand-out")
    first = shown(client)
    assert first.endswith(f"@{DOMAIN}")
    assert found(first, now=real_now()).member == maya
    assert "The one before takes no mail any more" in press(client, "hand-out").content.decode()
    second = shown(client_of(maya))
    assert (found(first, now=real_now()), second != first) == (None, True)
    assert "takes no mail any more" in press(client, "revoke").content.decode()
    assert found(second, now=real_now()) is None
    assert press(client, "revoke").status_code == 404


def test_a_stranger_sees_and_ends_only_their_own(maya, stranger, client_of):
    there = address(maya)
    assert there not in client_of(stranger).get(PAGE).content.decode()
    assert press(client_of(stranger), "revoke").status_code == 404
    assert found(there, now=real_now()).member == maya
    assert client_of(maya).get("/contacts/bcc/hand-out/").status_code == 405


def test_where_no_mail_comes_in_nothing_is_said_of_it(maya, client_of, settings):
    settings.KITH_INTAKE_DOMAIN = ""
    client = client_of(maya)
    assert "bcc" not in client.get(PAGE).content.decode()
    assert press(client, "hand-out").status_code == 404
    assert press(client, "revoke").status_code == 404


def test_an_address_made_with_a_key_that_is_gone_works_on(maya, client_of, settings, now):
    there = address(maya)
    settings.SECRET_KEY = "another" * 8
    assert "can no longer be shown" in client_of(maya).get(PAGE).content.decode()
    assert found(there, now=now).member == maya


@pytest.mark.parametrize("kind", ["in use", "ended", "unknown", "no token", "elsewhere"])
def test_each_address_is_asked_for_in_the_same_way(maya, now, kind, django_assert_num_queries):
    """One query by a digest, whatever it is: neither words nor time tell one from another."""
    there = address(maya)
    with acting_as(maya):
        if kind == "ended":
            revoke(maya, now=now)
    asked = {
        "unknown": f"{'a' * 26}@{DOMAIN}",
        "no token": f"ana.lima@{DOMAIN}",
        "elsewhere": there.replace(DOMAIN, "example.org"),
    }.get(kind, there)
    with django_assert_num_queries(1):
        assert (found(asked, now=now) is not None) == (kind == "in use")


# ── what counts as a letter ──────────────────────────────────────────────────


def test_a_letter_is_one_act_with_all_it_reached(maya, ana, now):
    make_contact(maya, "Ben Carter", email="ben@example.org")
    mail = letter(Cc="ben@example.org, Nobody <nobody@example.org>")
    assert bring(maya, mail, now)
    assert touches(maya) == [("wrote", "2026-11-23", ["Ana Lima", "Ben Carter"])]
    with acting_as(maya):
        done = Act.objects.of(maya).get()
        assert say(done.verb, done.facts) == "Wrote to Ana Lima and Ben Carter"
        assert Contact.objects.of(maya).count() == 2


def test_taken_back_the_rhythm_stands_as_before_and_the_mail_does_not_come_again(maya, ana, now):
    bring(maya, letter(), now)
    with acting_as(maya):
        done = Act.objects.of(maya).get()
        assert say(done.verb, done.facts) == "Wrote to Ana Lima"
        take_back(maya, done, now=now)
    bring(maya, letter(), now)
    assert touches(maya) == []
    ana.refresh_from_db()
    assert (ana.last_touch_on, ana.due_on) == (None, date(2026, 11, 20))


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=y"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"Precedence": "Junk"},
        {"Precedence": "auto_reply"},
        {"List_Id": "<friends.example.org>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "out of office"},
        {"Return_Path": "<>"},
        {"Return_Path": "<MAILER-DAEMON@example.org>"},
        {"Content_Type": 'multipart/report; report-type="delivery-status"; boundary=x'},
        {"From": "Sam <stranger@example.org>"},
        {"From": '"maya@example.org" <stranger@example.org>'},
        {"From": "maya@example.org, stranger@example.org"},
        {"From": ""},
        {"From": "maya@example.org\r\nFrom: stranger@example.org"},
        {"To": "undisclosed-recipients:;"},
        {"To": "Maya <maya@example.org>"},
        {"To": ""},
    ],
)
def test_what_is_no_letter_of_the_members_is_taken_in_silence(maya, ana, now, headers):
    make_contact(maya, "Maya herself", email="maya@example.org")
    assert bring(maya, letter(**headers), now)
    assert touches(maya) == []


@pytest.mark.parametrize("path", ["", "<>", "MAILER-DAEMON@example.org"])
def test_neither_is_what_comes_back(maya, ana, now, path):
    assert bring(maya, letter(), now, by=path)
    assert touches(maya) == []


def test_no_says_a_hand_wrote_it(maya, ana, now):
    bring(maya, letter(Auto_Submitted="no", Precedence="normal", From="MAYA@Example.org"), now)
    assert len(touches(maya)) == 1


def test_only_a_confirmed_address_is_ones_own(maya, ana, now):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=maya, email="m@example.org", verified=False)
    mail = letter(From="m@example.org")
    bring(maya, mail, now)
    assert touches(maya) == []
    EmailAddress.objects.filter(email="m@example.org").update(verified=True)
    bring(maya, mail, now)
    assert len(touches(maya)) == 1


# ── whom it reached ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "to",
    [
        "ANA@Example.ORG",
        "=?utf-8?q?Ana=2C_Lima?= <ana@example.org>",
        '"Lima, Ana" <ana@example.org>, ben@example.org',
        "Friends: ben@example.org, Ana <ana@example.org>;",
        "Ana Lima\r\n <ana@example.org>",
    ],
)
def test_the_address_is_found_however_it_is_written(maya, ana, now, to):
    bring(maya, letter(To=to), now)
    assert [names for *_, names in touches(maya)] == [["Ana Lima"]]


def test_an_address_of_two_is_both_and_that_of_a_house_nobodys(maya, ana, now):
    make_contact(maya, "Rui Lima", email="ana@example.org")
    bring(maya, letter(), now)
    assert [names for *_, names in touches(maya)] == [["Ana Lima", "Rui Lima"]]
    make_contact(maya, "Eva Lima", email="ana@example.org")
    bring(maya, letter(Message_ID="<two@x>"), now)
    assert len(touches(maya)) == 1


def test_another_members_people_are_not_reached(maya, stranger, now):
    make_contact(stranger, "Ana of Sam", email="ana@example.org")
    bring(maya, letter(), now)
    assert (touches(maya), touches(stranger)) == ([], [])


def test_who_was_let_be_or_died_is_written_to_as_in_touch_does(maya, ana, now):
    with acting_as(maya):
        ana.let_be(now=now)
    bring(maya, letter(), now)
    ana.refresh_from_db()
    assert (ana.last_touch_on, ana.due_on) == (date(2026, 11, 23), None)


def test_a_mailing_reaches_the_first_hundred_and_a_day_has_its_measure(maya, ana, now, monkeypatch):
    many = ", ".join(f"p{number}@example.org" for number in range(100))
    bring(maya, letter(To=f"{many}, ana@example.org"), now)
    assert touches(maya) == []
    monkeypatch.setattr(receiving, "MOST_A_DAY", 3)
    for number in range(5):
        bring(maya, letter(Message_ID=f"<{number}@x>"), now)
    assert len(touches(maya)) == 3
    bring(maya, letter(Message_ID="<later@x>"), now + timedelta(days=1, seconds=1))
    assert len(touches(maya)) == 4


def test_a_mail_without_message_id_is_known_by_what_it_says(maya, ana, now):
    for sent in ("Mon, 23 Nov 2026 08:30:00 +0000",) * 2 + ("Mon, 23 Nov 2026 08:31:00 +0000",):
        bring(maya, letter(Message_ID="", Date=sent), now)
    assert len(touches(maya)) == 2


# ── on which day ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("Sun, 22 Nov 2026 23:30:00 -0500", "2026-11-23"),
        ("Sat, 21 Nov 2026 12:00:00 -0000", "2026-11-21"),
        ("Tue, 24 Nov 2026 00:10:00 +0000", "2026-11-23"),
        ("Sat, 24 Oct 2026 12:00:00 +0000", "2026-10-24"),
        ("Fri, 23 Oct 2026 12:00:00 +0000", "2026-11-23"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "2026-11-23"),
        ("Mon, 1 Jan 0001 00:00:00 +1400", "2026-11-23"),
        ("Fri, 31 Dec 9999 23:59:59 -1200", "2026-11-23"),
        ("soon", "2026-11-23"),
        ("", "2026-11-23"),
    ],
)
def test_the_day_is_the_mails_unless_that_cannot_be(maya, ana, now, said, on):
    bring(maya, letter(Date=said), now)
    assert [day for _, day, _ in touches(maya)] == [on]


def test_the_day_is_the_members(now):
    member = make_member("kiri@example.org", time_zone="Pacific/Auckland")
    midnight = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
    assert day_of(member, midnight - timedelta(seconds=1), midnight) == date(2026, 11, 23)
    assert day_of(member, midnight, midnight) == date(2026, 11, 24)


def test_points_of_other_kinds_are_no_mailboxes(maya, now):
    pim = make_contact(maya, "Pim")
    with acting_as(maya):
        ContactPoint.objects.create(
            owner=maya, contact=pim, kind="messenger", value="ana@example.org", match_key="ana@example.org"
        )
    bring(maya, letter(), now)
    assert touches(maya) == []

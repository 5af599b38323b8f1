"""Kith's one fixed text to a friend: once, within caps, to nobody who said never, with no words but names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from apps.core import mail as mails
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.core.suppression import Suppression
from apps.introductions import sending, verbs
from apps.introductions.models import Door
from tests.conftest import NOW
from tests.introductions.making import doors, make_request
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
HOSTILE = (
    "Win http://x.example/now",
    "Evil\r\nBcc: all@example.org",
    "M" * 10_000,
    "\u202egro.live\u202c Maya",
    "<b>Maya</b> <script>alert(1)</script>",
    "maya@evil.example www.evil.example evil.example",
)


@pytest.fixture
def ben(maya):
    return make_contact(maya, "Ben Silva", email="ben@example.org")


def mail(door: Door, address: str = "ben@example.org", now=NOW) -> None:
    with acting_as(door.owner):
        sending.mail(door, address, now=now)


def composed(row: Outbox, now=NOW) -> bytes | None:
    return mails.compose(row, mails.kinds[row.kind], now=now)


def test_one_mail_is_written_and_the_ten_days_begin(maya, ben):
    door = doors(make_request(maya, ben))[0]
    mail(door)

    row = Outbox.objects.get()
    said = composed(row).decode()
    assert row.recipient == "ben@example.org"
    assert "Subject: Maya Ortega has a question for you" in said
    assert "Eve" not in said and "small makers" not in said
    with acting_as(maya):
        door.refresh_from_db()
    assert door.by_mail and door.closes_on == (NOW + 10 * A_DAY).date()
    assert sending.address_of(door.link) in said.replace("=\r\n", "").replace("=3D", "=")


def test_nothing_leaves_once_the_question_is_answered_or_withdrawn(maya, ben):
    door = doors(make_request(maya, ben))[0]
    mail(door)
    with acting_as(maya):
        door.request.refresh_from_db()
        verbs.withdraw(door.request, now=NOW)

    assert composed(Outbox.objects.get()) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_bring_no_link_and_no_line(maya, name):
    friend = make_contact(maya, name[:200].replace("\r\n", " "), email="ben@example.org")
    mail(doors(make_request(maya, friend, signed=name[:80]))[0])

    head, _, body = composed(Outbox.objects.get()).decode().partition("\r\n\r\n")
    said = body.replace("=\r\n", "")
    subject = next(line for line in head.split("\r\n") if line.startswith("Subject:"))
    assert "Bcc" not in {line.split(":")[0] for line in head.split("\r\n")}
    for bad in ("x.example", "evil.example", "evil.exa", "<script", "\u202e", "http://x"):
        assert bad not in said and bad not in subject


def test_a_thousand_tries_send_twenty_a_day(maya):
    EmailAddress.objects.filter(user=maya).update(verified=True)
    sent = 0
    for number in range(24):
        friend = make_contact(maya, f"Friend {number}", email=f"f{number}@example.org")
        door = doors(make_request(maya, friend, whom=f"Somebody {number}"))[0]
        for _again in range(3):
            try:
                mail(door, f"f{number}@example.org")
                sent += 1
            except (sending.MayNotMail, verbs.NotNow, sending.asking.MayNotAsk):
                pass

    assert sent == Outbox.objects.count() == 20


def test_an_address_is_written_to_once_per_request(maya, ben):
    request = make_request(maya, ben)
    mail(doors(request)[0])
    twin = make_contact(maya, "Ben again", email="ben@example.org")
    with acting_as(maya):
        verbs.friend_says(doors(request)[0], Door.Answer.KNOWS_NOT, now=NOW)
        Door.objects.create(owner=maya, request=request, contact=twin, called="Ben again", position=1)

    with pytest.raises(sending.MayNotMail, match="once"):
        mail(doors(request)[1])


def test_who_said_never_again_is_not_written_to(maya, ben):
    Suppression.add("ben@example.org", now=NOW)

    with pytest.raises(sending.MayNotMail, match="does not write to this address"):
        mail(doors(make_request(maya, ben))[0])
    assert not Outbox.objects.exists()


def test_an_address_that_is_not_the_friends_is_refused(maya, ben):
    for address in ("eve@example.org", "", "ben@example.org, eve@example.org", "ben@example.org\nBcc: x@y.z"):
        with pytest.raises(sending.MayNotMail):
            mail(doors(make_request(maya, ben))[0], address)
    assert not Outbox.objects.exists()


def test_a_new_or_unconfirmed_account_sends_nothing():
    new = make_member("new@example.org", name="New", joined_at=NOW - timedelta(hours=23))
    friend = make_contact(new, "Ben", email="ben@example.org")
    door = doors(make_request(new, friend))[0]
    with pytest.raises(sending.MayNotMail, match="first day"):
        mail(door)
    EmailAddress.objects.filter(user=new).update(verified=False)
    with pytest.raises(sending.MayNotMail, match="Confirm"):
        mail(door, now=NOW + A_DAY)
    assert not Outbox.objects.exists()

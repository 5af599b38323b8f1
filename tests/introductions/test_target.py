"""The letter to whoever was asked for: two kinds of yes, two of no, and what each leaves behind."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from apps.contacts.models import Contact, ContactPoint
from apps.core import mail
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import verbs
from apps.introductions.address_codes import CODE
from apps.introductions.consent import TO_MEMBER, TO_THEM
from apps.introductions.models import Door, IntroductionRequest, Letter, TargetAnswer, Transition
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.making import WORDS, make_passed_on
from tests.making import make_contact

LATER = NOW + timedelta(hours=1)
EVE = "eve@example.net"
places = count(1)


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    """Views read the clock; here it stands on the day of the letters."""
    monkeypatch.setattr("apps.introductions.views.opening.timezone.now", lambda: LATER)


@pytest.fixture
def outside(db) -> Client:
    """Somebody with a browser and nothing else, each from another place."""
    number = next(places)
    return Client(REMOTE_ADDR=f"192.1.{number // 250}.{number % 250 + 1}")


@pytest.fixture
def eve(maya) -> Contact:
    return make_contact(maya, "Eve Lindqvist", origin="to_meet")


@pytest.fixture
def door(maya, eve) -> Door:
    return make_passed_on(maya, contact=eve)


def url(door: Door, verb: str = "") -> str:
    return reverse(f"letter_{verb}" if verb else "letter", args=[door.target_link.token])


def press(client: Client, door: Door, verb: str, **typed):
    return client.post(url(door, verb), typed)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return visible(answer.content.decode())


def state(door: Door) -> str:
    with acting_as(door.owner_id):
        return IntroductionRequest.objects.get(pk=door.request_id).state


def code() -> str:
    return Outbox.objects.filter(kind=CODE).latest("pk").secret["code"]


def introduces(client: Client, door: Door, address: str = EVE, **more):
    assert press(client, door, "introduce", address=address, **more).status_code == 200
    return press(client, door, "confirm", address=address, code=code(), **more)


def rows(door: Door) -> str:
    """Everything of the request that anybody could read."""
    kinds = (IntroductionRequest, Door, Transition, Letter, Contact, ContactPoint, Outbox)
    found = [list(kind.objects.order_by("pk").values()) for kind in kinds]
    return json.dumps(found, default=str)


def test_the_letter_says_who_asks_and_offers_four_answers_and_no_address(door, outside):
    said = read(outside, url(door))
    assert "Trust this page only if it was Ben who sent it to you." in said
    assert "Hello Eve," in said
    assert "Maya Ortega , a publicist in Oakland, would like to ask you something." in said
    assert WORDS["gives"] in said
    assert "the page ends on 3 December" in said
    for answer in ("Yes: give me the address of Maya", "Yes: introduce us", "Not now", "Never"):
        assert answer in said
    assert WORDS["address"] not in said
    assert door.owner.email not in said


def test_looking_writes_nothing_and_the_preview_names_nobody_else(door, outside):
    before = rows(door)
    for _ in range(3):
        outside.get(url(door))
        outside.head(url(door))
    page = outside.get(url(door)).content.decode()
    assert rows(door) == before
    assert "<title>Maya Ortega has a question for you</title>" in page
    head = page.partition("</head>")[0]
    assert "Eve" not in head
    assert "Ben" not in head
    assert 'name="robots" content="noindex' in head


def test_buttons_want_a_post(door, outside):
    for verb in ("write", "introduce", "confirm", "decline", "alone", "alone_confirm"):
        assert outside.get(url(door, verb)).status_code == 405


def test_yes_and_write_gives_the_address_and_keeps_nothing_of_theirs(door, outside, eve):
    assert press(outside, door, "write").status_code == 303
    assert state(door) == "yes"
    assert WORDS["address"] in read(outside, url(door))
    with acting_as(door.owner):
        assert not ContactPoint.objects.filter(contact=eve).exists()
    assert not Outbox.objects.exists()
    assert press(outside, door, "write").headers["Location"].endswith("?again")


def test_their_card_is_there_after_a_yes_only(door, outside):
    assert outside.get(url(door, "their_card")).status_code == 404
    press(outside, door, "write")
    card = outside.get(url(door, "their_card"))
    assert card.headers["Content-Type"].startswith("text/vcard")
    assert "FN:Maya Ortega\r\n" in card.content.decode()
    assert WORDS["address"] in card.content.decode()


def test_introduce_us_puts_one_mail_to_each_and_the_person_in_the_book(door, outside, eve, maya):
    assert introduces(outside, door).status_code == 303
    assert state(door) == "introduced"
    with acting_as(maya):
        eve.refresh_from_db()
        assert (eve.introduced_by, eve.origin) == (door.contact, "introduction")
        assert [point.value for point in eve.points.all()] == [EVE]
    them, member = (Outbox.objects.get(kind=kind) for kind in (TO_THEM, TO_MEMBER))
    assert (them.recipient, member.recipient) == (EVE, maya.email)
    assert reply_to(them) == maya.email  # nobody has shown yet that the one named is theirs
    assert reply_to(member) == EVE
    assert "You are introduced" in read(outside, url(door))


def test_answers_go_to_the_address_named_once_it_is_confirmed(door, outside, maya):
    EmailAddress.objects.create(user=maya, email=WORDS["address"], verified=False)
    introduces(outside, door)
    them = Outbox.objects.get(kind=TO_THEM)
    assert reply_to(them) == maya.email
    EmailAddress.objects.filter(email=WORDS["address"]).update(verified=True)
    assert reply_to(them) == WORDS["address"]


def composed(row: Outbox) -> str:
    content = mail.compose(row, mail.kinds[row.kind], now=LATER)
    assert content is not None
    return content.decode()


def reply_to(row: Outbox) -> str:
    return composed(row).partition("\r\nReply-To: ")[2].partition("\r\n")[0]


def test_before_the_code_is_typed_nothing_passes(door, outside, maya):
    press(outside, door, "introduce", address=EVE)
    assert state(door) == "with_target"
    answer = press(outside, door, "confirm", address=EVE, code="x")
    assert answer.status_code == 422
    assert f'value="{EVE}"' in answer.content.decode()
    wrong = f"{(int(code()) + 1) % 10**6:06d}"
    assert press(outside, door, "confirm", address=EVE, code=wrong).status_code == 422
    assert press(outside, door, "confirm", address="other@example.org", code=code()).status_code == 422
    assert state(door) == "with_target"
    with acting_as(maya):
        assert not ContactPoint.objects.filter(value=EVE).exists()
        assert not Outbox.objects.exists()
    assert press(outside, door, "confirm", address=EVE, code=f" {code()[:3]} {code()[3:]}").status_code == 303


@pytest.mark.parametrize("address", ["", "x", "a@b", "Eve <eve@example.org>", '"a b"@example.org'])
def test_an_address_that_takes_no_mail_is_refused(door, outside, address):
    answer = press(outside, door, "introduce", address=address)
    assert answer.status_code == 422
    assert not Outbox.objects.exists()


def test_too_many_codes_are_refused_with_a_reason(door, outside):
    for number in range(8):
        press(outside, door, "introduce", address=f"somebody{number}@example.org")
    answer = press(outside, door, "introduce", address=EVE)
    assert answer.status_code == 422
    assert "several codes" in answer.content.decode()


@pytest.mark.parametrize("answer", ["not_now", "never"])
def test_a_no_changes_no_row_that_can_be_read_and_the_letter_stays_as_it_was(door, outside, answer):
    before, page = rows(door), outside.get(url(door)).content
    kept = press(outside, door, "decline", answer=answer)
    assert kept.status_code == 200
    assert "Kept, and told to nobody" in visible(kept.content.decode())
    assert rows(door) == before
    assert outside.get(url(door)).content == page
    assert TargetAnswer.objects.get().answer == answer


def test_a_yes_after_a_no_is_a_yes(door, outside):
    press(outside, door, "decline", answer="never")
    press(outside, door, "write")
    assert state(door) == "yes"
    assert not TargetAnswer.objects.exists()


def test_left_alone_wants_a_code_and_holds_from_the_closing_day(door, outside):
    press(outside, door, "decline", answer="never")
    assert press(outside, door, "alone", address=EVE).status_code == 200
    assert press(outside, door, "alone_confirm", address=EVE, code="000").status_code == 422
    answer = press(outside, door, "alone_confirm", address=EVE, code=code())
    assert "as a fingerprint" in visible(answer.content.decode())
    assert state(door) == "with_target"
    assert TargetAnswer.objects.filter(fingerprint__isnull=False).count() == 1


def test_what_is_stored_reads_the_same_with_and_without_an_answer(door, outside):
    stored = outside.get(url(door, "stored")).content
    press(outside, door, "decline", answer="never")
    assert outside.get(url(door, "stored")).content == stored


def test_deleting_takes_page_and_answer_and_leaves_the_request(door, outside):
    press(outside, door, "decline", answer="never")
    assert press(outside, door, "delete").status_code == 200
    assert outside.get(url(door)).status_code == 410
    assert Letter.objects.get(link=door.target_link).shown == {}
    assert not TargetAnswer.objects.exists()
    assert state(door) == "with_target"


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_what_was_taken_back_opens_nothing(door, outside, maya, is_withdrawn):
    with acting_as(maya):
        if is_withdrawn:
            verbs.withdraw(door.request, now=LATER)
        else:
            verbs.friend_takes_back(door, now=LATER)
    for verb in ("write", "introduce", "confirm", "decline"):
        assert press(outside, door, verb, answer="never", address=EVE, code="123456").status_code == 410
    assert outside.get(url(door)).status_code == 410


def test_whoever_wrote_it_cannot_answer_it(door, maya, client_of):
    client = client_of(maya)
    for verb in ("write", "introduce", "confirm", "decline", "alone"):
        answer = press(client, door, verb, answer="never", address=EVE, code="123456")
        assert answer.headers["Location"].endswith("?own")
    assert state(door) == "with_target"
    assert not TargetAnswer.objects.exists()


def test_other_letters_open_nothing_here(door, outside):
    for verb in ("write", "introduce", "confirm", "decline", "alone", "alone_confirm", "their_card"):
        address = reverse(f"letter_{verb}", args=[door.link.token])
        answer = outside.get(address) if verb == "their_card" else outside.post(address, {"answer": "never"})
        assert answer.status_code == 404
    for verb in ("answer", "take_back", "keep"):
        assert outside.post(url(door, verb), {"answer": "knows_well"}).status_code == 404
    assert state(door) == "with_target"


def test_the_friends_letter_says_introduced_and_nothing_of_how(door, outside):
    introduces(outside, door)
    friend = read(outside, reverse("letter", args=[door.link.token]))
    assert "They were introduced." in friend
    assert EVE not in friend
    assert WORDS["address"] not in friend


def test_mails_say_what_was_asked_for_and_codes_name_nobody(door, outside):
    introduces(outside, door)
    texts = {row.kind: composed(row) for row in Outbox.objects.all()}
    assert all(name not in texts[CODE] for name in ("Maya", "Ben", "Eve Lindqvist"))
    assert "Subject: You and Maya Ortega" in texts[TO_THEM]
    assert "Subject: You are introduced" in texts[TO_MEMBER]

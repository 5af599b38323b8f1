"""The letter to one of two people: a yes nobody can read until both have said it, and a no like silence."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from apps.core import mail
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import pairing as verbs
from apps.introductions.address_codes import CODE
from apps.introductions.models import Letter, Pairing, Side, SideAnswer
from apps.introductions.pairing import PAIRED
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.making import make_paired, make_passed_on, sides

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
LATER = NOW + timedelta(hours=1)
ANA, BEN = "ana@example.net", "ben@example.net"


@pytest.fixture
def both(maya) -> list[Side]:
    return make_paired(maya)


def url(side: Side, verb: str = "") -> str:
    return reverse(f"letter_{verb}" if verb else "letter", args=[side.link.token])


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return visible(answer.content.decode())


def code() -> str:
    return Outbox.objects.filter(kind=CODE).latest("pk").secret["code"]


def agrees(client, side: Side, address: str):
    assert client.post(url(side, "agree"), {"address": address}).status_code == 200
    return client.post(url(side, "agree_confirm"), {"address": address, "code": code()})


def state(side: Side) -> str:
    with acting_as(side.owner_id):
        return Pairing.objects.get(pk=side.pairing_id).state


def rows(maya) -> str:
    """Everything of it that anybody could read."""
    found = [list(kind.objects.order_by("pk").values()) for kind in (Pairing, Side, Letter)]
    with acting_as(maya):
        found.append(list(Outbox.objects.order_by("pk").values()))
    return json.dumps(found, default=str)


def composed(row: Outbox) -> str:
    content = mail.compose(row, mail.kinds[row.kind], now=LATER)
    assert content is not None
    return content.decode()


def test_each_reads_who_asks_and_who_the_other_is_and_no_address(both, outside, maya):
    ana, ben = both
    said = read(outside, url(ana))
    assert "Dear Ana," in said
    assert "Maya Ortega thinks that you and Ben Silva should know each other" in said
    assert "You both build wooden boats." in said
    assert "You would laugh together." in said
    assert "Would you like to know Ben?" in said
    assert "It ends by itself on 3 December" in said
    assert "@" not in said
    other = read(outside, url(ben))
    assert "Would you like to know Ana?" in other
    assert "You would laugh together." not in other


def test_looking_writes_nothing_and_the_preview_names_nobody_else(both, outside, maya):
    before = rows(maya)
    for _ in range(3):
        outside.get(url(both[0]))
        outside.head(url(both[0]))
    head = outside.get(url(both[0])).content.decode().partition("</head>")[0]
    assert rows(maya) == before
    assert "<title>Maya Ortega has a question for you</title>" in head
    assert "Ben" not in head
    assert 'name="robots" content="noindex' in head


@pytest.mark.parametrize("first", [0, 1])
def test_both_agree_in_either_order_and_each_gets_one_mail(both, outside, maya, first):
    addresses = (ANA, BEN)
    one, other = both[first], both[1 - first]
    kept = agrees(outside, one, addresses[first])
    assert "Kept, and told to nobody" in visible(kept.content.decode())
    assert state(one) == "asked"
    assert agrees(outside, other, addresses[1 - first]).headers["Location"] == url(other)

    assert state(one) == "introduced"
    assert not SideAnswer.objects.exists()
    mails = {row.recipient: composed(row) for row in Outbox.objects.filter(kind=PAIRED)}
    assert mails.keys() == {ANA, BEN}
    assert f"Reply-To: {BEN}" in mails[ANA]
    assert f"Reply-To: {ANA}" in mails[BEN]
    assert "Subject: You and Ben Silva" in mails[ANA]
    assert "Maya Ortega thought that you and Ana Lima should know each other" in mails[BEN].replace(
        "\r\n", " "
    )
    for side in both:
        said = read(outside, url(side))
        assert "You are introduced" in said
        assert "@" not in said


def test_neither_mail_nor_addresses_can_be_read_by_the_member(both, outside, maya, client_of):
    agrees(outside, both[0], ANA)
    agrees(outside, both[1], BEN)
    with acting_as(maya):
        assert not Outbox.objects.exists()
    assert ANA not in rows(maya)


def test_a_single_yes_changes_no_row_that_can_be_read_and_no_page(both, outside, maya, client_of):
    own = client_of(maya)
    page = reverse("introductions:pairing", args=[both[0].pairing_id])
    before = (
        rows(maya),
        [outside.get(url(side)).content for side in both],
        visible(own.get(page).content.decode()),
    )
    agrees(outside, both[0], ANA)
    assert SideAnswer.objects.count() == 1
    after = (
        rows(maya),
        [outside.get(url(side)).content for side in both],
        visible(own.get(page).content.decode()),
    )
    assert after == before


def test_not_now_keeps_nothing_and_takes_an_earlier_yes_back(both, outside, maya):
    before = rows(maya)
    agrees(outside, both[0], ANA)
    answer = outside.post(url(both[0], "not_now"))
    assert "Not now, and told to nobody" in visible(answer.content.decode())
    assert not SideAnswer.objects.exists()
    assert rows(maya) == before
    agrees(outside, both[1], BEN)
    assert state(both[0]) == "asked"
    agrees(outside, both[0], ANA)
    assert state(both[0]) == "introduced"


def test_agreeing_again_with_another_address_counts_once_with_the_last(both, outside):
    agrees(outside, both[0], "old@example.net")
    agrees(outside, both[0], ANA)
    agrees(outside, both[1], BEN)
    assert {row.recipient for row in Outbox.objects.filter(kind=PAIRED)} == {ANA, BEN}


def test_without_the_right_code_nothing_is_kept(both, outside):
    outside.post(url(both[0], "agree"), {"address": ANA})
    wrong = f"{(int(code()) + 1) % 10**6:06d}"
    assert outside.post(url(both[0], "agree_confirm"), {"address": ANA, "code": wrong}).status_code == 422
    assert outside.post(url(both[1], "agree_confirm"), {"address": ANA, "code": code()}).status_code == 422
    assert not SideAnswer.objects.exists()


@pytest.mark.parametrize("address", ["", "x", "a@b", "Ana <ana@example.org>", "a\n@example.org"])
def test_an_address_that_takes_no_mail_is_refused(both, outside, address):
    assert outside.post(url(both[0], "agree"), {"address": address}).status_code == 422
    assert not Outbox.objects.exists()


def test_buttons_want_a_post_and_a_letter_of_this_kind(both, outside, maya):
    passed_on = make_passed_on(maya, "Carl Roth").target_link.token
    for verb in ("agree", "agree_confirm", "not_now"):
        assert outside.get(url(both[0], verb)).status_code == 405
        assert outside.post(reverse(f"letter_{verb}", args=[passed_on])).status_code == 404
    for verb in ("answer", "take_back", "write", "introduce", "decline", "keep"):
        assert outside.post(url(both[0], verb), {"answer": "never"}).status_code == 404


def test_whoever_wrote_it_cannot_answer_it(both, maya, client_of):
    client = client_of(maya)
    for verb in ("agree", "agree_confirm", "not_now"):
        answer = client.post(url(both[0], verb), {"address": ANA, "code": "123456"})
        assert answer.headers["Location"].endswith("?own")
    assert "This is the letter you wrote" in visible(client.get(url(both[0])).content.decode())
    assert not Outbox.objects.exists()


def test_once_introduced_nothing_can_be_pressed(both, outside):
    agrees(outside, both[0], ANA)
    agrees(outside, both[1], BEN)
    for verb in ("agree", "agree_confirm", "not_now"):
        assert outside.post(url(both[0], verb), {"address": ANA}).headers["Location"].endswith("?again")
    assert Outbox.objects.filter(kind=PAIRED).count() == 2


def test_what_is_stored_reads_the_same_with_and_without_a_yes(both, outside):
    stored = outside.get(url(both[0], "stored")).content
    agrees(outside, both[0], ANA)
    assert outside.get(url(both[0], "stored")).content == stored


def test_deleting_takes_page_and_yes_and_leaves_the_pairing(both, outside):
    agrees(outside, both[0], ANA)
    assert outside.post(url(both[0], "delete")).status_code == 200
    assert outside.get(url(both[0])).status_code == 410
    assert not SideAnswer.objects.exists()
    agrees(outside, both[1], BEN)
    assert state(both[0]) == "asked"


def test_withdrawn_neither_letter_opens_and_answers_are_gone(both, outside, maya):
    agrees(outside, both[0], ANA)
    with acting_as(maya):
        verbs.withdraw(sides_pairing(both), now=LATER)
    assert not SideAnswer.objects.exists()
    for side in both:
        assert outside.get(url(side)).status_code == 410
        assert outside.post(url(side, "agree_confirm"), {"address": ANA, "code": "1"}).status_code == 410


def sides_pairing(both: list[Side]) -> Pairing:
    with acting_as(both[0].owner_id):
        return Pairing.objects.select_related("owner").get(pk=both[0].pairing_id)


def test_names_that_would_trick_stand_clean_in_letter_and_mail(maya, outside):
    both = make_paired(
        maya,
        "Ana \u202eLima\u200b http://evil.example/<b>",
        "Ben Silva\u2066 visit www.evil.example now",
        why="<script>alert(1)</script> http://evil.example",
        signed="Maya Ortega",
    )
    assert "<script>alert" not in outside.get(url(both[1])).content.decode()
    agrees(outside, both[0], ANA)
    agrees(outside, both[1], BEN)
    for row in Outbox.objects.filter(kind=PAIRED):
        assert "evil" not in composed(row)
        assert "\u202e" not in composed(row)
    assert sides(sides_pairing(both))

"""The member's card: what it shows, its code, its address and its end."""

from __future__ import annotations

import re
import uuid

import pytest
import segno
from django.urls import reverse
from django.utils import timezone

from apps.contacts.imports.card import START
from apps.contacts.imports.decoding import Encoding
from apps.contacts.imports.vcard.reader import VCardReader
from apps.core.acts import Act
from apps.core.scope import acting_as
from apps.core.taking_back import take_back
from apps.introductions import card as cards
from apps.introductions import qr
from apps.introductions.models import Card, Letter
from apps.introductions.sending import address_of
from tests.architecture.test_pages import visible
from tests.conftest import NOW
from tests.introductions.hostile import HOSTILE, TURNING, assert_inert
from tests.introductions.screens import text

CARD = "/introductions/card/"
SAID = {
    "name": "Maya Ortega",
    "line": "a publicist in Oakland",
    "email": "maya.writes@example.org",
    "phone": "+1 510 555 0123",
    "site": "mayaortega.example",
    "takes_details": True,
}


def make_card(member, **columns) -> Card:
    """The member's card, made through the verb of the screens."""
    with acting_as(member):
        cards.save(member, {**SAID, **columns}, now=NOW)
        return cards.card_of(member)


def now_of(member) -> Card | None:
    with acting_as(member):
        return cards.card_of(member)


def press(client, verb: str, **data):
    act = {"act": str(uuid.uuid4()), **data}
    return client.post(reverse(f"introductions:{verb}"), act, follow=True)


def test_whoever_has_no_card_is_led_to_the_form(maya, client_of):
    assert client_of(maya).get(CARD).headers["Location"] == f"{CARD}edit/"


def test_a_card_is_made_and_shown_outside(maya, client_of, outside):
    answer = press(client_of(maya), "edit_card", **SAID)
    assert "Made your card" in text(answer)
    link = now_of(maya).link
    page = outside.get(reverse("letter", args=[link.token]))
    words = visible(page.content.decode())
    assert page.status_code == 200
    assert all(str(SAID[name]) in words for name in ("name", "line", "email", "phone", "site"))


def test_what_is_left_empty_is_shown_nowhere(maya, outside):
    card = make_card(maya, email="", phone="", site="", line="")
    page = outside.get(reverse("letter", args=[card.link.token])).content.decode()
    assert maya.email not in page
    assert "mailto:" not in page
    assert "tel:" not in page


def test_a_change_is_shown_at_the_same_address_and_taken_back_there_too(maya, client_of, outside):
    address = reverse("letter", args=[make_card(maya).link.token])
    press(client_of(maya), "edit_card", **{**SAID, "line": "now in Lisbon"})
    assert "now in Lisbon" in outside.get(address).content.decode()
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).get(verb="edit_card"), now=NOW)
    assert "a publicist in Oakland" in outside.get(address).content.decode()


def test_a_card_taken_back_leaves_no_open_address(maya, client_of, outside):
    press(client_of(maya), "edit_card", **SAID)
    address = reverse("letter", args=[now_of(maya).link.token])
    with acting_as(maya):
        take_back(maya, Act.objects.of(maya).get(verb="make_card"), now=NOW)
    assert now_of(maya) is None
    assert outside.get(address).status_code == 410


def test_renew_card_ends_the_address_before(maya, client_of, outside):
    before = make_card(maya).link
    press(client_of(maya), "renew_card")
    after = now_of(maya).link
    assert outside.get(reverse("letter", args=[before.token])).status_code == 410
    assert outside.get(reverse("letter", args=[after.token])).status_code == 200
    assert Letter.objects.get(link=before).shown == {}
    with acting_as(maya):
        assert not Act.objects.of(maya).get(verb="renew_card").may_be_taken_back(now=timezone.now())


def test_switched_off_nothing_opens_until_it_is_switched_on(maya, client_of, outside):
    before, client = make_card(maya).link, client_of(maya)
    press(client, "switch_off_card")
    assert outside.get(reverse("letter", args=[before.token])).status_code == 410
    assert "It is switched off" in text(client.get(CARD))
    assert client.get(f"{CARD}hold/").headers["Location"] == CARD
    press(client, "edit_card", **{**SAID, "line": "changed while off"})
    assert outside.get(reverse("letter", args=[before.token])).status_code == 410
    press(client, "renew_card")
    link = now_of(maya).link
    assert link.pk != before.pk
    assert "changed while off" in outside.get(reverse("letter", args=[link.token])).content.decode()


def test_the_code_is_that_of_the_address(maya, client_of):
    url = address_of(make_card(maya).link)
    page = client_of(maya).get(f"{CARD}hold/").content.decode()
    side = int(re.search(r'class="code" viewBox="0 0 (\d+) ', page)[1])
    assert drawn(page, side) == [bytes(row) for row in segno.make_qr(url, error="m").matrix]


def drawn(page: str, side: int) -> list[bytes]:
    """The modules of a code, read from what its path draws, without the white around."""
    rows = [bytearray(side) for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", page):
        rows[int(y)][int(x) : int(x) + int(length)] = b"\1" * int(length)
    return [bytes(row[qr.QUIET : -qr.QUIET]) for row in rows[qr.QUIET : -qr.QUIET]]


def test_its_vcf_is_read_by_our_own_reader(maya, outside):
    link = make_card(maya).link
    answer = outside.get(reverse("letter_vcard", args=[link.token]))
    assert answer.headers["Content-Type"].startswith("text/vcard")
    (card,) = (row.card for row in VCardReader([answer.content], Encoding(), START))
    assert card.name == "Maya Ortega"
    assert card.emails[0].value == SAID["email"]
    assert card.phones[0].value == SAID["phone"]
    assert card.urls[0].value == "https://mayaortega.example"


@pytest.mark.parametrize(
    "site",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:x@evil.example",
        "http://",
        "not a site",
        "ftp://a.example",
    ],
)
def test_what_is_no_address_on_the_web_is_refused(maya, client_of, site):
    answer = client_of(maya).post(f"{CARD}edit/", {**SAID, "site": site})
    assert answer.status_code == 422
    assert now_of(maya) is None


@pytest.mark.parametrize("words", [*HOSTILE.values(), "javascript://%0aalert(1)"])
def test_hostile_words_on_a_card_stay_words(maya, outside, words):
    """Written past the form, as an archive might have brought them."""
    link = make_card(maya, name=words[:80], line=words[:200], site=words[:300], phone="").link
    page = outside.get(reverse("letter", args=[link.token])).content.decode()
    assert_inert(page)
    assert not TURNING.search(page)
    file = outside.get(reverse("letter_vcard", args=[link.token])).content
    (card,) = (row.card for row in VCardReader([file], Encoding(), START))
    assert [each.value for each in card.emails] == [SAID["email"]]
    assert card.urls == ()

"""Hostile words in every column that reaches a mail or a letter: they stay words, and nothing is injected.

The rows are written past all forms, as an import or another release might have left them; what forms let
through is less.
"""

from __future__ import annotations

import uuid

import pytest
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from apps.core import mail
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import address_codes, consent, copies, pairing, sending, verbs
from apps.introductions.models import Card, Door, IntroductionRequest, Pairing
from tests.introductions.hostile import HOSTILE, TURNING, assert_inert, assert_whole, assert_words_only
from tests.introductions.making import doors, make_pairing, make_request, sides
from tests.introductions.screens import form
from tests.making import make_contact, make_member

pytestmark = pytest.mark.django_db
EVE, BEN, MAYA = "eve@books.test", "ben@books.test", "maya@books.test"
KEEP = {"state", "by_itself", "address", "email", "letter", "sort_key", "origin", "phone"}


def poison(row: models.Model, words: str) -> None:
    """Such words in every column of text that takes them."""
    for field in row._meta.local_concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if is_text and field.name not in KEEP:
            setattr(row, field.name, words[: field.max_length or 10_000])
    row.save()


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def words(request) -> str:
    return request.param


@pytest.fixture
def door(words) -> Door:
    """Everybody and everything goes by such words; Ben has been asked by mail, and passed it on to Eve."""
    maya = make_member(MAYA, name=words[:80])
    ben = make_contact(maya, "Ben Silva", email=BEN)
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    asked = doors(make_request(maya, ben, contact=eve))[0]
    with acting_as(maya):
        for row in (asked.request, ben, eve, Card(owner=maya, changed_at=timezone.now())):
            poison(row, words)
        IntroductionRequest.objects.update(address=MAYA)
        Door.objects.update(called=words[:200])
    asked = doors(asked.request)[0]
    with acting_as(maya):
        sending.mail(asked, BEN, now=timezone.now())
    return asked


def composed(kind: str) -> tuple[bytes, Outbox]:
    row = Outbox.objects.get(kind=kind)
    content = mail.compose(row, mail.kinds[kind], now=timezone.now())
    assert content
    return content, row


def test_kiths_text_to_a_friend_stays_what_it_is(door):
    raw, _ = composed(sending.QUESTION)
    assert_words_only(assert_whole(raw, BEN))


def test_a_code_and_the_mails_of_an_introduction_stay_what_they_are(door, words):
    with acting_as(door.owner):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=timezone.now())
    with transaction.atomic():
        address_codes.send(door.target_link, EVE, now=timezone.now())
    with acting_as(door.owner):
        consent.introduce(door.target_link, EVE, name=words[:200], now=timezone.now())
    raw, _ = composed(address_codes.CODE)
    assert_words_only(assert_whole(raw, EVE))
    raw, _ = composed(consent.TO_THEM)
    assert_words_only(assert_whole(raw, EVE, answers_to=MAYA), MAYA)
    raw, _ = composed(consent.TO_MEMBER)  # to the member themself: their own words may be links
    assert_whole(raw, MAYA, answers_to=EVE)


def test_the_mail_to_two_who_both_said_yes_stays_what_it_is(words, outside):
    maya, now = make_member(MAYA, name=words[:80]), timezone.now()
    ana, ben = make_contact(maya, "Ana Lima"), make_contact(maya, "Ben Silva")
    pair = make_pairing(maya, ana, ben, now=now)
    with acting_as(maya):
        for row in (pair, ana, ben, *sides(pair)):
            poison(row, words)
        pair = Pairing.objects.select_related("owner").get()
        pairing.ask(pair, now=now)
        both = dict(zip((EVE, BEN), sides(pair), strict=True))
        for address, side in both.items():
            assert_letter(outside, "", side.link)
            assert_letter(outside, "_stored", side.link)
            pairing.agree(side.link, address, now=now)
    mails = {row.recipient: row for row in Outbox.objects.filter(kind=pairing.PAIRED)}
    for address, other in ((EVE, BEN), (BEN, EVE)):
        raw = mail.compose(mails[address], mail.kinds[pairing.PAIRED], now=now)
        assert_words_only(assert_whole(raw, address, answers_to=other), other)


def test_every_kind_that_leaves_for_others_is_tried_here():
    ours = {kind for kind in mail.kinds if kind.startswith("introductions:")}
    tried = {sending.QUESTION, address_codes.CODE, consent.TO_THEM, consent.TO_MEMBER, pairing.PAIRED}
    assert ours == tried


def test_letters_show_words_and_nothing_else(door, outside, words):
    now = timezone.now()
    with acting_as(door.owner):
        card = Card.objects.get()
        Card.objects.update(site="https://maya.books.test/", takes_details=True)
        card.refresh_from_db()
    for verb, link in (("", door.link), ("_stored", door.link), ("_limit", door.link)):
        assert_letter(outside, verb, link)
    outside.post(reverse("letter_answer", args=[door.link.token]), {"answer": "knows_well"})
    again = doors(door.request)[0]
    for verb in ("", "_stored"):
        assert_letter(outside, verb, again.link)
        assert_letter(outside, verb, again.target_link)
    kept = outside.post(reverse("letter_keep", args=[door.link.token]), follow=True)
    assert_inert(kept.content.decode())
    assert now


def assert_letter(outside, verb, link) -> None:
    answer = outside.get(reverse(f"letter{verb}", args=[link.token]))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert_inert(html)
    assert not TURNING.search(html)
    head = html.partition("</head>")[0]
    for bad in ("evil.", "<script>alert", "http://x"):
        assert bad not in head.lower()


def test_forms_take_such_words_or_say_why_not(words, maya, client_of, outside):
    client = client_of(maya)
    typed = dict.fromkeys(("whom", "what", "why", "gives", "note", "signed", "about"), words)
    for each in typed:
        answer = client.post(reverse("introductions:new"), form(**{each: words}, act=str(uuid.uuid4())))
        assert answer.status_code in (302, 422), (each, answer.status_code)
    answer = client.post(reverse("introductions:new"), form(**typed))
    assert answer.status_code in (302, 422)
    with acting_as(maya):
        for own in IntroductionRequest.objects.all():
            door = Door.objects.create(owner=maya, request=own, called="Ben", position=0)
            shown = copies.for_friend(door)
            assert not any("\u202e" in str(value) or "\u2067" in str(value) for value in shown.values())
            own.delete()
    link = passed_on(maya)
    for verb in ("name", "limit"):
        said = {"named": words, "address": words}
        pressed = outside.post(reverse(f"letter_{verb}", args=[link[0].token]), said)
        assert pressed.status_code in (303, 422)
    for verb in ("introduce", "alone", "confirm"):
        more = {"address": words, "name": words, "code": words}
        assert outside.post(reverse(f"letter_{verb}", args=[link[1].token]), more).status_code in (200, 422)
    assert not Outbox.objects.exists()


def passed_on(maya):
    with acting_as(maya):
        own = make_request(maya, "Ben Silva")
        door = doors(own)[0]
        verbs.friend_says(door, Door.Answer.HAS_MET, now=timezone.now())
        return door.link, door.target_link

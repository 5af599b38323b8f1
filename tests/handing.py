"""Every kind of address that Kith gives out: one of each, and which URLs it opens.

A purpose that is not in both tables here makes `tests/core/test_purposes.py` fail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse

from apps.accounts.models import Member
from apps.commitments.models.feed import PURPOSES as FEEDS
from apps.commitments.models.feed import Feed
from apps.contacts.bcc.address import PURPOSE as BCC
from apps.contacts.bcc.address import hand_out
from apps.core.links import UNSUBSCRIBE, absolute, unsubscribe_token
from apps.core.scope import acting_as
from apps.introductions import verbs
from apps.introductions.card import save as save_card
from apps.introductions.doors_opened import keep
from apps.introductions.models import Door
from apps.introductions.views.letter import SHOWN
from apps.introductions.visits import leave
from apps.nudges.buttons import button_url, purpose
from apps.nudges.models import Answer, Digest, Nudge
from tests.introductions.making import make_asked, make_paired
from tests.making import make_contact

READ = {"letter", "letter_stored", "letter_delete"}
"""What every letter opens."""
OPENS: dict[str, set[str]] = {
    "friend": {
        *READ, "letter_answer", "letter_name", "letter_take_back", "letter_limit", "letter_lift",
        "letter_keep", "letter_receive",
    },
    "target": {
        *READ, "letter_write", "letter_introduce", "letter_confirm", "letter_decline", "letter_alone",
        "letter_alone_confirm", "letter_their_card",
    },
    "doors": READ,
    "card": {"letter", "letter_vcard", "letter_leave"},
    "visit": READ,
    "pair": {*READ, "letter_agree", "letter_agree_confirm", "letter_not_now"},
    **{feed: {"calendar"} for feed in FEEDS},
    **{purpose(answer): {"nudges:button"} for answer in Answer},
    UNSUBSCRIBE: {"unsubscribe"},
    BCC: set(),  # an address of mail, no page at all
}  # fmt: skip
"""The URLs of a purpose; every other answers as to a token that nobody gave out."""
PAGES = ("letter", "calendar", "nudges:button", "unsubscribe")
"""Of a purpose's URLs the one that is handed on."""


def known_purposes() -> set[str]:
    """All that the code knows a page for."""
    return {*SHOWN, *FEEDS, *map(purpose, Answer), UNSUBSCRIBE, BCC}


def hand_out_all(member: Member, *, now: datetime) -> dict[str, str]:
    """A token of each purpose, all of one member's, each good and of something that is there."""
    return {name: token for make in MAKERS for name, token in make(member, now).items()}


def url_of(name: str, token: str) -> str:
    """The whole address of a token of this purpose, as it is handed on."""
    page = next(
        page for page in ("calendar", "nudges:button", "unsubscribe", "letter") if page in OPENS[name]
    )
    return absolute(reverse(page, args=[token]))


def all_urls(member: Member, *, now: datetime) -> list[str]:
    """The whole addresses of one token of each purpose that opens a page."""
    tokens = hand_out_all(member, now=now)
    return [url_of(name, token) for name, token in tokens.items() if OPENS[name]]


def letters(member: Member, now: datetime) -> dict[str, str]:
    """A friend who passed a letter on and keeps the door, and whoever it was for, who said yes."""
    door = make_asked(member, "Ben Silva", now=now, contact=make_contact(member, "Eve Lindqvist"))
    with acting_as(member):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=now)
        verbs.target_will_write(door, now=now)
    assert door.link
    assert door.target_link
    pair = make_paired(member, now=now)[0].link
    assert pair
    kept = keep(door.link.letter, "", on=member.day(now), now=now)
    return {
        "friend": door.link.token,
        "target": door.target_link.token,
        "doors": kept.token,
        "pair": pair.token,
    }


def cards(member: Member, now: datetime) -> dict[str, str]:
    """A card, and what somebody left on it."""
    with acting_as(member):
        card = save_card(member, {"name": "Maya Ortega"}, now=now)
        assert card.link
        left = leave(
            card.link, {"name": "Ana Lima", "email": "ana@example.org", "phone": "", "words": ""}, now=now
        )
    return {"card": card.link.token, "visit": left.token}


def feeds(member: Member, now: datetime) -> dict[str, str]:
    """A feed of each kind."""
    with acting_as(member):
        made = [Feed.hand_out(member, kind, now=now) for kind in Feed.Kind.values]
    return {feed.link.purpose: feed.link.token for feed in made}


def mail_buttons(member: Member, now: datetime) -> dict[str, str]:
    """Each answer to a line of its own in a note."""
    found = {}
    with acting_as(member):
        digest = Digest.objects.create(owner=member, on=member.day(now), planned_at=now)
        for position, answer in enumerate(Answer):
            person = make_contact(member, f"Ana {answer.value.title()}", rhythm_days=30)
            about = {"kind": "rhythm", "subject": f"rhythm:{person.pk}", "contact": person}
            line = Nudge.objects.create(
                owner=member, digest=digest, position=position, due_on=digest.on, **about
            )
            url = button_url(answer, line.pk, member=member, now=now)
            found[purpose(answer)] = url.rstrip("/").rpartition("/")[2]
    return found


def bcc(member: Member, now: datetime) -> dict[str, str]:
    """For the bcc line of one's own mail."""
    return {BCC: hand_out(member, now=now).token}


def quiet(member: Member, now: datetime) -> dict[str, str]:
    """To leave the morning note."""
    return {UNSUBSCRIBE: unsubscribe_token(member.email, "notes")}


MAKERS: tuple[Callable[[Member, datetime], dict[str, str]], ...] = (
    letters,
    cards,
    feeds,
    mail_buttons,
    bcc,
    quiet,
)

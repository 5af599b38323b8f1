"""A thousand tries, by every way there is, to make Kith write to strangers: within caps, nothing unwanted.

The ways are those of the screens, over the test client; the mails go out over real SMTP. Some strangers have
said "never again" to everything, some to questions only.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.entrance_forms import page_stamp
from apps.accounts.models import Member
from apps.core import mail
from apps.core.outbox import Outbox, State
from apps.core.scope import acting_as
from apps.core.sending import Pause, Round
from apps.core.suppression import Suppression, fingerprint
from apps.core.unsubscribing import LIST as ONE_LIST
from apps.core.unsubscribing import choose
from apps.introductions import address_codes, sending, verbs
from apps.introductions.models import Door
from tests.introductions.making import doors, make_asked, make_paired, make_request
from tests.mailing import an_asker
from tests.making import make_contact
from tests.smtp import MailServer

TRIES = 1_000
STRANGERS = 100
NEVER = range(60, 80)
"""Strangers who said: nothing from here, ever."""
NO_QUESTIONS = range(80, 100)
"""And: no more questions from people who know you."""
TYPING = 2
"""Ways in which a member types addresses on letters, each tried by another member."""
KNOCKS_AN_HOUR = 3
"""Mails that sign-up and changes of address may cause to one address in an hour."""
PASSWORD = "a long enough password"
places = count(1)


def run() -> dict[str, Any]:
    """Figures of the drill."""
    logging.getLogger("mail.log").setLevel("WARNING")
    cache.clear()
    settings.SIGNUP_MIN_SECONDS = 0
    now = timezone.now()
    for number in NEVER:
        Suppression.add(stranger(number), now=now)
    for number in NO_QUESTIONS:
        choose(fingerprint(stranger(number)), sending.LIST, ONE_LIST, now=now)
    put, sent = {}, list[Outbox]()
    for number, way in enumerate(WAYS):
        put[way.__name__] = tried(way, an_asker(number))
        sent += deliver()  # at once: a code is worth nothing after a quarter of an hour
    to_strangers = [row for row in sent if row.recipient.endswith("@strangers.example")]
    each = Counter((row.kind.partition(":")[0], row.recipient) for row in to_strangers)
    questions = [row for row in sent if row.kind == sending.QUESTION]
    codes = [row for row in sent if row.kind == address_codes.CODE]
    unwanted = [row for row in to_strangers if is_unwanted(row)]
    most = {app: max((n for (a, _), n in each.items() if a == app), default=0) for app, _ in each}
    refused = (addresses_typed.__name__, forgotten.__name__)  # of these nothing is ever mailed to a stranger
    silent = [name for name, count in put.items() if not count and name not in refused]
    in_order = (
        0 < len(questions) <= sending.MOST_A_DAY
        and len({row.recipient for row in questions}) == len(questions)
        and 0 < len(codes) <= address_codes.OF_MEMBER * TYPING
        and most.get("introductions", 0) <= address_codes.AN_HOUR + 1
        and most.get("account", 0) <= KNOCKS_AN_HOUR
        and not silent  # a way that puts nothing at all was not tried
    )
    return {
        "passed": in_order and not unwanted,
        "tries_each_way": TRIES,
        "mails_put": put,
        "questions_sent": len(questions),
        "codes_sent": len(codes),
        "most_to_one_address": most,
        "to_who_said_never": len(unwanted),
    }


def stranger(number: int) -> str:
    """An address that no member has shown to be theirs."""
    return f"stranger{number}@strangers.example"


def tried(way: Callable[[Member], Callable[[int], None]], member: Member) -> int:
    """How many mails a thousand tries of this way put into the outbox."""
    before = Outbox.objects.count()
    one = way(member)
    for number in range(TRIES):
        one(number)
    return Outbox.objects.count() - before


def friends_by_mail(member: Member) -> Callable[[int], None]:
    """*Kith writes to them*: a request each for a hundred strangers, who stand in the book as friends."""
    made = []
    for number in range(STRANGERS):
        friend = make_contact(member, f"Friend {number}", email=stranger(number))
        made.append(doors(make_request(member, friend, whom=f"Somebody {number}"))[0])
    client = signed_in(member)

    def one(number: int) -> None:
        door = made[number * 7 % STRANGERS]
        address = stranger(number * 7 % STRANGERS if number % 3 else number % STRANGERS)
        press(client, "introductions:mail_door", door.pk, address=address)

    return one


def addresses_typed(member: Member) -> Callable[[int], None]:
    """*Kith writes to them*, with an address that is nobody's in the book, or several in one."""
    friend = make_contact(member, "Friend", email="friend@strangers.example")
    door = doors(make_request(member, friend, whom="Somebody else"))[0]
    client = signed_in(member)
    bad = ("{0}", "{0},{1}", "{0}\r\nBcc: {1}", "<{0}>", '"{0}" <{1}>', "friend@strangers.example {0}")

    def one(number: int) -> None:
        two = (stranger(number % STRANGERS), stranger((number + 1) % STRANGERS))
        press(client, "introductions:mail_door", door.pk, address=bad[number % len(bad)].format(*two))

    return one


def letters_to_oneself(member: Member) -> Callable[[int], None]:
    """A member holds the letters they wrote themself, signed out, and types strangers' addresses on them."""
    links = [passed_on(member, f"Helper {number}").target_link for number in range(50)]

    def one(number: int) -> None:
        link = links[number % len(links)]
        verb = ("letter_introduce", "letter_alone")[number % 2]
        assert link
        outside().post(reverse(verb, args=[link.token]), {"address": stranger(number * 7 // 4 % STRANGERS)})

    return one


def passed_on(member: Member, name: str) -> Door:
    """A letter in the hands of whoever was asked for."""
    now = timezone.now()
    door = make_asked(member, name, now=now, whom=f"Somebody for {name}")
    with acting_as(member):
        verbs.friend_says(door, Door.Answer.KNOWS_WELL, now=now)
    return door


def pairs_with_oneself(member: Member) -> Callable[[int], None]:
    """Likewise on the letters to two who should know each other."""
    both = [make_paired(member, f"One {n}", f"Other {n}", now=timezone.now()) for n in range(25)]
    links = [side.link for pair in both for side in pair]

    def one(number: int) -> None:
        link = links[number % len(links)]
        assert link
        typed = {"address": stranger(number * 3 // 2 % STRANGERS)}
        outside().post(reverse("letter_agree", args=[link.token]), typed)

    return one


def joining(_: Member) -> Callable[[int], None]:
    """Sign-up with strangers' addresses, each time from another place and another browser."""

    def one(number: int) -> None:
        stamp = page_stamp.sign(str((timezone.now() - timedelta(minutes=1)).timestamp()))
        typed = {"email": stranger(number % STRANGERS), "password1": "seven brown kettles", "began": stamp}
        outside().post(reverse("account_signup"), typed | {"name": "Win http://x.example"})

    return one


def forgotten(_: Member) -> Callable[[int], None]:
    """A forgotten password of strangers."""

    def one(number: int) -> None:
        outside().post(reverse("account_reset_password"), {"email": stranger(number % STRANGERS)})

    return one


def changing_address(member: Member) -> Callable[[int], None]:
    """A member would change to a stranger's address, and again to the next one's."""
    client = signed_in(member)

    def one(number: int) -> None:
        address = f"other{number % STRANGERS}@strangers.example"  # nobody's sign-up of a moment ago
        answer = client.post(reverse("account_email"), {"email": address, "action_add": ""})
        if "reauthenticate" in answer.headers.get("Location", ""):  # the password once more, and again
            client.post(answer.headers["Location"], {"password": PASSWORD})
            client.post(reverse("account_email"), {"email": address, "action_add": ""})

    return one


def notes_now(member: Member) -> Callable[[int], None]:
    """*Send me one now*, to oneself only."""
    client = signed_in(member)
    return lambda _: press(client, "nudges:now")


WAYS: tuple[Callable[[Member], Callable[[int], None]], ...] = (
    friends_by_mail, addresses_typed, letters_to_oneself, pairs_with_oneself, joining, forgotten,
    changing_address, notes_now,
)  # fmt: skip


def press(client: Client, name: str, *args: int, **typed: str) -> None:
    """One press; a refusal is an answer like any other, an error is not."""
    answer = client.post(reverse(name, args=args), typed)
    assert answer.status_code < 500, (name, answer.status_code)


def signed_in(member: Member) -> Client:
    """A browser of that member's."""
    client = Client(SERVER_NAME="localhost")
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    return client


def outside() -> Client:
    """Somebody with a new browser at a new place."""
    number = next(places)
    place = f"198.{18 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
    return Client(SERVER_NAME="localhost", REMOTE_ADDR=place)


def deliver() -> list[Outbox]:
    """Everything due goes out; the rows of what a mail server took."""
    server = MailServer().start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    while Outbox.objects.filter(state=State.DUE, due_at__lte=timezone.now()).exists():
        Round(timezone.now, pause=Pause(), seconds=20).run()
    server.stop()
    taken = {each.message["Message-ID"] for each in server.received}
    return [row for row in Outbox.objects.all() if row.message_id in taken]


def is_unwanted(row: Outbox) -> bool:
    """Sent although they had said never; codes for an account of one's own go to whoever asks for one."""
    if mail.kinds[row.kind].security:
        return False
    number = int("".join(each for each in row.recipient if each.isdigit()) or -1)
    return number in NEVER or (number in NO_QUESTIONS and row.kind == sending.QUESTION)

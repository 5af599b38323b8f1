"""Two or twenty who act on one letter at the same instant, each in a thread and on a connection of its own.

Who does what against whom, and what may come of it, is in `contests.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from threading import Barrier
from typing import Any

from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.erasing import erase
from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core.handed import Link
from apps.core.outbox import Outbox
from apps.core.scope import acting_as
from apps.introductions import address_codes, clock, kept, verbs
from apps.introductions.consent import TO_MEMBER, TO_THEM
from apps.introductions.models import Door, IntroductionRequest, Letter
from tests.introductions.making import make_asked
from tests.making import make_contact, make_member

PRESSES = 20
AGAIN, GONE = "again", "410"
YES, NO = ("knows_well", "has_met"), ("knows_not", "someone_else", "rather_not")
numbers = count(1)


@dataclass
class Scene:
    """Maya's request: Ben has the question, or passed it on to Eve, and it is the last day."""

    door: Door
    eve: Contact
    now: datetime

    @property
    def after(self) -> datetime:
        """Its last day is over."""
        return self.now + timedelta(days=verbs.DAYS + 1)

    @property
    def maya(self) -> Member:
        """Who asks."""
        return self.door.owner

    def state(self) -> str:
        """How far the request has come; "" where it is gone."""
        found = IntroductionRequest.objects.filter(pk=self.door.request_id)
        return found.values_list("state", flat=True).first() or ""

    def mails(self) -> int:
        """Mails of introduction that were put."""
        return Outbox.objects.filter(member=self.maya.pk, kind__in=(TO_THEM, TO_MEMBER)).count()


def with_friend() -> Scene:
    """Ben has the question, Carl would be next."""
    now, number = timezone.now(), next(numbers)
    maya = make_member(f"maya{number}@example.org", name="Maya Ortega", time_zone="Europe/Lisbon")
    eve = make_contact(maya, "Eve Lindqvist", origin="to_meet")
    return Scene(make_asked(maya, "Ben Silva", "Carl Weber", now=now, contact=eve), eve, now)


def with_target() -> Scene:
    """Eve has the letter."""
    scene = with_friend()
    with acting_as(scene.maya):
        verbs.friend_says(scene.door, Door.Answer.KNOWS_WELL, now=scene.now)
    return scene


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """What each came to; all begin at the same instant."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            start.wait(30)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [each.result() for each in [pool.submit(run, job) for job in jobs]]


def a_browser() -> Client:
    """Somebody outside, at a place of their own; an error of the site is an answer of 500."""
    number = next(numbers)
    place = f"198.51.{number // 250 % 250}.{number % 250 + 1}"
    return Client(REMOTE_ADDR=place, SERVER_NAME="localhost", raise_request_exception=False)


def press(link: Link | None, verb: str, **typed: str) -> str:
    """One press on a letter: "" where it counted, else AGAIN, or the status."""
    assert link
    answer = a_browser().post(reverse(f"letter_{verb}", args=[link.token]), typed)
    if answer.status_code != 303:
        return str(answer.status_code)
    return answer.headers["Location"].partition("?")[2]


def reads(link: Link | None) -> tuple[int, str]:
    """The letter as it stands now."""
    assert link
    answer = a_browser().get(reverse("letter", args=[link.token]))
    return answer.status_code, answer.content.decode()


def done(
    scene: Scene, verb: Callable[..., Any], *args: Any, now: datetime | None = None
) -> Callable[[], bool]:
    """A verb of the member's, in their scope: whether it was done."""

    def run() -> bool:
        try:
            with acting_as(scene.maya):
                verb(*args, now=scene.now)
        except (verbs.NotNow, IntroductionRequest.DoesNotExist, Door.DoesNotExist):
            return False
        return True

    return run


def own(scene: Scene) -> IntroductionRequest:
    """The request, read anew by whoever acts on it."""
    return IntroductionRequest.objects.select_related("owner").get(pk=scene.door.request_id)


def the_clock(scene: Scene) -> None:
    """The calendar's round in the first second after the last day."""
    clock.run(now=scene.after)


def a_minute_later(scene: Scene) -> None:
    """The next rounds: of the calendar, which leaves out what somebody holds, and of the tidier."""
    clock.run(now=scene.after)
    kept.let_go_of_ended(scene.after)


def ended(scene: Scene, state: str) -> str:
    """The request has ended so, and no letter of it opens."""
    assert scene.state() == state
    scene.door.refresh_from_db()
    links = [link for link in (scene.door.link, scene.door.target_link) if link]
    assert [reads(link)[0] for link in links] == [410] * len(links)
    assert not Letter.objects.filter(link__in=links).exclude(shown={}).exists()
    return state


def leaves(scene: Scene, press: Callable[[], str]) -> str:
    """The member closes the account, and a worker erases it, as somebody presses: nothing is left of it."""

    def leave() -> None:
        Member.objects.get(pk=scene.maya.pk).leave(now=scene.now)
        erase(scene.maya)

    told, _ = together(press, leave)
    assert told in ("", AGAIN, GONE, "404", "422"), told
    assert not Member.objects.filter(pk=scene.maya.pk).exists()
    links = [link for link in (scene.door.link, scene.door.target_link) if link]
    assert [reads(link)[0] for link in links] == [404] * len(links)
    assert not Outbox.objects.filter(kind__in=(TO_THEM, TO_MEMBER), member=None).exists()
    assert (scene.state(), scene.mails()) == ("", 0)
    return "answered, then gone" if told == "" else "gone"


def another_door(scene: Scene) -> Door:
    """One more friend of the same request."""
    number = next(numbers)
    friend = make_contact(scene.maya, f"Friend {number}")
    more: dict[str, Any] = {"contact": friend, "called": friend.name, "position": number}
    with acting_as(scene.maya):
        made = Door.objects.create(owner=scene.maya, request=scene.door.request, **more)
        return Door.objects.select_related("owner", "request", "contact").get(pk=made.pk)


def address_of(scene: Scene) -> str:
    """Where Eve reads mail: her own in each scene, for codes are counted by address."""
    return f"eve{scene.door.pk}@example.net"


def a_code(scene: Scene) -> str:
    """The six digits that went there for this letter."""
    assert press(scene.door.target_link, "introduce", address=address_of(scene)) == "200"
    row = Outbox.objects.filter(kind=address_codes.CODE, recipient=address_of(scene)).latest("pk")
    return str((row.secret or {})["code"])


def confirms(scene: Scene, code: str) -> str:
    """Eve types them: *introduce us by e-mail*."""
    return press(scene.door.target_link, "confirm", address=address_of(scene), code=code)

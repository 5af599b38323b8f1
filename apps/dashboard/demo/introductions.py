"""The fifth layer of the demo life: doors that friends were asked to open, by the verbs of the screens."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.dashboard.demo.doors import ABOUT, ASKED, Asked
from apps.dashboard.demo.goals import Life
from apps.goals.models import Goal
from apps.introductions import asking, following, verbs
from apps.introductions.drafting import Asked as Meant
from apps.introductions.drafting import first_words
from apps.introductions.in_book import put_in_book
from apps.introductions.models import Door, IntroductionRequest
from apps.introductions.requests import add_friend


def add_introductions(member: Member, people: dict[str, Contact], *, now: datetime) -> None:
    """Everything of `doors`; `people` grows by whoever was introduced."""
    life = Life(member, people, now)
    for asked in ASKED:
        _request(life, asked)


def _request(life: Life, asked: Asked) -> None:
    member, person = life.member, life.people.get(asked.whom)
    goal = Goal.objects.of(member).unfinished().order_by("pk").first()
    words = first_words(member, Meant(contact=person, goal=goal))
    said = {"whom": asked.whom, "what": asked.what, "why": asked.why, "gives": asked.gives}
    then = life.then(asked.days_ago)
    columns = words | said | {"about": ABOUT, "contact": person, "goal": goal}
    request = IntroductionRequest.draft(member, now=then, **columns)
    doors = [add_friend(request, life.people[name]) for name in asked.friends]
    asking.ask(doors[0], now=then)
    if asked.answer:
        verbs.friend_says(doors[0], asked.answer, now=life.then(asked.answered))
    if asked.introduced is not None:
        _introduced(life, asked, doors[0])


def _introduced(life: Life, asked: Asked, door: Door) -> None:
    """What followed the yes, up to where it has come."""
    then = life.then(asked.introduced or 0)
    verbs.target_is_introduced(door, now=then)
    person = put_in_book(door, asked.name, address=asked.address, now=then)
    life.people[person.name] = person
    request = IntroductionRequest.objects.of(life.member).select_related("contact").get(pk=door.request_id)
    for days_ago, verb in (
        (asked.thanked, following.thanked),
        (asked.met, following.met),
        (asked.told, following.told),
    ):
        if days_ago is not None:
            verb(request, now=life.then(days_ago))

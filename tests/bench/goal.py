"""A goal's page: 200 people to meet, 50 places, 1,000 pieces of evidence; beside its own SQL and rows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import time_machine
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from apps.accounts.models import Member
from apps.contacts.models import Contact, Interaction
from apps.core.scope import acting_as
from apps.goals.models import Evidence, Gathering, Goal, Place
from apps.goals.places import add_places
from apps.goals.portrait import Portrait
from apps.goals.targets import add_people
from apps.goals.views.goal import SECTIONS
from apps.goals.whole import whole
from tests.bench import million, stock
from tests.bench.people import requests
from tests.bench.rounds import Row, interleaved
from tests.contacts.counting import NOT_COUNTED, counted

PEOPLE, PLACES, EVIDENCE = 200, 50, 1000
TODAY = million.NOW.date()
BARE = Engine(libraries={}).from_string(
    "<!doctype html><title>{{ goal.sentence }}</title><h1>{{ goal.sentence }}</h1>"
    "<p>{{ goal.get_purpose_display }} {{ goal.role }} {{ goal.by_on }}</p>"
    "<p>{{ calling.says }} {{ calling.then }}</p><ul>{% for person in calling.callable %}"
    '<li><a href="/contacts/{{ person.pk }}/">{{ person.name }}</a></li>{% endfor %}</ul>'
    "<table>{% for step in calling.met %}<tr><th>{{ step.name }}</th><td>{{ step.on }}</td></tr>{% endfor %}"
    "</table><ul>{% for row in people.rows %}"
    '<li><a href="/goals/people/{{ row.target.pk }}/">{{ row.target.contact.name }}</a> '
    "{{ row.target.what }} {{ row.fact.text }} {{ row.stage.label }} {{ row.last_on }} "
    '<a href="{{ row.next.url }}">{{ row.next.words }}</a></li>{% endfor %}</ul>'
    "<ul>{% for row in places.rows %}<li>"
    '<a href="/goals/places/{{ row.place.pk }}/">{{ row.place.name }}</a> '
    "{{ row.place.what }} {{ row.place.why }} {{ row.words }}<ul>{% for seen in row.seen %}"
    '<li><a href="/contacts/{{ seen.contact_id }}/">{{ seen.name }}</a> {{ seen.what }} '
    "{{ seen.source }} {{ seen.seen_on }}</li>{% endfor %}</ul>"
    '<a href="/goals/places/{{ row.place.pk }}/">All that was seen there</a></li>{% endfor %}</ul>'
    "<p>{{ calling.plot.says }}</p>{% for word in plot_words %}<b>{{ word }}</b>{% endfor %}"
    "<ul>{% for person, is_met in calling.hoped %}"
    '<li><a href="/contacts/{{ person.pk }}/">{{ person.name }}</a></li>'
    "{% endfor %}</ul><ul>{% for coming in gatherings.coming %}"
    '<li>{{ coming.gathering.on }} <a href="/goals/gatherings/{{ coming.gathering.pk }}/">'
    "{{ coming.gathering.title }}</a> {{ coming.hours }} {{ coming.place }}{% for person in coming.likely %}"
    '<a href="/contacts/{{ person.pk }}/">{{ person.name }}</a> {{ person.ask_next }}{% endfor %}</li>'
    "{% endfor %}</ul><dl>{% for way in ways_in.ways %}<dt>{{ way.name }}</dt><dd>{{ way.step }} "
    '<a href="{{ way.begins }}">write it down: {{ way.name }}</a></dd>'
    "{% endfor %}</dl>"
)
recorded: list[str] = []
facts: dict[str, Any] = {}


def rows() -> Iterator[Row]:
    """CPU of a request beside its floor and beside a small goal; queries; bytes."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with time_machine.travel(million.NOW, tick=True):
        member = Member.objects.create(
            email="goals@bench.example", name="Maya", joined_at=million.NOW, onboarded_at=million.NOW
        )
        large, small = make_goal(member, PEOPLE, PLACES, EVIDENCE), make_goal(member, 12, 4, 40)
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
        record(member, large)
        ours = requests(f"/goals/{large.pk}/", member)
        with override_settings(MIDDLEWARE=stock.MIDDLEWARE):
            floor = requests("/bare/", member, urlconf=__name__)
        yield Row(
            "goal with 200 people, 50 places, 1,000 pieces of evidence",
            "ms CPU",
            *interleaved(ours, floor),
            2,
            remark="beside its own SQL and rows, bare",
        )
        short = requests(f"/goals/{small.pk}/", member)
        yield Row("goal of 200 beside one of 12", "ms CPU", *interleaved(ours, short), None)
        for goal, people in ((large, PEOPLE), (small, 12)):
            queries = counted(member, f"/goals/{goal.pk}/")[1]
            yield Row(f"queries of a goal with {people} people", "queries", queries, 14, 1)


def make_goal(member: Member, people: int, places: int, evidence: int) -> Goal:
    """A goal with so many of each; every third person was met, some twice; what was seen spans two years."""
    dice, now = random.Random(people), million.NOW
    with acting_as(member):
        goal = Goal.begin(
            member,
            sentence=f"To be at home among {people}",
            role="buyer",
            by_on=TODAY + timedelta(days=300),
            now=now - timedelta(days=500),
        )
        typed = "\n".join(f"{_name(dice, n)} {people}, buys for shops" for n in range(people))
        contacts = [target.contact for target in add_people(goal, typed, now=now).targets]
        typed = "\n".join(f"Guild {people} {n}, they meet there" for n in range(places))
        add_places(goal, typed, now=now)
        rooms = list(Place.objects.of(member).filter(goal_places__goal=goal))
        Evidence.objects.bulk_create(
            Evidence(
                owner=member,
                place=dice.choice(rooms),
                contact=dice.choice(contacts),
                what="sat on the panel",
                source="their own page",
                seen_on=TODAY - timedelta(days=dice.randrange(700)),
            )
            for _ in range(evidence)
        )
        meet(member, contacts[::3], dice)
        for number, room in enumerate(rooms[:5], start=1):
            begins = now + timedelta(days=number)
            Gathering.objects.create(
                owner=member, title="Evening", starts_at=begins, ends_at=begins + timedelta(hours=2),
                time_zone="UTC", place=room, created_at=now,
            )  # fmt: skip
    return goal


def meet(member: Member, people: list[Contact], dice: random.Random) -> None:
    """Each was met once or twice in the last year."""
    for person in people:
        for _ in range(dice.randint(1, 2)):
            on = TODAY - timedelta(days=dice.randrange(400))
            Interaction.log(member, [person], kind="met", on=on, now=million.NOW)


def record(member: Member, goal: Goal) -> None:
    """Keep the statements of the page, without signing in and the scope, and the rows they brought."""
    with acting_as(member), CaptureQueriesContext(connection) as asked:
        own = whole(member, goal.pk)
        assert own is not None
        portrait = Portrait(member, own, TODAY, million.NOW)
        found = {template: section.facts(portrait) for template, section in SECTIONS}
    recorded[:] = [query["sql"] for query in asked if not NOT_COUNTED.match(query["sql"])]
    facts.update(goal=goal, calling=found["goals/_calling.html"], people=found["goals/_people.html"])
    facts["places"], facts["gatherings"] = found["goals/_places.html"], found["goals/_gatherings.html"]
    facts["ways_in"] = found["goals/_ways_in.html"]
    plot = facts["calling"]["plot"]
    facts["plot_words"] = re.findall(r">([^<>]+)<", plot.wide + plot.narrow)


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """The same statements, as text, and the same rows on a bare page."""
    with acting_as(request.user.pk), connection.cursor() as cursor:
        for statement in recorded:
            cursor.execute(statement)
            cursor.fetchall()
    return HttpResponse(BARE.render(Context(facts)))


def _name(dice: random.Random, number: int) -> str:
    return f"{dice.choice(million.GIVEN)} {dice.choice(million.FIRST)}{dice.choice(million.LAST)}{number}"


urlpatterns = [path("bare/", bare)]

"""Goals 2 and 3: Today of a member with 10,000 people, beside its own parts without the house around them."""

from __future__ import annotations

from collections.abc import Iterator
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
from apps.core.scope import acting_as
from apps.dashboard.day import day
from tests.bench import million, stock
from tests.bench.people import requests
from tests.bench.rounds import Row, interleaved
from tests.contacts.counting import NOT_COUNTED, counted

BARE = Engine(libraries={}).from_string(
    "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{% for row in rows %}<h2>"
    '<a href="/contacts/{{ row.occasion.pk }}/">{{ row.occasion.name }}</a></h2><p>{{ row.occasion.when }} '
    "{{ row.occasion.relation }}</p><p>You spoke about {{ row.occasion.spoke_of }}. You meant to ask "
    "{{ row.occasion.ask_next }}.</p><p>{{ row.occasion.line }}</p>{% for point in row.occasion.points %}"
    '<a href="mailto:{{ point.value }}">{{ point.value }}</a>{% endfor %}'
    '<form method="post" action="/today/{{ row.item.kind }}/{{ row.occasion.pk }}/done/">'
    "<button>Done</button></form>"
    '<form method="post" action="/today/{{ row.item.kind }}/{{ row.occasion.pk }}/not-today/">'
    "<button>Not today</button></form>{% endfor %}"
)
recorded: list[str] = []
facts: dict[str, Any] = {}


def rows() -> Iterator[Row]:
    """CPU of a request beside its floor, and queries."""
    million.use()
    many, few = (Member.objects.get(email=e) for e in (million.MANY_MEMBER, million.FEW_MEMBER))
    with time_machine.travel(million.NOW, tick=True):
        record(many)
        ours = requests("/", many)
        with override_settings(MIDDLEWARE=stock.MIDDLEWARE):
            floor = requests("/bare/", many, urlconf=__name__)
        yield Row(
            "Today", "ms CPU", *interleaved(ours, floor), 1.5, remark="beside its own SQL and rows, bare"
        )
        short = requests("/", few)
        yield Row("Today of 10,000 beside one of 100", "ms CPU", *interleaved(ours, short), 1.15)
        for member, people in ((many, "10,000"), (few, "100")):
            queries = counted(member, "/")[1]
            yield Row(f"queries of Today with {people} people", "queries", queries, 9, 1)


def record(member: Member) -> None:
    """Keep the statements of Today, without signing in and the scope, and the rows they brought."""
    with acting_as(member), CaptureQueriesContext(connection) as asked:
        facts.update(day(member, million.NOW))
    recorded[:] = [query["sql"] for query in asked if not NOT_COUNTED.match(query["sql"])]
    assert len(facts["rows"]) == member.pace


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """The same statements, as text, and the same rows on a bare page."""
    with acting_as(request.user.pk), connection.cursor() as cursor:
        for statement in recorded:
            cursor.execute(statement)
            cursor.fetchall()
    return HttpResponse(BARE.render(Context(facts)))


urlpatterns = [path("bare/", bare)]

"""A calendar of 1,000 gatherings, 300 of them in series; beside its own SQL and the same bytes put together.

Unchanged, it is asked beside the quickest page there is for somebody signed in: an empty one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import time_machine
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from apps.accounts.models import Member
from apps.commitments.models import Commitment, Feed
from apps.commitments.series import set_up
from apps.core import many
from apps.core.scope import acting_as
from apps.goals.models import Gathering, Place
from tests.bench import million, stock
from tests.bench.people import REQUESTS, requests
from tests.bench.rounds import Row, interleaved
from tests.contacts.counting import NOT_COUNTED

SINGLE, SERIES, OF_SERIES = 700, 3, 100
TODAY = million.NOW.date()
recorded: list[str] = []
pieces: list[bytes] = []


def rows() -> Iterator[Row]:
    """CPU of a whole calendar and of an unchanged one beside their floors; queries; bytes."""
    with time_machine.travel(million.NOW, tick=True):
        member = Member.objects.create(
            email="feed@bench.example", name="Maya", joined_at=million.NOW, onboarded_at=million.NOW
        )
        address = make_calendar(member)
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")
        record(address)
        with override_settings(MIDDLEWARE=stock.MIDDLEWARE):
            whole = requests("/bare/", member, urlconf=__name__)
        yield Row(
            "calendar of 1,000 gatherings",
            "ms CPU",
            *interleaved(asking(address), whole),
            4,
            remark="beside its own SQL and the same bytes put together",
        )
        unchanged = asking(
            address, status=304, etag=Client(headers={"host": "localhost"}).get(address)["ETag"]
        )
        empty = requests("/empty/", member, urlconf=__name__)
        yield Row(
            "the same unchanged: 304",
            "ms CPU",
            *interleaved(unchanged, empty),
            2.5,
            remark="beside an empty page of somebody signed in, behind the same middleware",
        )
        yield Row("queries of a calendar of 1,000 gatherings", "queries", len(recorded), 6, 1)


def make_calendar(member: Member) -> str:
    """700 evenings over a year and three weekly series at a place; the path of their feed."""
    now = million.NOW
    with acting_as(member):
        hall = Place.objects.create(owner=member, name="Harbour hall", folded="harbour hall", city="Lisbon")
        begins = [now + timedelta(hours=12 * number) for number in range(SINGLE)]
        many.insert(
            [
                Gathering(
                    owner=member, title=f"Evening of the guild, {number}", starts_at=at,
                    ends_at=at + timedelta(hours=2), time_zone="Europe/Lisbon", place=hall, created_at=now,
                )
                for number, at in enumerate(begins)
            ]
        )  # fmt: skip
        for number in range(SERIES):
            of_series(member, number, hall)
        return f"/calendar/{Feed.hand_out(member, Feed.Kind.GATHERINGS, now=now).link.token}.ics"


def of_series(member: Member, number: int, hall: Place) -> None:
    """A hundred weeks of one commitment."""
    now = million.NOW
    own = Commitment.take_on(member, kind="volunteering", title=f"Food bank {number}", now=now)
    set_up(
        own, now=now, unit="week", weekdays=1 << number, begins=now.time(), minutes=120, title="Shift",
        time_zone="Europe/Lisbon", from_on=TODAY, until_on=TODAY + timedelta(weeks=OF_SERIES, days=-1),
        place=hall,
    )  # fmt: skip


def record(address: str) -> None:
    """Keep the statements of the feed, without those of the scope, and what it answers, line by line."""
    Client(headers={"host": "localhost"}).get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = Client(headers={"host": "localhost"}).get(address)
    recorded[:] = [query["sql"] for query in asked if not NOT_COUNTED.match(query["sql"])]
    pieces[:] = answer.content.splitlines(keepends=True)


def asking(path: str, *, status: int = 200, etag: str = "") -> Callable[[], float]:
    """CPU of a request as a calendar program makes it, in milliseconds."""
    handler, headers = WSGIHandler(), {"HTTP_IF_NONE_MATCH": etag} if etag else {}

    def all_of_them() -> float:
        started = time.process_time()
        for _ in range(REQUESTS):
            answer = handler.get_response(RequestFactory(HTTP_HOST="localhost").get(path, **headers))
            assert answer.status_code == status, answer
            answer.close()
        return (time.process_time() - started) * 1000 / REQUESTS

    return all_of_them


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """The same statements, as text, and the same bytes."""
    with acting_as(request.user.pk), connection.cursor() as cursor:
        for statement in recorded:
            cursor.execute(statement)
            cursor.fetchall()
    return HttpResponse(b"".join(pieces), content_type="text/calendar; charset=utf-8")


@login_required
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, for somebody signed in."""
    return HttpResponse(str(request.user))


urlpatterns = [path("bare/", bare), path("empty/", empty)]

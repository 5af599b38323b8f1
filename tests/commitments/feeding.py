"""Feeds for tests: an address, and what a program gets there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Member
from apps.commitments.models import Feed, Series, Session
from apps.commitments.recurrence import occurrences
from apps.core.scope import acting_as
from apps.goals.models import Gathering
from tests.commitments.making import make_commitment
from tests.conftest import NOW
from tests.contacts.counting import NOT_COUNTED
from tests.core.calendar_reading import events_of


def address(member: Member, kind: str = "gatherings", *, has_names: bool = False) -> str:
    """The path of a feed of this member's."""
    with acting_as(member):
        feed = Feed.hand_out(member, kind, now=NOW)
        if has_names:
            feed.name_people(now=NOW)
    return f"/calendar/{feed.link.token}.ics"


def read(path: str, **headers: str) -> HttpResponse:
    """As a calendar program asks: no cookie."""
    return Client().get(path, headers=headers)


def written(path: str) -> bytes:
    """The calendar there."""
    answer = read(path)
    assert answer.status_code == 200
    return answer.content


def statements(ask: Callable[[], Any]) -> list[str]:
    """What is asked of the database, without the transaction's and the scope's own statements."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return [query["sql"] for query in asked if not NOT_COUNTED.match(query["sql"])]


def make_gathering(member: Member, title: str = "Food bank", **more: Any) -> Gathering:
    """Friday evening, 27 November 2026, in Berlin."""
    columns = {
        "starts_at": datetime(2026, 11, 27, 17, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 27, 19, tzinfo=UTC),
        "time_zone": "Europe/Berlin",
    }
    with acting_as(member):
        return Gathering.plan(member, title=title, now=NOW, **columns | more)


def make_series(member: Member, **rule: Any) -> Series:
    """Tuesdays at six in Berlin for two hours, from September 2026 to June, with its gatherings as rows."""
    commitment = rule.pop("commitment", None) or make_commitment(member)
    columns = {
        "unit": "week", "weekdays": 0b10, "begins": time(18), "minutes": 120, "time_zone": "Europe/Berlin",
        "from_on": date(2026, 9, 1), "until_on": date(2027, 6, 29), "title": "Shift",
    }  # fmt: skip
    with acting_as(member):
        series = Series.objects.create(
            owner=member, commitment=commitment, created_at=NOW, changed_at=NOW, **columns | rule
        )
        there = occurrences(series)
        gatherings = Gathering.objects.bulk_create(
            Gathering(
                owner=member, title=series.title, starts_at=each.starts_at, ends_at=each.ends_at,
                time_zone=series.time_zone, created_at=NOW,
            )
            for each in there
        )  # fmt: skip
        Session.objects.bulk_create(
            Session(
                owner=member, gathering=gathering, commitment=commitment, series=series, series_on=each.on
            )
            for gathering, each in zip(gatherings, there, strict=True)
        )
    return series


def session_on(series: Series, on: date) -> Session:
    """The session its rule meant for that day; in the member's scope."""
    found: Session = Session.objects.select_related("gathering").get(series=series, series_on=on)
    return found


def within(member: Member, gathering: Gathering, **columns: Any) -> None:
    """The gathering is part of a commitment, the food bank."""
    commitment = make_commitment(member, **columns)
    with acting_as(member):
        Session.objects.create(owner=member, gathering=gathering, commitment=commitment)


def only(path: str) -> Any:
    """The one event of a calendar."""
    (event,) = events_of(written(path))
    return event

"""The palette over 10,000 people among 1,000,000, beside the search of the list of people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Member
from apps.contacts.listing import page
from apps.contacts.selection import Selection
from apps.core.scope import acting_as
from apps.dashboard import palette
from tests.bench import million
from tests.bench.people import PART, TODAY, requests
from tests.bench.rounds import Row, interleaved
from tests.contacts.counting import NOT_COUNTED, counted

TIMES = 40
WORDS = {"a family name": PART, "three letters": "ana", "a verb and a name": f"log {PART}"}


def rows() -> Iterator[Row]:
    """Whole answers, then requests, then plans."""
    million.use()
    many, few = (Member.objects.get(email=e) for e in (million.MANY_MEMBER, million.FEW_MEMBER))
    fill()
    for name, words in WORDS.items():
        asked = words.removeprefix("log ")
        ours, listed = time_of(many, lambda w=words: palette.find(many, w, "/")), listing(many, asked)
        yield Row(f"palette: {name}, beside the search of the list", "ms", *interleaved(ours, listed), 1.5)
    nothing = time_of(many, lambda: palette.find(many, "", "/"))
    yield Row(
        "palette: nothing typed, beside a search", "ms", *interleaved(nothing, listing(many, PART)), 1.5
    )
    for words in (PART, ""):
        ours, short = requests(f"/search/?q={words}", many), requests(f"/search/?q={words}", few)
        yield Row(
            f"palette of 10,000 beside one of 100{'' if words else ', nothing typed'}",
            "ms CPU",
            *interleaved(ours, short),
            1.3,
        )
    for words in (*WORDS.values(), ""):
        queries = counted(many, f"/search/?q={words}")[1]
        yield Row(f"queries of the palette, “{words}”", "queries", queries, 5, 1)
    read = sum(scans(many, words) for words in (*WORDS.values(), ""))
    yield Row("sequential scans of the palette", "plans", read, 1, 0)


NAMED = "'of the harbour ' || n, 'of the harbour ' || n"
EVERYBODY = "from accounts_member m, generate_series(1, {}) n"
FILLS = (
    "insert into contacts_organisation (owner_id, name, folded, kind, domain, notes, extras) "
    f"select m.id, {NAMED}, 'company', '', '', '[]' {EVERYBODY.format(300)} on conflict do nothing",
    "insert into goals_place (owner_id, name, folded, kind, city, address, site, notes) "
    f"select m.id, {NAMED}, 'club', '', '', '', '' {EVERYBODY.format(100)} on conflict do nothing",
    "insert into goals_goal (owner_id, sentence, why, purpose, field, role, began_on, approver, "
    "approval_words, outcome, created_at) select m.id, 'To be at home among sailors ' || n, '', "
    "'belonging', '', '', date '2026-11-23', '', '', '', timestamptz '2026-11-23' "
    f"{EVERYBODY.format(20)} where not exists (select from goals_goal g where g.owner_id = m.id)",
    "analyze contacts_organisation, goals_place, goals_goal",
)


def fill() -> None:
    """Of every member three hundred organisations and a hundred places; of two some goals."""
    with connection.cursor() as cursor:
        for statement in FILLS:
            cursor.execute(statement)


def listing(member: Member, words: str) -> Callable[[], float]:
    """The first page of the list that these words find."""
    return time_of(member, lambda: page(member, Selection(q=words), "", TODAY))


def time_of(member: Member, answer: Callable[[], object]) -> Callable[[], float]:
    """Milliseconds of one answer in the member's scope."""

    def measured() -> float:
        started = time.perf_counter()
        for _ in range(TIMES):
            with acting_as(member):
                answer()
        return (time.perf_counter() - started) * 1000 / TIMES

    return measured


def scans(member: Member, words: str) -> int:
    """How many of its statements read a table from end to end."""
    with acting_as(member), CaptureQueriesContext(connection) as asked:
        palette.find(member, words, "/")
    found = 0
    with acting_as(member), connection.cursor() as cursor:
        for query in asked:
            if not NOT_COUNTED.match(query["sql"]):
                cursor.execute("explain (costs off) " + query["sql"])
                found += any("Seq Scan" in line for (line,) in cursor.fetchall())
    return found

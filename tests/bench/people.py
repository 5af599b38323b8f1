"""Goals 3 to 6: the list of people and search in it, 10,000 people of one member among 1,000,000 or more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import Q
from django.test import Client, RequestFactory, override_settings

from apps.accounts.models import Member
from apps.contacts.listing import COLUMNS
from apps.contacts.models import Contact
from apps.contacts.selection import Selection
from apps.core.scope import ENTER, WEB_ROLE, acting_as
from tests.bench import million, stock
from tests.bench.rounds import Row, interleaved
from tests.contacts.counting import BACKEND, counted, plan_of, statement_of

TODAY = date(2026, 11, 23)
REQUESTS = 25
STATEMENTS = 60
PART = "korquis"
"""The beginning of a family name that some twenty of 10,000 go by."""


def rows() -> Iterator[Row]:
    """Pages first, then the statements behind them."""
    million.build(1, million.EACH)  # in the empty database: a site of 10,000 rows
    small = connection.get_connection_params()["dbname"]
    million.use()
    many, few = (Member.objects.get(email=e) for e in (million.MANY_MEMBER, million.FEW_MEMBER))
    yield from pages(many, few)
    yield from statements(many, small)
    yield from scans(many)


def pages(many: Member, few: Member) -> Iterator[Row]:
    """CPU of a request; bytes; queries."""
    ours, short = requests("/contacts/", many), requests("/contacts/", few)
    with override_settings(MIDDLEWARE=stock.MIDDLEWARE):
        bare = requests("/people/", many, urlconf="tests.bench.stock")
    yield Row(
        "person list", "ms CPU", *interleaved(ours, bare), 1 / 0.6, remark="beside a bare page of the same 50"
    )
    yield Row("person list of 10,000 beside one of 100", "ms CPU", *interleaved(ours, short), 1.15)
    answer, queries = counted(many, "/contacts/")
    yield Row("bytes of the person list", "bytes", len(answer.content), 40 * 1024, 1)
    yield Row("queries of the person list", "queries", queries, 5, 1)
    yield Row("queries of a search", "queries", counted(many, f"/contacts/?q={PART}")[1], 5, 1)
    one, other = (Contact.objects.of(m).values_list("pk", flat=True)[0] for m in (many, few))
    theirs, shorter = requests(f"/contacts/{one}/", many), requests(f"/contacts/{other}/", few)
    yield Row("person page, one of 10,000 beside one of 100", "ms CPU", *interleaved(theirs, shorter), 1.15)
    yield Row("queries of a person's page", "queries", counted(many, f"/contacts/{one}/")[1], 8, 1)


def statements(many: Member, small: str) -> Iterator[Row]:
    """Time at the database, in the member's scope, of the statement that finds a page."""
    the_list, found = first(many, ""), first(many, PART)
    containing = icontains(many, PART)
    listing = time_of(many, the_list)
    yield Row("search beside the list", "ms", *interleaved(time_of(many, found), listing), 2)
    yield Row(
        "search of three letters beside the list",
        "ms",
        *interleaved(time_of(many, first(many, "ana")), listing),
        2,
    )
    for words, name in (
        ("sister", "search of a word in every note"),
        (f"{PART} sister", "search of a name and a note"),
    ):
        yield Row(name, "ms", *interleaved(time_of(many, first(many, words)), listing), None)
    filtered = statement_of(
        Selection(q="ana", city="Lisbon", rhythm="91", without="email").first(many, TODAY, 51, None, COLUMNS)
    )
    yield Row("four filters beside the list", "ms", *interleaved(time_of(many, filtered), listing), None)
    yield Row(
        "search beside icontains",
        "ms",
        *interleaved(time_of(many, found), time_of(many, containing)),
        1 / 20,
    )
    with elsewhere(small) as ask:
        yield Row(
            f"list at {million.SITE:,} beside 10,000 rows", "ms", *interleaved(listing, ask(the_list)), 1.5
        )
        yield Row(
            f"search at {million.SITE:,} beside 10,000 rows",
            "ms",
            *interleaved(time_of(many, found), ask(found)),
            1.5,
        )


def scans(many: Member) -> Iterator[Row]:
    """No plan may read a table from end to end."""
    selections = {
        "the list": Selection(),
        "a search": Selection(q="ana"),
        "a search of two words": Selection(q="lisbon ana"),
        "who comes round": Selection(sort="due", show="due"),
        "the newest of those found": Selection(q="ana", sort="newest"),
    }
    read = []
    with acting_as(many):
        for name, selection in selections.items():
            people = selection.first(many, TODAY, 51, None, COLUMNS)
            read += [name] if "Seq Scan" in plan_of(people) else []
    yield Row("sequential scans", "plans", len(read), 1, 0, remark=", ".join(read))


def requests(path: str, member: Member, urlconf: str | None = None) -> Callable[[], float]:
    """CPU of a signed-in request in milliseconds, the middleware of this moment included."""
    handler, cookie = WSGIHandler(), signed_in(member)

    def one() -> None:
        request = RequestFactory(HTTP_HOST="localhost").get(path)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = cookie
        if urlconf:
            request.urlconf = urlconf  # type: ignore[attr-defined]
        answer = handler.get_response(request)
        assert answer.status_code == 200, answer
        answer.close()

    def all_of_them() -> float:
        started = time.process_time()
        for _ in range(REQUESTS):
            one()
        return (time.process_time() - started) * 1000 / REQUESTS

    return all_of_them


def signed_in(member: Member) -> str:
    """The key of a session."""
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


Statement = tuple[str, Any]


def first(member: Member, words: str) -> Statement:
    """What finds the first page of those found by these words."""
    return statement_of(Selection(q=words).first(member, TODAY, 51, None, COLUMNS))


def icontains(member: Member, words: str) -> Statement:
    """What others do: the words anywhere in four columns."""
    anywhere = Q()
    for column in ("name", "nickname", "city", "relation"):
        anywhere |= Q(**{f"{column}__icontains": words})
    return (
        Contact.objects.of(member)
        .filter(anywhere)
        .only(*COLUMNS)
        .order_by("sort_key", "id")[:51]
        .query.sql_with_params()
    )


def time_of(member: Member, statement: Statement) -> Callable[[], float]:
    """Milliseconds of asking that once, in a transaction of the member's."""

    def ask() -> float:
        with acting_as(member), connection.cursor() as cursor:
            return _ask(cursor, statement)

    return ask


@contextmanager
def elsewhere(database: str) -> Iterator[Callable[[Statement], Callable[[], float]]]:
    """The same over a second connection, to another database, where the member has the same key."""
    other = connection.copy("elsewhere")
    other.settings_dict["NAME"] = database
    with other.cursor() as cursor:
        cursor.execute("select id::text from accounts_member where email = %s", [million.MANY_MEMBER])
        (pk,) = cursor.fetchone()

        def time_of_it(statement: Statement) -> Callable[[], float]:
            def ask() -> float:
                cursor.execute("begin")
                cursor.execute(ENTER, (WEB_ROLE, pk))
                took = _ask(cursor, statement)
                cursor.execute("commit")
                return took

            return ask

        yield time_of_it
    other.close()


def _ask(cursor: Any, statement: Statement) -> float:
    started = time.perf_counter()
    for _ in range(STATEMENTS):
        cursor.execute(*statement)
        cursor.fetchall()
    return (time.perf_counter() - started) * 1000 / STATEMENTS

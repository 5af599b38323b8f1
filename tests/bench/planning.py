"""Goals 7 and 14: a tick on which nobody is due, the due scan, and what a note costs as members grow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.nudges.planning import plan
from tests.bench.rounds import Row, interleaved

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
MEMBERS = 300_000
PEOPLE = 20
TICKS = 300
SCAN = "select id from accounts_member where next_digest_at <= %s order by next_digest_at, id limit 200"
EVERYBODY = "select id from accounts_member where next_digest_at + interval '0' <= %s limit 200"
"""The same question in a form that no index answers."""
TIMES_QUICKER = 500 * MEMBERS / 10_000_000
"""Five hundred times at ten million rows, and as much less as there are fewer to read."""

SITE = """
insert into accounts_member (password, email, name, is_active, language, country, time_zone, leap_day,
    note_at, note_days, works_days, pace, from_before_a_week, wants_note, next_digest_at, link_epoch,
    joined_at)
select '', 'm' || n || '@bench.example', 'Maya', true, 'en', '', 'UTC', 'feb28', '07:30', 127, 0, 3, 3,
    %(now)s, %(now)s + make_interval(mins => 1 + n %% 1440), 1, %(now)s
from generate_series(1, %(members)s) n
"""
BOOKS = """
insert into contacts_contact (owner_id, uid, name, given_name, family_name, nickname, relation, city,
    family, interests, remember, ask_next, opener, how_we_met, notes, origin, extras, sort_key, letter,
    rhythm_days, due_on, created_at, changed_at)
select id, gen_random_uuid(), 'Ana ' || n, '', '', '', '', '', '', '', '', '', '', '', '', 'typed', '[]',
    'ana', 'A', 91,
    date '2026-11-23' + (n - 3), %(now)s, %(now)s
from accounts_member, generate_series(1, %(people)s) n where accounts_member.id = any(%(pks)s)
"""


def rows() -> Iterator[Row]:
    """The tick and the scan on a site of 300,000 members, then notes."""
    with connection.cursor() as cursor:
        cursor.execute(SITE, {"now": NOW, "members": MEMBERS})
        cursor.execute("vacuum analyze accounts_member")
    site = f"{MEMBERS:,} members"
    idle = NOW - timedelta(minutes=1)
    ticking = interleaved(lambda: each(lambda: plan(now=idle)), lambda: asking("select 1", []))
    yield Row("idle planning tick", "ms", *ticking, 5, remark=site)
    scan = interleaved(lambda: asking(SCAN, [NOW]), lambda: asking(EVERYBODY, [NOW], 3))
    yield Row("due scan beside reading everybody", "ms", *scan, 1 / TIMES_QUICKER, remark=site)
    small, large = interleaved(lambda: noting(100), lambda: noting(1_000))
    yield Row(
        "a note among 1,000 beside one among 100",
        "ms",
        large,
        small,
        1.3,
        remark=f"{1000 / large:.0f} notes/s",
    )


def each(call: Callable[[], object], times: int = TICKS) -> float:
    """Milliseconds of a call, of so many."""
    started = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - started) * 1000 / times


def asking(statement: str, params: list[object], times: int = TICKS) -> float:
    """Milliseconds of asking over the connection Django holds."""
    with connection.cursor() as cursor:
        return each(lambda: cursor.execute(statement, params).fetchall(), times)


def noting(count: int) -> float:
    """Milliseconds of one note where so many are due at once; nothing of it is kept."""
    pks = list(Member.objects.order_by("pk").values_list("pk", flat=True)[:count])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(BOOKS, {"now": NOW, "people": PEOPLE, "pks": pks})
        Member.objects.filter(pk__in=pks).update(next_digest_at=NOW)
        assert Contact.objects.count() == count * PEOPLE
        started = time.perf_counter()
        assert plan(now=NOW).planned == count
        taken = time.perf_counter() - started
        transaction.set_rollback(True)
    return taken * 1000 / count

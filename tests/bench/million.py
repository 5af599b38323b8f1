"""A site of 1,000,000 people, one member's 10,000 among them: built once, kept beside the others, used again.

Rows of members lie mixed on the disk, as they would after years: the worst case for whoever lists their own.
`KITH_BENCH_PEOPLE=10000000` builds a site of that many instead, beside the other one (some 12 GB).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.accounts.models import Member
from apps.contacts.models import Contact

EACH = 10_000
MEMBERS = int(os.environ.get("KITH_BENCH_PEOPLE", "1000000")) // EACH
SITE = MEMBERS * EACH
DATABASE = "kith_bench_million" if MEMBERS == 100 else f"kith_bench_{SITE}"
EDITION = "people 4"
"""What stands in it; another word here has it built anew."""
FEW = 100
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MANY_MEMBER, FEW_MEMBER = "many@bench.example", "few@bench.example"

GIVEN = (
    "Ana", "Ben", "Cara", "Dev", "Eve", "Fatima", "Grace", "Hugo", "Ines", "Jonas", "Karim", "Lena", "Maya",
    "Noor", "Oskar", "Priya", "Quinn", "Rosa", "Samir", "Tess", "Uma", "Viktor", "Wanda", "Ximena", "Yusuf",
    "Zoe", "Alba", "Bruno", "Clara", "Dario", "Elif", "Femi", "Gita", "Hana", "Ivan", "Julia", "Kofi",
    "Luca", "Mira", "Nils",
)  # fmt: skip
FIRST = (
    "Al", "Ber", "Cas", "Dor", "El", "Fer", "Gar", "Hol", "Iver", "Jan", "Kor", "Lin", "Mar", "Nor", "Ost",
    "Per", "Ros", "Sil", "Tor", "Val",
)  # fmt: skip
LAST = (
    "berg", "dal", "ero", "field", "gren", "holm", "ini", "klund", "lima", "mann", "nen", "orsen", "quist",
    "reyes", "son", "strand", "tez", "ulla", "vist", "wood",
)  # fmt: skip

PEOPLE = """
insert into contacts_contact (owner_id, uid, name, given_name, family_name, nickname, relation, city,
    interests, family, remember, ask_next, opener, how_we_met, notes, origin, extras, sort_key, letter,
    rhythm_days, due_on, last_touch_on, created_at, changed_at)
select owner, gen_random_uuid(), given || ' ' || family, given, family, '', '', 'Lisbon',
    '', '', 'asks after your sister', '', '', '', repeat('What was said, and what to remember of it. ', 10),
    'typed', '[]', lower(given || ' ' || family), upper(left(given, 1)), 91,
    date '2026-11-23' + (n / 7 %% 300 - 20), date '2026-11-23' - n / 7 %% 200,
    timestamptz '2026-11-23' - make_interval(mins => n), timestamptz '2026-11-23'
from (select n, (%(owners)s::bigint[])[1 + n %% cardinality(%(owners)s::bigint[])] as owner,
        (%(given)s::text[])[1 + (hashint4(n) & 1023) %% cardinality(%(given)s::text[])] as given,
        (%(first)s::text[])[1 + (hashint4(n + 7) & 1023) %% cardinality(%(first)s::text[])]
        || (%(last)s::text[])[1 + (hashint4(n + 13) & 1023) %% cardinality(%(last)s::text[])] as family
    from generate_series(0, %(people)s - 1) n) made
"""
TOKENS = """
insert into contacts_searchtoken (owner_id, contact_id, token, sort_key)
select owner_id, id, word, sort_key
from contacts_contact, unnest(array[lower(given_name), lower(family_name)]) word where owner_id <> all(%s)
"""
TOUCHES = """
with touch as (
    insert into contacts_interaction (owner_id, kind, happened_on, note, created_at)
    select %(owner)s, 'talked', date '2026-11-23' - n %% 700, 'her move', timestamptz '2026-11-23'
    from generate_series(1, 3 * %(people)s) n returning id)
insert into contacts_participation (owner_id, interaction_id, contact_id)
select %(owner)s, id, (%(pks)s::bigint[])[1 + id %% %(people)s] from touch
"""
AROUND = (
    "insert into contacts_circle (owner_id, name, folded, is_private) "
    "select id, 'Circle ' || n, 'circle ' || n, false from accounts_member, generate_series(1, 20) n",
    "insert into core_rest (owner_id, subject, until_on) "
    "select id, 'contact:' || n, date '2026-11-20' + n %% 9 from accounts_member, generate_series(1, 300) n",
)


def use() -> None:
    """Go on in that database, built first where it is not there or is of another edition."""
    here = {key: value for key, value in connection.get_connection_params().items() if key in CONNECTING}
    connection.close()
    connection.settings_dict["NAME"] = DATABASE
    with psycopg.connect(**here, autocommit=True) as server:
        said = "select shobj_description(oid, 'pg_database') from pg_database where datname = %s"
        if server.execute(said, [DATABASE]).fetchone() == (EDITION,):
            return
        name = sql.Identifier(DATABASE)
        server.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        server.execute(sql.SQL("create database {}").format(name))
        build(MEMBERS, EACH)
        server.execute(sql.SQL("comment on database {} is {}").format(name, sql.Literal(EDITION)))


CONNECTING = ("dbname", "user", "password", "host", "port")


def build(members: int, each: int) -> None:
    """Migrate, and make `members` with `each` people, mixed; and one member with a hundred."""
    call_command("migrate", verbosity=0)
    many, few = (_member(address) for address in (MANY_MEMBER, FEW_MEMBER))
    others = [_member(f"member{number}@bench.example").pk for number in range(members - 1)]
    with connection.cursor() as cursor:
        with _bare(cursor, "contacts_contact"):
            _people(cursor, [many.pk, *others], each * members)
            _people(cursor, [few.pk], FEW)
        with _bare(cursor, "contacts_searchtoken"):
            cursor.execute(TOKENS, [[many.pk, few.pk]])
        for statement in AROUND:
            cursor.execute(statement.replace("%%", "%"))
    for member in (many, few):
        pks = list(Contact.objects.of(member).values_list("pk", flat=True))
        Contact.objects.reindex(pks)
        with connection.cursor() as cursor:
            cursor.execute(TOUCHES, {"owner": member.pk, "people": len(pks), "pks": pks})
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


# Rows first, then each index over all of them at once: several times quicker for millions.
KEYS = """
select conname, pg_get_constraintdef(oid) from pg_constraint
where conrelid = %s::regclass and contype in ('u', 'f')
  and not exists (select from pg_constraint r where r.contype = 'f' and r.confrelid = %s::regclass
                  and r.conindid = pg_constraint.conindid and r.oid <> pg_constraint.oid)
order by contype desc
"""
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
where i.indrelid = %s::regclass and not exists (
    select from pg_constraint k where k.conindid = i.indexrelid)
"""


@contextmanager
def _bare(cursor: Any, table: str) -> Iterator[None]:
    """The table without what can be put back afterwards."""
    cursor.execute(KEYS, [table, table])
    keys = cursor.fetchall()
    cursor.execute(INDEXES, [table])
    indexes = cursor.fetchall()
    for name, _definition in keys:
        cursor.execute(f'alter table {table} drop constraint "{name}"')
    for name, _definition in indexes:
        cursor.execute(f"drop index {name}")
    yield
    cursor.execute("set maintenance_work_mem = '512MB'")
    for _name, definition in indexes:
        cursor.execute(definition)
    for name, definition in keys:
        cursor.execute(f'alter table {table} add constraint "{name}" {definition}')


def _people(cursor: Any, owners: list[int], count: int) -> None:
    names = {"given": list(GIVEN), "first": list(FIRST), "last": list(LAST)}
    cursor.execute(PEOPLE, {"owners": owners, "people": count, **names})


def _member(address: str) -> Member:
    return Member.objects.create(
        email=address, name="Maya", joined_at=NOW - timedelta(days=700), onboarded_at=NOW
    )

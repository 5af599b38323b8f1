"""A hundred thousand guesses at addresses: none opens, a place that guesses is stopped, and it is cheap.

Half come from one place, half from five hundred; tokens are random, near a true one, and true ones of another
purpose. Meanwhile whoever holds a true address, elsewhere, reads it.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.core.handed import TOKEN_LETTERS
from tests.fingerprints import changed, tables
from tests.handing import OPENS, hand_out_all
from tests.introductions.making import make_asked
from tests.mailing import an_asker

GUESSES, PLACES = 100_000, 500
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
REAL_LETTERS = 200
ENOUGH = 120
"""Guesses after which a place is stopped, whatever was counted of it before."""
WAYS = ("/i/{}/", "/i/{}/answer/", "/i/{}/write/", "/calendar/{}.ics", "/n/{}/", "/u/{}/")
MOST_MS = 25.0
"""Of the machine's own time, on average, for one guess."""


def run() -> dict[str, Any]:
    """Figures of the drill."""
    cache.clear()
    dice, now = random.Random(20), timezone.now()
    member = an_asker(1)
    tokens = hand_out_all(member, now=now)
    for number in range(REAL_LETTERS):
        make_asked(member, f"Friend {number}", now=now, whom=f"Somebody {number}")
    before, cpu, started = tables(), time.process_time(), time.monotonic()
    one = guess("192.0.2.1", GUESSES // 2, dice, tokens)
    shut, queries = stopped_at("192.0.2.1", dice, tokens)  # at once: ten minutes later it is open again
    each = GUESSES // 2 // PLACES
    many = sum((guess(place(number), each, dice, tokens) for number in range(PLACES)), Counter())
    seconds, cpu = time.monotonic() - started, time.process_time() - cpu
    statuses = one + many
    reader = Client(REMOTE_ADDR="203.0.113.9", SERVER_NAME="localhost").get(f"/i/{tokens['doors']}/")
    hits = sum(number for status, number in statuses.items() if status not in (404, 405, 429))
    return {
        "passed": not hits
        and not changed(before)
        and reader.status_code == 200
        and shut == 429
        and cpu / GUESSES * 1000 <= MOST_MS,
        "guesses": statuses.total(),
        "hits": hits,
        "statuses": {str(status): number for status, number in sorted(statuses.items())},
        "of_one_place": {str(status): number for status, number in sorted(one.items())},
        "a_reader_elsewhere": reader.status_code,
        "a_true_one_where_it_was_guessed": shut,
        "queries_once_stopped": queries,
        "ms_each": round(cpu / GUESSES * 1000, 2),
        "tables_changed": changed(before),
        "seconds": round(seconds, 1),
    }


def guess(at: str, times: int, dice: random.Random, tokens: dict[str, str]) -> Counter[int]:
    """So many guesses from one place, of every sort and at every address; how they were answered."""
    client = Client(REMOTE_ADDR=at, SERVER_NAME="localhost")
    found: Counter[int] = Counter()
    for number in range(times):
        way = WAYS[0] if number % 4 else dice.choice(WAYS)
        method = client.post if number % 3 == 0 else client.get
        found[method(way.format(a_guess(way, dice, tokens))).status_code] += 1
    return found


def stopped_at(at: str, dice: random.Random, tokens: dict[str, str]) -> tuple[int, int]:
    """How a place that guesses is answered at a true address, and with how many queries."""
    guess(at, ENOUGH, dice, tokens)
    client = Client(REMOTE_ADDR=at, SERVER_NAME="localhost")
    with CaptureQueriesContext(connection) as queries:
        return client.get(f"/i/{tokens['doors']}/").status_code, len(queries)


def a_guess(way: str, dice: random.Random, tokens: dict[str, str]) -> str:
    """Random letters; a true token with one letter changed; or one that is true for something else."""
    sort = dice.random()
    if sort < 0.8:
        return "".join(dice.choices(LETTERS, k=TOKEN_LETTERS))
    true = dice.choice(list(tokens.values()))
    if sort < 0.95:
        at = dice.randrange(len(true) - 1)
        return true[:at] + dice.choice(LETTERS.replace(true[at], "")) + true[at + 1 :]
    others = [token for name, token in tokens.items() if not opens(way, name)]
    return dice.choice(others)


def opens(way: str, name: str) -> bool:
    """Whether that address is one of this purpose's."""
    page = {"/n/": "nudges:button", "/u/": "unsubscribe", "/calendar/": "calendar"}
    view = next((view for start, view in page.items() if way.startswith(start)), "")
    verb = way.rstrip("/").rpartition("/")[2]
    return (view or ("letter" if verb == "{}" else f"letter_{verb}")) in OPENS[name]


def place(number: int) -> str:
    """One of many."""
    return f"198.18.{number // 250}.{number % 250 + 1}"

"""D1: workers are killed twenty times while they send two thousand notes.

Two real processes send over real SMTP; every ninety mails or so one of them gets SIGKILL and a new
one takes its place. No note may be lost, each kill may cost one more copy, and no note comes thrice.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

from django.db.models import Count
from django.utils import timezone

from apps.core.outbox import Outbox, State
from config.embedded import REPOSITORY
from tests.notes import multiply, plan_note
from tests.smtp import MailServer

NOTES, MEMBERS = 2_000, 20
KILLS = 20
WORKERS = 2
LEASE_SECONDS = 5
PATIENCE_SECONDS = 180.0


def run() -> dict[str, Any]:
    """Figures of the drill."""
    dice = random.Random(20)
    server = MailServer(seconds=0.004).start()
    write_notes()
    started = time.monotonic()
    workers = [worker(server.port) for _ in range(WORKERS)]
    try:
        kills = kill_at_random(workers, server, dice)
        while (
            Outbox.objects.filter(state=State.DUE).exists() and time.monotonic() - started < PATIENCE_SECONDS
        ):
            time.sleep(0.2)
    finally:
        for process in workers:
            process.kill()
            process.wait()
        server.stop()
    return figures(server, kills, time.monotonic() - started)


def write_notes() -> None:
    """Two thousand morning notes, due now: twenty as the planner made them, each to a hundred readers."""
    now = timezone.now()
    for number in range(MEMBERS):
        note = plan_note(number, now=now)
        multiply(note, NOTES // MEMBERS)
        note.delete()


def worker(port: int) -> subprocess.Popen[bytes]:
    """A process that sends what is due, again and again."""
    more = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "KITH_OUTBOX_LEASE": str(LEASE_SECONDS)}
    command = [sys.executable, "-m", "tests.drill.worker"]
    return subprocess.Popen(command, env=os.environ | more, cwd=REPOSITORY)


def kill_at_random(workers: list[subprocess.Popen[bytes]], server: MailServer, dice: random.Random) -> int:
    """Kill one worker after another while mail flows; a new one takes each place."""
    kills = 0
    for number in range(KILLS):
        until = len(server.received) + dice.randint(40, 140) if number else dice.randint(10, 60)
        give_up_at = time.monotonic() + 20
        while len(server.received) < min(until, NOTES - 20) and time.monotonic() < give_up_at:
            time.sleep(0.001)
        time.sleep(dice.random() * 0.02)
        place = dice.randrange(len(workers))
        workers[place].send_signal(signal.SIGKILL)
        workers[place].wait()
        workers[place] = worker(server.port)
        kills += 1
    return kills


def figures(server: MailServer, kills: int, seconds: float) -> dict[str, Any]:
    """What was lost and what came twice."""
    copies = server.copies()
    by_reader: dict[str, set[str]] = {}
    for one in server.received:
        by_reader.setdefault(one.recipients[0], set()).add(one.message["Message-ID"])
    states = dict(Outbox.objects.values_list("state").annotate(Count("pk")))
    lost, extra, most = NOTES - len(by_reader), copies.total() - len(copies), max(copies.values())
    one_id = all(len(ids) == 1 for ids in by_reader.values())
    in_order = not lost and extra <= kills and most <= 2 and one_id and not states.get(State.DUE)
    return {
        "passed": in_order,
        "notes": NOTES,
        "kills": kills,
        "lost": lost,
        "extra_copies": extra,
        "most_copies_of_one": most,
        "one_message_id_each": one_id,
        "states": states,
        "lease_seconds": LEASE_SECONDS,
        "seconds": round(seconds, 1),
    }

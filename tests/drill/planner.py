"""D2: two planners at once over a thousand members whose notes are due; each gets one.

Then a planner is killed in the middle, again and again, and the notes of the next day are one each too.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Count

from apps.accounts.models import EVERY_DAY, Member
from apps.contacts.models import Contact
from apps.core.outbox import Outbox
from apps.nudges.models import Digest, Nudge
from config.embedded import REPOSITORY

MEMBERS = 1_000
PLANNERS = 2
KILLS = 8
PATIENCE_SECONDS = 120.0
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def run() -> dict[str, Any]:
    """Figures of the drill."""
    make_members()
    started = time.monotonic()
    together(MONDAY)
    seconds = time.monotonic() - started
    monday = notes_of(MONDAY)
    kills = killed(TUESDAY)
    together(TUESDAY)
    tuesday = notes_of(TUESDAY)
    in_order = monday == tuesday == (MEMBERS, MEMBERS, 1, MEMBERS)
    return {
        "passed": in_order,
        "members": MEMBERS,
        "planners": PLANNERS,
        "notes": monday[0],
        "mails": monday[1],
        "most_notes_of_one": monday[2],
        "lines": monday[3],
        "seconds": round(seconds, 1),
        "kills": kills,
        "notes_after_kills": tuesday[0],
        "mails_after_kills": tuesday[1],
    }


def make_members() -> None:
    """Each wants the note at 7:30 of their own clock (UTC), and has one person who has come round."""
    long_ago = MONDAY - timedelta(days=5)
    members = Member.objects.bulk_create(
        Member(
            email=f"member{number}@example.org",
            joined_at=long_ago,
            wants_note=long_ago,
            note_days=EVERY_DAY,
            next_digest_at=MONDAY,
        )
        for number in range(MEMBERS)
    )
    Contact.objects.bulk_create(
        Contact(
            owner=member,
            name="Ana Lima",
            rhythm_days=30,
            first_due_on=long_ago.date(),
            due_on=long_ago.date(),
            created_at=long_ago,
            changed_at=long_ago,
        )
        for member in members
    )


def together(now: datetime) -> None:
    """Two processes plan the same instant; both have to end by themselves."""
    planners = [planner(now) for _ in range(PLANNERS)]
    for process in planners:
        if process.wait(timeout=PATIENCE_SECONDS):
            raise RuntimeError("a planner failed")


def planner(now: datetime) -> subprocess.Popen[bytes]:
    """One planning round in a process of its own."""
    command = [sys.executable, "manage.py", "plan_nudges", "--now", now.isoformat()]
    return subprocess.Popen(command, env=os.environ, cwd=REPOSITORY, stdout=subprocess.DEVNULL)


def killed(now: datetime) -> int:
    """Planners that are killed while they plan; how many kills came before the work was done."""
    dice, kills = random.Random(20), 0
    for _ in range(KILLS):
        before = Digest.objects.filter(on=now.date()).count()
        process = planner(now)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while process.poll() is None and time.monotonic() < give_up_at:
            if Digest.objects.filter(on=now.date()).count() > before:
                break
            time.sleep(0.005)
        time.sleep(dice.random() * 0.1)
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    return kills


def notes_of(now: datetime) -> tuple[int, int, int, int]:
    """Notes of that day, their mails, the most notes one member has, and lines."""
    digests = Digest.objects.filter(on=now.date())
    each = digests.values("owner").annotate(notes=Count("pk")).values_list("notes", flat=True)
    keys = {
        f"digest:{owner}:{now.date().isoformat()}" for owner in digests.values_list("owner_id", flat=True)
    }
    mails = Outbox.objects.filter(kind="note", created_at=now, key__in=keys).count()
    return digests.count(), mails, max(each, default=0), Nudge.objects.filter(digest__in=digests).count()

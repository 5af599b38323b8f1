"""`kill -9` of the worker at three points of an import of 5,000 cards: 0 lost, 0 doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.imports import batch as batches
from apps.contacts.models import Contact, ContactPoint, Fingerprint, ImportBatch, ImportRow, SearchToken
from apps.core.scope import acting_as
from config.embedded import REPOSITORY

CARDS = 5000
KILL_AFTER_ROWS = (0, 1200, 3200)
LONGEST_SECONDS = 180


def run() -> dict[str, Any]:
    """Figures: people, doubles, rows of the report, kills; passed when nothing is lost or twice there."""
    batch, dice, started = begin(), random.Random(9), time.monotonic()
    for rows in KILL_AFTER_ROWS:
        kill_when(batch, rows, after_seconds=dice.uniform(0.05, 0.4))
    last = spawn()
    last.wait(LONGEST_SECONDS)
    return figures(batch, seconds=time.monotonic() - started)


def begin() -> ImportBatch:
    """A member who brought a file and pressed *Bring them in*."""
    member = Member.objects.create_user("drill@example.org", joined_at=timezone.now(), country="US")
    with acting_as(member):
        batch = batches.receive(member, "phone.vcf", [cards(CARDS)], now=timezone.now())
        batches.start(batch, key=None, led_to="/", now=timezone.now())
    return batch


def cards(count: int) -> bytes:
    """That many people, each with an address and number of their own."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person{n} Drill{n % 97}\r\nEMAIL:person{n}@example.org\r\n"
        f"TEL;TYPE=cell:+1510{n:07d}\r\nORG:Company {n % 50}\r\nCATEGORIES:Drill\r\nEND:VCARD\r\n"
        for n in range(count)
    ).encode()


def spawn() -> subprocess.Popen[bytes]:
    """A worker of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.drill.importer"], cwd=REPOSITORY, start_new_session=True
    )


def kill_when(batch: ImportBatch, rows: int, *, after_seconds: float) -> None:
    """Start a worker, wait until that many rows are stored and a moment more, then kill it."""
    worker, until = spawn(), time.monotonic() + 60
    while time.monotonic() < until and worker.poll() is None:
        batch.refresh_from_db()
        if batch.lease_until and batch.rows >= rows:
            break
        time.sleep(0.02)
    time.sleep(after_seconds)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


def figures(batch: ImportBatch, *, seconds: float) -> dict[str, Any]:
    """What stands in the database beside what the file said."""
    batch.refresh_from_db()
    owned = {"owner": batch.owner}
    addresses = ContactPoint.objects.filter(**owned, kind="email").values_list("value", flat=True)
    found = {
        "people": Contact.objects.filter(**owned).count(),
        "lost": CARDS - len(set(addresses)),
        "doubled": len(addresses) - len(set(addresses)),
        "report rows": ImportRow.objects.filter(batch=batch).count(),
        "fingerprints": Fingerprint.objects.filter(**owned).count(),
        "not findable": CARDS - SearchToken.objects.filter(**owned).values("contact_id").distinct().count(),
        "kills": len(KILL_AFTER_ROWS),
        "seconds": round(seconds, 1),
    }
    whole = found["people"] == found["report rows"] == found["fingerprints"] == batch.created == CARDS
    passed = whole and not found["lost"] and not found["doubled"] and not found["not findable"]
    return found | {"passed": bool(passed and batch.finished_at)}

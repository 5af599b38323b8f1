"""20,000 cards with photos, 120 MB: looked at and brought in by a worker that is killed twice."""

from __future__ import annotations

import base64
import io
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone
from PIL import Image, ImageFilter

from apps.accounts.models import Member
from apps.contacts.imports import batch as batches
from apps.contacts.models import Contact, ContactPoint, Fingerprint, ImportBatch, ImportRow, Photo
from apps.core.scope import acting_as
from config.embedded import REPOSITORY

CARDS = 20_000
PICTURES = 400
KILL_AFTER_ROWS = (3_000, 11_000)
MOST_SECONDS = 120
MOST_MEGABYTES = 300
LONGEST_SECONDS = 400


def run() -> dict[str, Any]:
    """Figures: seconds, memory of the worker, people and photos; passed when all goals are reached."""
    batch = receive()
    look_seconds, look_memory = work(batch)
    tell(f"looked at in {look_seconds:.0f} s, {cpu():.0f} s of the processor, {look_memory:.0f} MB")
    with acting_as(batch.owner):
        batch.refresh_from_db()
        looked = batch.created
        batches.start(batch, key=None, led_to="/", now=timezone.now())
    started, most = time.monotonic(), 0.0
    spent = cpu()
    for rows in (*KILL_AFTER_ROWS, None):
        took, memory = work(batch, kill_after_rows=rows)
        most = max(most, memory)
        tell(f"{batch.rows} rows after {took:.0f} s more, {memory:.0f} MB")
    seconds = time.monotonic() - started
    return figures(batch, looked) | {
        "look seconds": round(look_seconds, 1),
        "look memory MB": round(look_memory),
        "import seconds": round(seconds, 1),
        "import processor seconds": round(cpu() - spent, 1),
        "import memory MB": round(most),
        "file MB": round(batch.size / 1e6, 1),
        "passed": _whole(batch, looked)
        and max(seconds, look_seconds) <= MOST_SECONDS
        and max(most, look_memory) <= MOST_MEGABYTES,
    }


def tell(text: str) -> None:
    """Say how far it is: this drill takes minutes."""
    print(f"   {text}", flush=True)


def cpu() -> float:
    """Seconds of the processor that the workers have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def receive() -> ImportBatch:
    """A member who has chosen the file."""
    member = Member.objects.create_user("photos@example.org", joined_at=timezone.now(), country="US")
    with acting_as(member):
        return batches.receive(member, "phone.vcf", cards(), now=timezone.now())


def cards() -> Iterator[bytes]:
    """The file, card by card: a name, an address, a number, a company and a photo."""
    encoded = [base64.b64encode(picture(number)).decode() for number in range(PICTURES)]
    for n in range(CARDS):
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person{n} Drill{n % 97}\r\nN:Drill{n % 97};Person{n};;;\r\n"
            f"EMAIL:person{n}@example.org\r\nTEL;TYPE=cell:+1510{n:07d}\r\nORG:Company {n % 50}\r\n"
            f"PHOTO;ENCODING=b;TYPE=JPEG:{folded(encoded[n % PICTURES])}\r\nEND:VCARD\r\n"
        ).encode()


def folded(value: str) -> str:
    """A value over lines of 74 characters, as address books write it."""
    return "\r\n ".join(value[at : at + 74] for at in range(0, len(value), 74))


def picture(number: int) -> bytes:
    """A JPEG of 96 to 320 pixels, as address books keep them: soft shapes and grain, never twice the same."""
    dice = random.Random(number)
    side = dice.choice((96, 128, 160, 240, 256, 320))
    small = Image.frombytes("RGB", (12, 12), dice.randbytes(12 * 12 * 3))
    large = small.resize((side, side), Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(max(1, side // 60))
    )
    grain = Image.effect_noise((side, side), 10).convert("RGB")
    out = io.BytesIO()
    Image.blend(large, grain, 0.12).save(out, "JPEG", quality=dice.choice((40, 50, 60)))
    return out.getvalue()


def work(batch: ImportBatch, *, kill_after_rows: int | None = None) -> tuple[float, float]:
    """One worker until it ends or is killed: its seconds, and its largest memory in megabytes."""
    started = time.monotonic()
    worker = subprocess.Popen([sys.executable, "-m", "tests.drill.importer"], cwd=REPOSITORY)
    largest, over = [0.0], threading.Event()
    watching = threading.Thread(target=watch, args=(worker.pid, largest, over))
    watching.start()
    while worker.poll() is None and time.monotonic() - started < LONGEST_SECONDS:
        batch.refresh_from_db()
        if kill_after_rows is not None and batch.rows > kill_after_rows:
            time.sleep(0.3)
            os.kill(worker.pid, signal.SIGKILL)
        time.sleep(0.2)
    worker.wait(5)
    over.set()
    watching.join()
    return time.monotonic() - started, largest[0]


def watch(pid: int, largest: list[float], over: threading.Event) -> None:
    """Look at what a process really holds (PSS), five times a second."""
    while not over.wait(0.2):
        largest[0] = max(largest[0], megabytes(pid))


def megabytes(pid: int) -> float:
    """The proportional share of memory of a process; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def figures(batch: ImportBatch, looked: int) -> dict[str, Any]:
    """What stands in the database beside what the file said."""
    batch.refresh_from_db()
    addresses = ContactPoint.objects.filter(owner=batch.owner, kind="email").values_list("value", flat=True)
    found = set(addresses)
    return {
        "people": Contact.objects.filter(owner=batch.owner).count(),
        "photos": Photo.objects.filter(owner=batch.owner).count(),
        "lost": CARDS - len(found),
        "doubled": len(addresses) - len(found),
        "report rows": ImportRow.objects.filter(batch=batch).count(),
        "fingerprints": Fingerprint.objects.filter(owner=batch.owner).count(),
        "looked at": looked,
        "kills": len(KILL_AFTER_ROWS),
    }


def _whole(batch: ImportBatch, looked: int) -> bool:
    found = figures(batch, looked)
    counts = ("people", "photos", "report rows", "fingerprints", "looked at")
    return all(found[name] == CARDS for name in counts) and not (found["lost"] or found["doubled"])

"""10,000 damaged files of every kind Kith reads: what is left of them into the book, some by the screens.

0 exceptions, 0 rows unaccounted for, the slowest file within 200 ms of processor time.
"""

from __future__ import annotations

import logging
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from apps.accounts.models import Member
from apps.contacts.imports.card import Row
from tests.contacts.imports.damage_storing import AT_ONCE, store, upload
from tests.contacts.imports.damaging import SLOWEST, check, damaged_files, read
from tests.contacts.imports.working import timed

FILES, UPLOADED = 10_000, 60
SEED = 20261126


def run() -> dict[str, Any]:
    """Figures: files and their rows, errors, processor time of the slowest file."""
    member = Member.objects.create_user("damage@example.org", joined_at=timezone.now(), country="US")
    figures: Counter[str] = Counter()
    waiting: list[Row] = []
    slowest = max(_read_all(figures, waiting, member))
    _store(member, waiting, figures)
    _upload(member, figures)
    passed = not figures["errors"] and slowest[0] < SLOWEST and figures["rows"] == figures["stored"]
    told = {name: figures[name] for name in ("files", "read", "rows", "stored", "uploaded", "errors")}
    return told | {"slowest ms": round(slowest[0] * 1000, 1), "slowest kind": slowest[1], "passed": passed}


def _read_all(figures: Counter[str], waiting: list[Row], member: Member) -> Iterator[tuple[float, str]]:
    """Seconds and kind of every file; its rows go into the book by the hundred."""
    for kind, data in damaged_files(FILES, SEED):
        figures["files"] += 1
        try:
            found, took = timed(partial(read, kind, data), SLOWEST)
            check(*found)
        except Exception:
            figures["errors"] += _told(kind)
            continue
        figures["read"] += bool(found[2])
        figures["rows"] += len(found[3])
        waiting += found[3]
        if len(waiting) >= AT_ONCE:
            _store(member, waiting, figures)
            waiting.clear()
        yield took, kind


def _store(member: Member, rows: list[Row], figures: Counter[str]) -> None:
    try:
        figures["stored"] += store(member, rows, now=timezone.now())
    except Exception:
        figures["errors"] += _told("storing")


def _upload(member: Member, figures: Counter[str]) -> None:
    """Through the screens, with the worker's turn in between."""
    setup_test_environment()
    logging.disable(logging.WARNING)  # a refused file is no news here
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    for kind, data in damaged_files(UPLOADED, SEED + 1):
        try:
            upload(client, kind, data)
            figures["uploaded"] += 1
        except Exception:
            figures["errors"] += _told(f"uploading {kind}")


def _told(where: str) -> int:
    print(where, traceback.format_exc(), flush=True)
    return 1

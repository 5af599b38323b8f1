"""A kind of mail for the tests of sending, and rows of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from apps.core import mail
from apps.core.outbox import Outbox, put
from apps.core.sending import Pause, Round

TEMPLATES = Path(__file__).parent / "templates"


def about(row: Outbox, now: datetime) -> dict[str, Any] | None:
    """The facts as they are; "break" cannot be written, "unwanted" is wanted no more."""
    if row.facts.get("unwanted"):
        return None
    if row.facts.get("break"):
        raise ValueError("cannot be written")
    return dict(row.facts)


TRIAL = mail.MailKind("trial", "mail/trial/note", about, list_name="notes", list_label="morning notes")
CODE = mail.MailKind("code", "mail/trial/note", about, security=True)


@pytest.fixture
def trial_kinds(settings) -> Iterator[None]:
    """`trial`, on the list of notes, and `code`, which is security mail."""
    settings.TEMPLATES = with_trial_templates()
    had = dict(mail.kinds)
    mail.kinds.update(trial=TRIAL, code=CODE)
    yield
    mail.kinds.clear()
    mail.kinds.update(had)


def register_trial() -> None:
    """The same for a process that is no test."""
    django_settings.TEMPLATES = with_trial_templates()
    mail.kinds.update(trial=TRIAL, code=CODE)


def with_trial_templates() -> list[dict[str, Any]]:
    """The site's template settings, which find the tests' templates too."""
    [site] = django_settings.TEMPLATES
    return [site | {"DIRS": [*site["DIRS"], TEMPLATES]}]


def put_trial(number: int = 1, *, now: datetime, kind: str = "trial", **more: Any) -> Outbox:
    """One row of the outbox, to `reader<number>@example.org` unless `recipient=` says another."""
    more.setdefault("recipient", f"reader{number}@example.org")
    more.setdefault("facts", {"name": "Ana Lima"})
    put(key=f"trial:{number}", kind=kind, now=now, **more)
    return Outbox.objects.get(key=f"trial:{number}")


def send(now: datetime) -> Round:
    """One round as of an instant."""
    work = Round(lambda: now, pause=Pause())
    work.run()
    return work

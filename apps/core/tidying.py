"""Letting go of what is past its time. Each app adds its own in `config/wiring.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from apps.core.acts import ActRow
from apps.core.outbox import Outbox, State

DAYS_OF_DELIVERY_LOG = 90

Tidier = Callable[[datetime], None]


def forget_expired_acts(now: datetime) -> None:
    """Acts past their days stay as lines of History; the images they could be taken back from go."""
    ActRow.objects.filter(act__expires_at__lte=now).delete()


def forget_old_mail(now: datetime) -> None:
    """Outbox rows that were done with 90 days ago."""
    done = Outbox.objects.exclude(state=State.DUE)
    done.filter(finished_at__lt=now - timedelta(days=DAYS_OF_DELIVERY_LOG)).delete()


def forget_ended_sessions(now: datetime) -> None:
    """Sessions nobody can use any more."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    sessions.objects.filter(expire_date__lt=now).delete()


tidiers: list[Tidier] = [forget_expired_acts, forget_old_mail, forget_ended_sessions]
"""Core's own; `config/wiring.py` appends the other apps'."""


def tidy(*, now: datetime) -> None:
    """Run them all, as the owner of the tables."""
    for tidier in tidiers:
        tidier(now)

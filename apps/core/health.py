"""Is it well? For the machine that watches, not for people."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

BEAT_KEY = "beat"
BEAT_TOLERANCE = timedelta(minutes=3)
OLDEST_TOLERANCE = timedelta(minutes=5)


@login_not_required
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers."""
    return JsonResponse({"live": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, broker and beat are there; else 503 and which is not."""
    parts = {"database": _database(), "broker": _broker(), "beat": _beat(timezone.now())}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


@login_not_required
def nudges(request: HttpRequest) -> JsonResponse:
    """Age in seconds of the oldest message that is due; 503 when it waits over five minutes."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select due, oldest, failed_last_hour from kith_outbox_health(%s)", [now])
        due, oldest, failed = cursor.fetchone()
    age = (now - oldest) if oldest else timedelta(0)
    facts = {"due": due, "oldest_seconds": int(age.total_seconds()), "failed_last_hour": failed}
    return JsonResponse(facts, status=200 if age <= OLDEST_TOLERANCE else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    cache.set("ready", 1, 10)
    return cache.get("ready") == 1


def _beat(now: datetime) -> bool:
    ticked = cache.get(BEAT_KEY)
    return ticked is not None and now - datetime.fromisoformat(ticked) <= BEAT_TOLERANCE

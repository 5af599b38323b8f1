"""Everything a member, or whoever holds a letter, can reach on a day; and several histories from one moment.

What two histories must have alike is compared as bytes: pages with their headers and the number of their
queries, mails, feeds, the archive, counts, and every row the database shows in the member's scope.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import Member
from apps.core import mail
from apps.core.outbox import Outbox, State
from apps.core.scope import acting_as
from apps.dashboard.archive.writing import write
from tests.architecture.test_access import ALL, kwargs_of
from tests.architecture.world import World

Reached = dict[str, Any]
"""What was reached, by where it stands."""
NEW_EACH_TIME = re.compile(
    r'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=X-CSRFToken": ")\w{64}'
    r'|(?<=csrfmiddlewaretoken" value=")\w{64}|(?<=nonce-)[\w+/=-]+'
)
"""Keys of acts, and marks against forged forms: new on every page, whatever happened."""
NOT_A_PAGE = ("health_", "mailbox", "account_logout", "stylesheet")
UNSEEN = {"session", "addresscode"}
"""Of nobody, or digests that no page shows."""


def every_page(world: World, client: Client) -> Reached:
    """All pages by the resolver, with this member's own rows in their addresses."""
    reached = {}
    for name, pattern in ALL.items():
        if not name.startswith(NOT_A_PAGE):
            url = reverse(name, kwargs=kwargs_of(name, pattern, world))
            reached[f"{name} of {world.word}"] = page(client, url)
    return reached


def page(client: Client, url: str) -> tuple[Any, ...]:
    """Status, headers, body and number of queries of one GET."""
    connection.queries_log.clear()  # it holds the last 9000
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "Expires")
    said = content.decode(errors="replace")
    return answer.status_code, _steady(str(headers)), _steady(said), len(said), len(queries)


def files(member: Member, now: datetime) -> Reached:
    """The archive, file by file, and the counts that `manage.py stats` prints."""
    out, counts = io.BytesIO(), io.StringIO()
    with acting_as(member):
        write(member, out, now=now)
    with zipfile.ZipFile(out) as archive:
        kept = {f"archive {name} of {member}": archive.read(name) for name in archive.namelist()}
    call_command("stats", member.email, stdout=counts)
    return kept | {f"stats of {member}": counts.getvalue()}


def rows(member: Member) -> Reached:
    """Every row that the web may read in this member's scope; of the outbox without its running number."""
    reached: Reached = {}
    with acting_as(member):
        for model in apps.get_models():
            name = str(model._meta.model_name)
            if name in UNSEEN or hasattr(model, "web_may"):
                continue
            found = list(model._base_manager.order_by("pk").values())
            if name == "outbox":
                found = [{key: row[key] for key in row if key != "id"} for row in found]
            reached[f"{name} as {member} sees it"] = json.dumps(found, default=str)
    return reached


def mails(*members: Member, now: datetime) -> Reached:
    """What is due to these members by now, as it comes over the wire."""
    due = Outbox.objects.filter(state=State.DUE, due_at__lte=now, recipient__in=[m.email for m in members])
    composed = {row.key: mail.compose(row, mail.kinds[row.kind], now=now) for row in due.order_by("key")}
    due.update(state=State.SENT, finished_at=now)
    return {f"mail {key}": content for key, content in composed.items()}


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here did not: rows, counters of keys and the cache are as they were."""
    counters = _counters()
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, last in counters:
            cursor.execute("select setval(%s::regclass, %s, %s)", [name, last or 1, last is not None])


def _counters() -> list[tuple[str, int | None]]:
    with connection.cursor() as cursor:
        cursor.execute("select quote_ident(sequencename), last_value from pg_sequences")
        return list(cursor.fetchall())


def _steady(said: str) -> str:
    return NEW_EACH_TIME.sub("…", said)

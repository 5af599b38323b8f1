"""Files of people for tests, brought the way the screens and the worker do."""

from __future__ import annotations

from datetime import timedelta

from apps.contacts.imports import batch as batches
from apps.contacts.imports import running
from apps.core.scope import acting_as


def card(name, *lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", f"FN:{name}", *lines, "END:VCARD", ""])


def bring(member, text, now, filename="people.vcf"):
    data = text if isinstance(text, bytes) else text.encode()
    with acting_as(member):
        batch = batches.receive(member, filename, [data], now=now)
        batches.start(batch, key=None, led_to="/", now=now)
    work(batch, now)
    return batch


def work(batch, now):
    held = batches.claim(now=now, pk=batch.pk)
    assert running.work_off(held, until=now + timedelta(hours=1), clock=lambda: now)
    batch.refresh_from_db()


def counts(batch):
    return {name: value for name in batches.COUNTS if (value := getattr(batch, name))}

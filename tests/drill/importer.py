"""A worker that does nothing but import, to be killed: `python -m tests.drill.importer`."""

from __future__ import annotations

from datetime import timedelta


def main() -> None:
    """Work off what waits until nothing is left; leases are short, so that an heir need not wait long."""
    import django

    django.setup()
    import time

    from django.db.models import Q
    from django.utils import timezone

    from apps.contacts.imports import batch, running
    from apps.contacts.models import ImportBatch

    batch.LEASE = timedelta(seconds=2)
    to_look_at = Q(looked_at=None, started_at=None)
    under_way = Q(started_at__isnull=False, finished_at=None)
    while ImportBatch.objects.filter(to_look_at | under_way, stopped_at=None).exists():
        running.go_on(until=timezone.now() + timedelta(seconds=20), clock=timezone.now)
        time.sleep(0.1)


if __name__ == "__main__":
    main()

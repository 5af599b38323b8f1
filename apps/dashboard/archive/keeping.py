"""Archives as they lie in the database: asked for or brought, worked off by the worker, kept a few days."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from django.db import OperationalError, transaction
from django.db.models import Q

from apps.contacts.imports.parts import PART_BYTES, in_parts
from apps.contacts.imports.streams import PartsFile
from apps.core.scope import acting_as
from apps.dashboard.archive.contents import ArchiveRefused
from apps.dashboard.archive.reading import is_empty, read
from apps.dashboard.archive.writing import write
from apps.dashboard.models import Archive, ArchivePart

if TYPE_CHECKING:
    from apps.accounts.models import Member

DAYS_KEPT = 7
LEASE = timedelta(minutes=10)
logger = logging.getLogger(__name__)


def ask(member: Member, *, now: datetime) -> Archive:
    """Have the worker make an archive; what was made before goes, for it is older."""
    waiting = Archive.objects.of(member).filter(direction=Archive.Direction.OUT, finished_at=None).first()
    if waiting:
        return waiting  # type: ignore[no-any-return]
    Archive.objects.of(member).filter(direction=Archive.Direction.OUT).delete()
    made: Archive = Archive.objects.create(owner=member, direction=Archive.Direction.OUT, asked_at=now)
    return made


def bring(member: Member, chunks: Iterable[bytes], *, now: datetime) -> Archive:
    """Keep a brought file for the worker to read. Raises ArchiveRefused where the account is not empty."""
    if not is_empty(member):
        raise ArchiveRefused("not_empty")
    Archive.objects.of(member).filter(direction=Archive.Direction.IN).delete()
    brought: Archive = Archive.objects.create(owner=member, direction=Archive.Direction.IN, asked_at=now)
    _keep(brought, chunks)
    return brought


def work_off(*, now: datetime) -> bool:
    """Make or read the archive that waits longest; False when none does. Runs as the owner of the tables."""
    archive = _claim(now)
    if archive is None:
        return False
    try:
        _work(archive, now)
    except OperationalError:
        raise  # the database went away: the lease ends by itself, and another turn begins anew
    except ArchiveRefused as refusal:
        _finish(archive, now, refusal.code)
    except Exception:
        logger.exception("Archive %s failed", archive.pk)
        _finish(archive, now, "failed")
    return True


def content_of(archive: Archive) -> Iterator[bytes]:
    """Its bytes, part by part."""
    for number in range(-(-archive.size // PART_BYTES)):
        yield _part(archive, number)


def drop_old(now: datetime) -> None:
    """Archives are personal and large: they go after a week. Runs as the owner of the tables."""
    Archive.objects.filter(asked_at__lt=now - timedelta(days=DAYS_KEPT)).delete()


def _claim(now: datetime) -> Archive | None:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    waiting = Archive.objects.filter(free, finished_at=None, owner__leaving_at=None).order_by("asked_at")
    with transaction.atomic():
        archive: Archive | None = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if archive:
            archive.lease_until = now + LEASE
            archive.save(update_fields=["lease_until"])
    return archive


def _work(archive: Archive, now: datetime) -> None:
    with acting_as(archive.owner):
        if archive.direction == Archive.Direction.IN:
            parts = PartsFile(lambda number: _part(archive, number), archive.size, PART_BYTES)
            read(archive.owner, io.BufferedReader(parts), now=now)
        else:
            with TemporaryFile() as file:
                write(archive.owner, file, now=now)
                file.seek(0)
                _keep(archive, iter(lambda: file.read(PART_BYTES), b""))
        _finish(archive, now, "")


def _finish(archive: Archive, now: datetime, refusal: str) -> None:
    archive.refusal, archive.finished_at = refusal, now
    archive.save(update_fields=["refusal", "finished_at"])
    if archive.direction == Archive.Direction.IN:
        ArchivePart.objects.filter(archive=archive).delete()


def _keep(archive: Archive, chunks: Iterable[bytes]) -> None:
    ArchivePart.objects.filter(archive=archive).delete()
    size = 0
    for number, content in enumerate(in_parts(chunks)):
        ArchivePart.objects.create(owner=archive.owner, archive=archive, number=number, content=content)
        size += len(content)
    archive.size = size
    archive.save(update_fields=["size"])


def _part(archive: Archive, number: int) -> bytes:
    own = ArchivePart.objects.filter(archive=archive, number=number)
    return bytes(own.values_list("content", flat=True).get())

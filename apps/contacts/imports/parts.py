"""A brought file as it lies in the database: 1 MB parts, read back in order or from any offset."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from django.db.models import Max

from apps.contacts.imports.streams import PartsFile
from apps.contacts.models import ImportBatch, ImportPart

PART_BYTES = 1024 * 1024


def keep(batch: ImportBatch, chunks: Iterable[bytes]) -> int:
    """Store a stream as the batch's parts, replacing what it had; its size in bytes."""
    ImportPart.objects.of(batch.owner).filter(batch=batch).delete()
    size = 0
    for number, part in enumerate(in_parts(chunks)):
        ImportPart.objects.create(owner=batch.owner, batch=batch, number=number, content=part)
        size += len(part)
    return size


def in_parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of exactly 1 MB, the last one excepted."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PART_BYTES:
            yield bytes(waiting[:PART_BYTES])
            del waiting[:PART_BYTES]
    if waiting:
        yield bytes(waiting)


def from_offset(batch: ImportBatch, offset: int = 0) -> Iterator[bytes]:
    """The file's bytes from `offset` on, part by part, each read when it is asked for."""
    number, within = divmod(offset, PART_BYTES)
    for each in range(number, part_count(batch)):
        content = part(batch, each)
        yield content[within:] if within else content
        within = 0


def part(batch: ImportBatch, number: int) -> bytes:
    """One part's bytes."""
    own = ImportPart.objects.of(batch.owner).filter(batch=batch, number=number)
    return bytes(own.values_list("content", flat=True).get())


def part_count(batch: ImportBatch) -> int:
    """How many parts the file has."""
    last = ImportPart.objects.of(batch.owner).filter(batch=batch).aggregate(last=Max("number"))["last"]
    return 0 if last is None else int(last) + 1


def as_file(batch: ImportBatch) -> io.BufferedReader:
    """The whole file, seekable; for archives, whose index stands at their end."""
    return io.BufferedReader(PartsFile(lambda number: part(batch, number), batch.size, PART_BYTES))

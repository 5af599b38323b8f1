"""Reads an archive back into an empty account: all of it, or nothing and the reason why."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.db import DataError, IntegrityError, connection, transaction

from apps.accounts.models import Member
from apps.contacts.models import Contact
from apps.core import dates
from apps.core.acts import DAYS_TO_TAKE_BACK_AN_IMPORT, act
from apps.core.scope import Owned
from apps.dashboard.archive.contents import (
    FORMAT,
    MEMBER_COLUMNS,
    ArchiveRefused,
    Refs,
    archived_models,
    columns_of,
    from_json,
    label_of,
)

if TYPE_CHECKING:
    from uuid import UUID

A_BATCH = 500
LONGEST_LINE = 8 * 1024 * 1024
MOST_ROWS = 5_000_000
MOST_BYTES = 2 * 1024**3
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, KeyError)


def is_empty(member: Member) -> bool:
    """Whether nothing was written yet that an archive could meet; circles to begin with do not count."""
    return not Contact.objects.of(member).exists()


def read(member: Member, file: IO[bytes], *, now: datetime, key: UUID | None = None) -> dict[str, int]:
    """Everything of the archive into this member's account; how many rows of each model.

    Runs in the member's scope. Raises ArchiveRefused; then nothing is changed.
    """
    if not is_empty(member):
        raise ArchiveRefused("not_empty")
    try:
        with transaction.atomic(), zipfile.ZipFile(file) as archive:
            _check(archive)
            head = _head(archive)
            with act(member, "bring_archive", key=key, now=now, days=DAYS_TO_TAKE_BACK_AN_IMPORT):
                counts = _Reading(archive, member).everything()
            _settle(member, head.get("member"), now)
    except DAMAGED:
        raise ArchiveRefused("damaged") from None
    except (DataError, IntegrityError, ValueError):
        raise ArchiveRefused("contents") from None
    return counts


def _check(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
        raise ArchiveRefused("too_big")


def _head(archive: zipfile.ZipFile) -> dict[str, Any]:
    if "kith.json" not in archive.namelist():
        raise ArchiveRefused("not_ours")
    head = json.loads(archive.read("kith.json"))
    if not isinstance(head, dict) or not isinstance(head.get("format"), int):
        raise ArchiveRefused("contents")
    if head["format"] > FORMAT:
        raise ArchiveRefused("newer")
    return head


class _Reading:
    """One archive on its way in. First every row gets a key of this database, then rows are written."""

    def __init__(self, archive: zipfile.ZipFile, member: Member) -> None:
        self.archive, self.member = archive, member
        self.refs: Refs = {}
        self.models = archived_models()

    def everything(self) -> dict[str, int]:
        """Write all rows; how many of each model."""
        for model in reversed(self.models):
            model.objects.of(self.member).delete()
        for model in self.models:
            self.refs[label_of(model)] = self._new_keys(model)
        counts = {label_of(model): self._write(model) for model in self.models}
        people = list(Contact.objects.of(self.member).values_list("pk", flat=True))
        Contact.objects.reindex(people)
        Contact.objects.recompute(people)
        return counts

    def _new_keys(self, model: type[Owned]) -> dict[int, int]:
        old = [_key(row) for row in islice(self._rows(model), MOST_ROWS + 1)]
        if len(old) > MOST_ROWS:
            raise ArchiveRefused("too_big")
        sequence = "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)"
        with connection.cursor() as cursor:
            cursor.execute(sequence, [model._meta.db_table, len(old)])
            return {key: new for key, (new,) in zip(old, cursor.fetchall(), strict=True)}

    def _write(self, model: type[Owned]) -> int:
        keys, columns, count = self.refs[label_of(model)], columns_of(model), 0
        rows = self._rows(model)
        while batch := list(islice(rows, A_BATCH)):
            model.objects.bulk_create(self._made(model, columns, keys, row) for row in batch)
            count += len(batch)
        return count

    def _made(
        self, model: type[Owned], columns: list[Any], keys: dict[int, int], row: dict[str, Any]
    ) -> Owned:
        made = model(owner_id=self.member.pk)
        for column in columns:
            if column.primary_key:
                made.pk = keys[_key(row)]
            elif column.attname in row:
                setattr(made, column.attname, from_json(column, row[column.attname], self.refs))
        return made

    def _rows(self, model: type[Owned]) -> Iterator[dict[str, Any]]:
        name = f"rows/{label_of(model)}.jsonl"
        if name not in self.archive.namelist():
            return
        with self.archive.open(name) as lines:
            while line := lines.readline(LONGEST_LINE):
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ArchiveRefused("contents")
                yield row


def _key(row: dict[str, Any]) -> int:
    key = row.get("id")
    if type(key) is not int:
        raise ArchiveRefused("contents")
    return key


def _settle(member: Member, settings: Any, now: datetime) -> None:
    """The settings of the archive, where they make sense here, and the next note by them."""
    if not isinstance(settings, dict):
        raise ArchiveRefused("contents")
    own = Member.objects.locked(member.pk)
    columns = {
        name: from_json(Member._meta.get_field(name), settings[name], {})  # type: ignore[arg-type]
        for name in MEMBER_COLUMNS
        if name in settings
    }
    if dates.zone_named(str(columns.get("time_zone", ""))) is None:
        columns.pop("time_zone", None)
    own.arrange(now=now, **columns)

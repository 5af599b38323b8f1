"""A brought file from upload to its end: looked at, shown, started, worked off in resumable chunks."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction
from django.db.models import Q, QuerySet

from apps.accounts.models import Member
from apps.contacts.addresses import match_key
from apps.contacts.imports import introducing, parts
from apps.contacts.imports.archive import ArchiveRefused, look_into, unpack
from apps.contacts.imports.card import Position, Row
from apps.contacts.imports.keys import FINDING, SORT_KEY_LENGTH, uuid_of
from apps.contacts.imports.reading import Plan, make_plan, rows, settle
from apps.contacts.imports.sniff import identify
from apps.contacts.imports.statistics import freshen
from apps.contacts.imports.storing import Chunk
from apps.contacts.likeness import comparing
from apps.contacts.models import Circle, Contact, ContactPoint, ImportBatch, ImportRow, Membership
from apps.core.acts import DAYS_TO_TAKE_BACK_AN_IMPORT, Act, act, going_on
from apps.core.fold import sort_key
from apps.core.scope import acting_as

CHUNK_ROWS = 2000
CHUNK_BYTES = 8 * 1024 * 1024
LEASE = timedelta(seconds=30)
HIGHEST_NAMES = 5000
FIRST_ROWS = 200
COUNTS = ("created", "matched", "updated", "skipped", "refused")
GROWN = {FIRST_ROWS, FIRST_ROWS + CHUNK_ROWS}


class NotOurs(Exception):
    """The file is none that can be read; `code` is a key of `remarks.KINDS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def receive(member: Member, filename: str, chunks: Iterable[bytes], *, now: datetime) -> ImportBatch:
    """Keep a file and find out what it is. Raises NotOurs; nothing is kept then."""
    with transaction.atomic():
        batch: ImportBatch = ImportBatch.objects.create(
            owner=member, filename=filename[:200], uploaded_at=now
        )
        batch.size = parts.keep(batch, chunks)
        plan = _plan(batch)
        batch.kind, batch.plan = plan.kind.value, {"reading": plan.to_json()}
        batch.plan["start"] = position(plan.start)
        batch.save(update_fields=["size", "kind", "plan"])
    return batch


def _plan(batch: ImportBatch) -> Plan:
    head = next(parts.from_offset(batch), b"")
    with parts.as_file(batch) as file:
        kind = identify(head, batch.filename, file=file)
        if not kind.is_readable:
            raise NotOurs(kind.value)
        if kind.is_archive:
            _unpack(batch, file)
    plan = make_plan(parts.from_offset(batch))
    if plan is None:
        raise NotOurs("unknown")
    return settle(plan, parts.from_offset(batch, plan.start.offset))


def _unpack(batch: ImportBatch, file: IO[bytes]) -> None:
    # into a file first: the parts are still being read while the archive is unpacked
    with TemporaryFile() as inside:
        try:
            for piece in unpack(file, look_into(file)):
                inside.write(piece)
        except ArchiveRefused as refusal:
            raise NotOurs(refusal.code) from None
        inside.seek(0)
        batch.size = parts.keep(batch, iter(lambda: inside.read(parts.PART_BYTES), b""))


def read(batch: ImportBatch) -> Iterator[Row]:
    """The rows that were not stored yet."""
    plan = Plan.from_json(batch.plan["reading"])
    at = Position(**batch.plan.get("at", batch.plan["start"]))
    return rows(plan, parts.from_offset(batch, plan.begin(at)), at)


def start(batch: ImportBatch, *, key: uuid.UUID | None, led_to: str, now: datetime) -> Act:
    """Let the worker begin. Everything it writes is one act, to be taken back for 90 days."""
    facts = {"filename": batch.filename}
    with act(
        batch.owner, "import", key=key, facts=facts, led_to=led_to, now=now, days=DAYS_TO_TAKE_BACK_AN_IMPORT
    ) as opened:
        batch.act, batch.started_at = opened, now
        batch.lease_id = batch.lease_until = None
        # before its report goes: a look under way stops at this
        batch.save(update_fields=["act", "started_at", "lease_id", "lease_until"])
        begin_anew(batch)
    return opened


def begin_anew(batch: ImportBatch) -> None:
    """Forget what a look found, or what a look that was killed had found so far."""
    ImportRow.objects.of(batch.owner).filter(batch=batch).delete()
    for found in ("names_twice", "groups", "differing"):
        batch.plan.pop(found, None)
    batch.read_bytes = batch.rows = 0
    for name in COUNTS:
        setattr(batch, name, 0)
    batch.save(update_fields=["plan", "read_bytes", "rows", *COUNTS])


def claim(*, now: datetime, pk: int | None = None) -> ImportBatch | None:
    """A batch that is under way and that no living worker holds; held from here on for one lease.

    With `pk` only that batch.
    """
    under_way = ImportBatch.objects.filter(started_at__isnull=False, finished_at=None, stopped_at=None)
    return hold(under_way.order_by("started_at"), now=now, pk=pk)


def hold(wanted: QuerySet[ImportBatch], *, now: datetime, pk: int | None = None) -> ImportBatch | None:
    """The first of these batches that nobody holds, held from here on for one lease."""
    free = wanted.filter(Q(lease_until=None) | Q(lease_until__lt=now), owner__leaving_at=None)
    if pk is not None:
        free = free.filter(pk=pk)
    with transaction.atomic():
        batch: ImportBatch | None = free.select_for_update(skip_locked=True).first()
        if batch is None:
            return None
        batch.lease_id, batch.lease_until = uuid.uuid4(), now + LEASE
        batch.save(update_fields=["lease_id", "lease_until"])
    return batch


def work(batch: ImportBatch, *, clock: Iterator[datetime], until: datetime) -> bool:
    """Store chunk after chunk; True when the batch is at its end, False when time ran out.

    `clock` gives the time now. Each chunk is one transaction that also moves the position, so a
    worker killed at any point costs at most one chunk of work, and neither a row nor a double.
    """
    prepare(batch)
    for chunk in in_chunks(read(batch)):
        if not _store(batch, chunk, now=next(clock)):
            return True
        if batch.rows in GROWN:
            freshen()
        if next(clock) >= until:
            let_go(batch)
            return False
    _finish(batch, now=next(clock))
    return True


def prepare(batch: ImportBatch) -> None:
    """Once per batch: which names does the file hold twice, of those only a name could match?"""
    if "names_twice" in batch.plan:
        return
    with acting_as(batch.owner):
        reachable = ContactPoint.objects.of(batch.owner).filter(kind__in=FINDING).values("contact_id")
        known = Contact.objects.of(batch.owner).exclude(pk__in=reachable)
        names = set(known.values_list("sort_key", flat=True)[:HIGHEST_NAMES])
    batch.plan["names_twice"] = _twice(batch, names) if names else []
    batch.save(update_fields=["plan"])


def _twice(batch: ImportBatch, names: set[str]) -> list[str]:
    keys = (sort_key(row.card.name)[:SORT_KEY_LENGTH] for row in read(batch) if row.card)
    return [name for name, count in Counter(key for key in keys if key in names).items() if count > 1]


def in_chunks(reading: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows by two thousand (the first 200 by themselves), or by 8 MB where photos make them large."""
    chunk: list[Row] = []
    began = None
    for row in reading:
        began = row.end if began is None else began
        chunk.append(row)
        most = FIRST_ROWS if row.number <= FIRST_ROWS else CHUNK_ROWS
        if len(chunk) >= most or row.end - began >= CHUNK_BYTES:
            yield chunk
            chunk, began = [], row.end
    if chunk:
        yield chunk


def _store(batch: ImportBatch, rows_: list[Row], *, now: datetime) -> bool:
    """One chunk, one transaction; False when the batch is no longer ours to go on with."""
    with acting_as(batch.owner):
        opened = Act.objects.of(batch.owner).select_for_update().filter(pk=batch.act_id or 0).first()
        held = ImportBatch.objects.of(batch.owner).filter(pk=batch.pk, lease_id=batch.lease_id)
        if not held.update(lease_until=now + LEASE):
            return False
        if opened is None or opened.taken_back_at or opened.asked_back_at:
            batch.stop("taken_back", now=now)
            return False
        with going_on(opened):
            chunk = Chunk(batch, rows_, now=now)
            chunk.store()
        batch.plan["at"] = position(rows_[-1].after)
        batch.plan.setdefault("groups", []).extend([name, list(members)] for name, members in chunk.groups)
        moved(batch, rows_[-1])
    return True


def moved(batch: ImportBatch, last: Row) -> None:
    """Keep how far it has come."""
    batch.read_bytes, batch.rows = last.end, last.number
    batch.save(update_fields=["plan", "read_bytes", "rows", *COUNTS])


def let_go(batch: ImportBatch) -> None:
    """Whoever comes next may hold it at once."""
    ImportBatch.objects.filter(pk=batch.pk, lease_id=batch.lease_id).update(lease_until=None)


def _finish(batch: ImportBatch, *, now: datetime) -> None:
    with acting_as(batch.owner):
        opened = Act.objects.of(batch.owner).select_for_update().filter(pk=batch.act_id or 0).first()
        if opened and not (opened.taken_back_at or opened.asked_back_at):
            with going_on(opened):
                for name, members in batch.plan.get("groups", []):
                    _join(batch.owner, name, members, batch.owner.day(now))
                introducing.settle(batch)
        batch.finished_at, batch.read_bytes = now, batch.size
        batch.save(update_fields=["finished_at", "read_bytes"])
        comparing.ask(batch.owner, now=now)


def _join(member: Member, name: str, members: list[str], today: date) -> None:
    """A group of the file becomes a circle of those members that are in the book."""
    pks = _members(member, members)
    if not pks:
        return
    circle = Circle.named(member, name)
    Membership.objects.bulk_create(
        (Membership(owner=member, contact_id=pk, circle=circle) for pk in pks), ignore_conflicts=True
    )
    Contact.objects.reindex(pks)
    Contact.objects.begin(pks, today=today)
    Contact.objects.recompute(pks)


def _members(member: Member, members: list[str]) -> list[int]:
    """Who is meant by UIDs, mailto: addresses (RFC 6350 section 6.6.5) and names."""
    uids = {found for each in members if (found := uuid_of(each))}
    names = {sort_key(each)[:SORT_KEY_LENGTH] for each in members}
    emails = {match_key("email", each[7:]) for each in members if each[:7].lower() == "mailto:"} - {""}
    written = ContactPoint.objects.of(member).filter(kind="email", match_key__in=emails).values("contact_id")
    people = Contact.objects.of(member).filter(Q(uid__in=uids) | Q(sort_key__in=names) | Q(pk__in=written))
    return list(people.values_list("pk", flat=True))


def position(at: Position) -> dict[str, int]:
    """A place in the file, as a batch's plan keeps it."""
    return {"offset": at.offset, "line": at.line, "number": at.number}

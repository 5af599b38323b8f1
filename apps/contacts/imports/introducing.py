"""Who introduced whom, as a file says it: settled at the end of the batch, when everybody is in the book.

A card names its introducer by UID or full name. Exactly one person of the book has to answer to that;
nobody is introduced by themselves or by somebody they opened the way to. What cannot be settled stays
with the person as text, and is said in the report.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from apps.accounts.models import Member
from apps.contacts.doors import hold
from apps.contacts.imports.keys import SORT_KEY_LENGTH, uuid_of
from apps.contacts.imports.remarks import Remark
from apps.contacts.models import Contact, ImportBatch, ImportRow
from apps.core.fold import sort_key

SAID = "introduced_by"
UNKNOWN = "introducer_unknown"
CIRCULAR = "introducer_circular"
KEPT_AS = "introduced by"
WRITE = """
update contacts_contact c set introduced_by_id = n.by_id
from unnest(%s::bigint[], %s::bigint[]) as n (id, by_id)
where c.owner_id = %s and c.id = n.id and c.introduced_by_id is null
"""
KEEP = """
update contacts_contact c set extras = c.extras || n.pair::jsonb
from unnest(%s::bigint[], %s::text[]) as n (id, pair) where c.owner_id = %s and c.id = n.id
"""


def said(text: str, *, is_look: bool) -> list[Remark]:
    """The remark that an introducer is named; a look, which settles nothing, says it of names only."""
    name = " ".join(text.split())[:200]
    return [Remark(SAID, name)] if name and not (is_look and _is_uuid(name)) else []


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@dataclass
class Known:
    """The people whom a batch names as introducers, and who introduced whom so far."""

    by_uid: dict[uuid.UUID, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, str] = field(default_factory=dict)
    introducer: dict[int, int] = field(default_factory=dict)

    def find(self, text: str) -> int | None:
        """The one person who answers to this UID or full name."""
        if pk := self.by_uid.get(uuid_of(text) or uuid.UUID(int=0)):
            return pk
        found = self.by_name.get(_key(text), [])
        return found[0] if len(found) == 1 else None

    def would_circle(self, person: int, introducer: int) -> bool:
        """Whether the introducer is the person, or came through them."""
        seen: set[int] = set()
        at: int | None = introducer
        while at is not None and at not in seen:
            if at == person:
                return True
            seen.add(at)
            at = self.introducer.get(at)
        return False


def settle(batch: ImportBatch) -> None:
    """Write the introducers that the rows of a batch name, and say of which nobody could be found."""
    found = ImportRow.objects.of(batch.owner).filter(batch=batch, contact__isnull=False)
    remarked = found.exclude(remarks=[]).order_by("number").only("remarks", "contact_id")
    rows = [row for row in remarked if any(code == SAID for code, *_detail in row.remarks)]
    if not rows:
        return
    hold(batch.owner)
    known = _known(batch.owner, {_named(row) for row in rows})
    written: dict[int, int] = {}
    kept: list[tuple[int, str]] = []
    for row in rows:
        _settle_row(row, known, written, kept)
    ImportRow.objects.bulk_update(rows, ["remarks"], batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [list(written), list(written.values()), batch.owner_id])
        cursor.execute(KEEP, [[pk for pk, _ in kept], [text for _, text in kept], batch.owner_id])


def _settle_row(row: ImportRow, known: Known, written: dict[int, int], kept: list[tuple[int, str]]) -> None:
    text, person = _named(row), row.contact_id or 0
    introducer = known.find(text)
    if introducer is None or known.would_circle(person, introducer):
        code = UNKNOWN if introducer is None else CIRCULAR
        kept.append((person, _pair(text)))
        _say(row, code, text if introducer is None else known.names[introducer])
        return
    if person not in known.introducer:
        known.introducer[person] = written[person] = introducer
    _say(row, SAID, known.names[introducer])


def _pair(text: str) -> str:
    return json.dumps([[KEPT_AS, text]])


def _known(member: Member, texts: set[str]) -> Known:
    known = Known()
    uids = {found for text in texts if (found := uuid_of(text))}
    wanted = Q(uid__in=uids) | Q(sort_key__in={_key(text) for text in texts})
    people = Contact.objects.of(member).filter(wanted)
    for pk, uid, key, name in people.values_list("pk", "uid", "sort_key", "name"):
        known.by_uid[uid] = pk
        known.by_name[key].append(pk)
        known.names[pk] = name
    introduced = Contact.objects.of(member).filter(introduced_by__isnull=False)
    known.introducer = dict(introduced.values_list("pk", "introduced_by_id"))
    return known


def _key(text: str) -> str:
    return sort_key(text)[:SORT_KEY_LENGTH]


def _named(row: ImportRow) -> str:
    return next(str(detail) for code, detail in row.remarks if code == SAID)


def _say(row: ImportRow, code: str, detail: str) -> None:
    row.remarks = [[code, detail] if each[0] == SAID else each for each in row.remarks]

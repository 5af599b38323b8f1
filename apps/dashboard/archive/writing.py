"""Writes a member's archive into a file, model by model, with flat memory."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from apps.commitments.feeds.gatherings import Gatherings
from apps.commitments.feeds.promises import Promises
from apps.commitments.feeds.rows import EVER, Asked
from apps.contacts.cards import cards_of
from apps.contacts.exports.vcard import write as write_cards
from apps.contacts.models import Contact
from apps.core.calendars.writing import calendar
from apps.core.scope import Owned
from apps.dashboard.archive.contents import (
    FORMAT,
    MEMBER_COLUMNS,
    archived_models,
    columns_of,
    label_of,
    to_json,
)

if TYPE_CHECKING:
    from apps.accounts.models import Member

READ_ME = """This is everything Kith keeps for you.

people.vcf   your people as cards (vCard 4.0), for any address book
calendar.ics your gatherings and promises, for any calendar
kith.json    your settings, and how many rows each file below has
rows/        all your rows, one JSON object a line; docs/archive.md of Kith describes them

Bring the whole file into an empty account: Settings, Take along.
"""
A_BATCH = 500


def write(member: Member, file: IO[bytes], *, now: datetime) -> None:
    """The whole archive into a seekable file. Runs in the member's scope."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", READ_ME)
        counts = {label_of(model): _write_rows(archive, member, model) for model in archived_models()}
        _write_cards(archive, member, now)
        archive.writestr("calendar.ics", _calendar(member, now))
        archive.writestr("kith.json", json.dumps(_head(member, counts, now), indent=1, cls=DjangoJSONEncoder))


def _head(member: Member, counts: dict[str, int], now: datetime) -> dict[str, Any]:
    settings = {column: getattr(member, column) for column in MEMBER_COLUMNS}
    return {"format": FORMAT, "made_at": now, "member": settings, "rows": counts}


def _write_rows(archive: zipfile.ZipFile, member: Member, model: type[Owned]) -> int:
    count = 0
    with archive.open(f"rows/{label_of(model)}.jsonl", "w", force_zip64=True) as out:
        for row in _rows(member, model):
            out.write(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _rows(member: Member, model: type[Owned]) -> Iterator[dict[str, Any]]:
    columns, after = columns_of(model), 0
    own = model.objects.of(member).order_by("pk")
    while batch := list(own.filter(pk__gt=after)[:A_BATCH]):
        yield from ({c.attname: to_json(c, getattr(row, c.attname)) for c in columns} for row in batch)
        after = batch[-1].pk


def _write_cards(archive: zipfile.ZipFile, member: Member, now: datetime) -> None:
    people = Contact.objects.of(member).order_by("sort_key", "pk")
    with archive.open("people.vcf", "w", force_zip64=True) as out:
        for card in write_cards(cards_of(member, people), "4.0", now=now):
            out.write(card)


def _calendar(member: Member, now: datetime) -> bytes:
    everything = Asked(member, has_names=True, now=now, since_on=EVER)
    return calendar("Kith", (*Gatherings(everything).events(), *Promises(everything).events()))

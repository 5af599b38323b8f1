"""Whose word holds where a file and the book differ: kept by row, the member's own unless chosen."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import QueryDict

from apps.contacts.imports.differing import SAME, Difference
from apps.contacts.models import ImportBatch, ImportChoice, ImportRow

FILE = "file"
MOST_ROWS = 100


def key_of(one: Difference) -> str:
    """By what a difference is chosen: its field, or "same:" and whom the row may be."""
    return f"{SAME}:{one['pk']}" if one["field"] == SAME else str(one["field"])


def chosen(batch: ImportBatch, numbers: Iterable[int]) -> dict[int, list[str]]:
    """What was taken from the file, by row."""
    own = ImportChoice.objects.of(batch.owner).filter(batch=batch, number__in=list(numbers))
    return dict(own.values_list("number", "taken"))


def remember(batch: ImportBatch, posted: QueryDict) -> None:
    """Keep the choices of a form: it names its rows `row`, each field `number:key`; or `all`, of all rows."""
    if (everywhere := posted.get("all")) in (FILE, "mine"):
        _everywhere(batch, take_all=everywhere == FILE)
        return
    rows = _rows(batch).filter(number__in=map(int, filter(_is_number, posted.getlist("row")[:MOST_ROWS])))
    _keep(batch, {row.number: _taken(row, posted) for row in rows})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _taken(row: ImportRow, posted: QueryDict) -> list[str]:
    keys = map(key_of, row.differences)
    return [key for key in keys if posted.get(f"{row.number}:{key}") == FILE]


def _everywhere(batch: ImportBatch, *, take_all: bool) -> None:
    """All fields of all rows; who is the same person as whom is left as it was chosen."""
    rows = list(_rows(batch).exclude(differences=[]).only("number", "differences"))
    before = chosen(batch, [row.number for row in rows])
    taken = {}
    for row in rows:
        same = [key for key in before.get(row.number, []) if key.startswith(f"{SAME}:")]
        fields = [key_of(one) for one in row.differences if one["field"] != SAME]
        taken[row.number] = [*same, *(fields if take_all else [])]
    _keep(batch, taken)


def _rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    return ImportRow.objects.of(batch.owner).filter(batch=batch)


def _keep(batch: ImportBatch, taken: dict[int, list[str]]) -> None:
    ImportChoice.objects.of(batch.owner).filter(batch=batch, number__in=list(taken)).delete()
    ImportChoice.objects.bulk_create(
        ImportChoice(owner=batch.owner, batch=batch, number=number, taken=keys)
        for number, keys in taken.items()
        if keys
    )

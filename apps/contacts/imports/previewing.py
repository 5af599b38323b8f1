"""What the preview shows: how each row would end, and where file and book differ, field by field."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.contacts.imports import mapping
from apps.contacts.imports.choosing import chosen, key_of
from apps.contacts.imports.differing import SAME, Difference
from apps.contacts.imports.reporting import Page, counts, line
from apps.contacts.imports.words import field_words, value_words
from apps.contacts.models import ImportBatch, ImportRow

PREVIEW_PAGE = 25
"""Rows of a page: with fifteen fields each, a form stays within what a request may hold."""


def preview(own: ImportBatch, page: Page) -> dict[str, Any]:
    """The facts of the preview page."""
    rows, following = page.rows(own, PREVIEW_PAGE)
    taken = chosen(own, [row.number for row in rows if row.differences])
    return {
        "batch": own,
        "counts": counts(own),
        "differing": own.plan.get("differing", 0),
        "guessed": own.plan["reading"]["encoding"]["guessed"],
        "has_columns": mapping.layout_of(own) is not None,
        "outcome": page.outcome,
        "rows": [_line(row, taken.get(row.number, [])) for row in rows],
        "next": following,
    }


def _line(row: ImportRow, taken: list[str]) -> dict[str, Any]:
    """One row with its remarks and questions; who may be the same is asked rather than remarked."""
    asked = _choices(row, taken)
    if asked["same"]:
        row.remarks = [each for each in row.remarks if each[0] != "same_address"]
    return line(row) | asked


def _choices(row: ImportRow, taken: list[str]) -> dict[str, Any]:
    asked = [_choice(row.number, one, key_of(one) in taken) for one in row.differences]
    return {
        "same": [one for one in asked if one["is_same"]],
        "fields": [one for one in asked if not one["is_same"]],
    }


def _choice(number: int, one: Difference, is_taken: bool) -> dict[str, Any]:
    field, is_same = one["field"], one["field"] == SAME
    found = {"name": f"{number}:{key_of(one)}", "is_taken": is_taken, "is_same": is_same}
    if is_same:
        why = _("the same address") if one["why"] == "address" else _("the same name")
        return found | {"person": one["book"], "pk": one["pk"], "why": why}
    return found | {
        "label": field_words(field),
        "book": value_words(field, one["book"]),
        "file": value_words(field, one["file"]),
    }

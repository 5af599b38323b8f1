"""What the report of a batch shows: the sum, and page by page how each row ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from apps.contacts.imports.words import sentence
from apps.contacts.models import Contact, ImportBatch, ImportRow
from apps.core.acts import Act

DIFFERS = "differs"
"""A word of the address beside the outcomes: rows where file and book differ."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows are asked for: an outcome or DIFFERS, and beyond which number of the file."""

    outcome: str = ""
    after: int = 0

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Self:
        """From an address; what makes no sense asks for everything."""
        outcome, after = query.get("outcome", ""), query.get("after", "")
        known = outcome if outcome in (*ImportRow.Outcome.values, DIFFERS) else ""
        return cls(known, int(after) if after.isascii() and after.isdigit() and len(after) < 8 else 0)

    def rows(self, batch: ImportBatch, most: int) -> tuple[list[ImportRow], int | None]:
        """The rows, and the number after which the next page begins where there is one."""
        found: QuerySet[ImportRow] = ImportRow.objects.of(batch.owner).filter(batch=batch)
        if self.outcome == DIFFERS:
            found = found.exclude(differences=[])
        elif self.outcome:
            found = found.filter(outcome=self.outcome)
        shown = list(found.filter(number__gt=self.after).order_by("number")[: most + 1])
        return shown[:most], shown[most - 1].number if len(shown) > most else None


REPORT_PAGE = 100


def report(own: ImportBatch, page: Page, *, now: datetime) -> dict[str, Any]:
    """The facts of the report page."""
    rows, following = page.rows(own, REPORT_PAGE)
    opened = Act.objects.of(own.owner).filter(pk=own.act_id or 0).first()
    return {
        "batch": own,
        "counts": counts(own),
        "outcome": page.outcome,
        "rows": [line(row) for row in rows],
        "next": following,
        "act": opened if opened and opened.may_be_taken_back(now=now) else None,
        "taken_back": bool(opened and opened.taken_back_at),
        "going_back": bool(opened and opened.asked_back_at),
        "undecided": _undecided(own),
    }


def counts(own: ImportBatch) -> list[tuple[str, str, int]]:
    """(outcome, its words, how many) of the outcomes there are."""
    found = [(value, str(label), getattr(own, value)) for value, label in ImportRow.Outcome.choices]
    return [each for each in found if each[2]]


def line(row: ImportRow) -> dict[str, Any]:
    """One row with its remarks as sentences."""
    return {"row": row, "remarks": [sentence(code, detail) for code, detail in row.remarks]}


def _undecided(own: ImportBatch) -> bool:
    """Whether *Pick who matters* of this file would show anybody."""
    created = ImportRow.objects.of(own.owner).filter(batch=own, outcome=ImportRow.Outcome.CREATED)
    return Contact.objects.of(own.owner).undecided().filter(pk__in=created.values("contact_id")).exists()

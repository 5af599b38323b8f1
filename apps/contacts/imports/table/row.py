"""From the cells of one row to its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from apps.contacts.imports.card import Card
from apps.contacts.imports.limits import CELLS_BEYOND, NOTE_BYTES, VALUE_CHARACTERS
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.table.card import card_of
from apps.contacts.imports.table.cells import Cell, in_lines, on_one_line, restored
from apps.contacts.imports.table.columns import TableLayout
from apps.contacts.imports.table.dates import settled
from apps.contacts.imports.table.dialects import LINKEDIN, Habits, habits_of
from apps.contacts.imports.table.draft import Draft
from apps.contacts.imports.table.titles import Meaning, meaning

# What Outlook puts into every row.
_SAYS_NOTHING = {("priority", "normal"), ("sensitivity", "normal"), ("private", "false")}
_SAYS_NOTHING |= {("gender", "unspecified"), ("e-mail type", "smtp"), ("private", "falsch")}
_SEVERAL_LINES = {"street", "address", "circles", ""}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it holds, what its title says besides, and the order of its dates."""

    number: int
    field: str
    title: str
    says: Meaning
    order: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a reader knows of its table, worked out once."""

    all: tuple[Column, ...]
    habits: Habits
    is_linkedin: bool

    @classmethod
    def of(cls, layout: TableLayout) -> Self:
        orders = settled(layout.orders) or [""] * len(layout.titles)
        columns = enumerate(zip(layout.columns, layout.titles, orders, strict=True), 1)
        return cls(
            tuple(
                Column(number, field, title or f"column {number}", meaning(title), order)
                for number, (field, title, order) in columns
            ),
            habits_of(layout.dialect),
            layout.dialect == LINKEDIN,
        )


def read_row(cells: Sequence[str], columns: Columns, remarks: list[Remark]) -> Card:
    """The card of one row; its name is empty where the row names nobody."""
    draft = Draft(columns.habits, is_linkedin=columns.is_linkedin)
    for remark in remarks:
        draft.say(remark.code, remark.detail)
    for column, text in zip(columns.all, cells, strict=False):
        if text and column.field != "ignore":
            _add(draft, column, text, columns.habits)
    if beyond := [" ".join(cell.split()) for cell in cells[len(columns.all) :] if cell.strip()]:
        draft.say("ragged")
        draft.extras += [("", cell[:VALUE_CHARACTERS]) for cell in beyond[:CELLS_BEYOND]]
    return card_of(draft)


def _add(draft: Draft, column: Column, text: str, habits: Habits) -> None:
    if habits.is_exact:
        text = restored(text)
    if column.field == "notes":
        text = text.strip()
    else:
        text = in_lines(text) if column.field in _SEVERAL_LINES else on_one_line(text)
    text = _cut(draft, column, text)
    if text and (column.title.casefold(), text.casefold()) not in _SAYS_NOTHING:
        draft.add(column.field, Cell(text, column.title, column.says, column.order, column.number))


def _cut(draft: Draft, column: Column, text: str) -> str:
    """The text within its limit; a note may be longer than other values."""
    if column.field == "notes":
        if len(text) * 4 <= NOTE_BYTES or len(raw := text.encode("utf-8", "replace")) <= NOTE_BYTES:
            return text
        draft.say("note_cut")
        return raw[:NOTE_BYTES].decode("utf-8", "ignore").rstrip()
    if len(text) <= VALUE_CHARACTERS:
        return text
    draft.say("value_cut", column.title[:100])
    return text[:VALUE_CHARACTERS].rstrip()

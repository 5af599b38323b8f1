"""A row in the making: its cells by field, and what has been remarked on them."""

from __future__ import annotations

from collections import defaultdict

from apps.contacts.imports.limits import REMARKS
from apps.contacts.imports.remarks import Remark
from apps.contacts.imports.table.cells import Cell, Named, named
from apps.contacts.imports.table.dialects import Habits

_DETAIL = 120


class Draft:
    """Collects the cells of a row; what is asked of it more than once, or not at all, ends in `extras`."""

    def __init__(self, habits: Habits, *, is_linkedin: bool) -> None:
        self.habits, self.is_linkedin = habits, is_linkedin
        self.extras: list[tuple[str, str]] = []
        self._cells: dict[str, list[Cell]] = defaultdict(list)
        self._labels: dict[str, Cell] = {}
        self._remarks: dict[Remark, None] = {}

    def say(self, code: str, detail: str = "") -> None:
        """A remark, once, and not more than a report can show."""
        if len(detail) > _DETAIL:
            detail = detail[:_DETAIL] + "…"
        if len(self._remarks) < REMARKS:
            self._remarks[Remark(code, detail)] = None

    def add(self, field: str, cell: Cell) -> None:
        """One cell under the field its column stands for."""
        if field == "label" and cell.says.group:
            if cell.says.label or cell.says.group not in self._labels:
                self._labels[cell.says.group] = cell
        else:
            self._cells[field].append(cell)

    def keep(self, cell: Cell) -> None:
        """As text beside its title, or beside the label that another column gives it."""
        label = self.named(cell).label if cell.says.group in self._labels else ""
        is_own = self.habits.is_exact and cell.says.group
        self.extras.append((label if label or is_own else cell.title, cell.text))

    def all(self, field: str) -> list[Cell]:
        """The cells of a field, in the order of their columns."""
        return self._cells.pop(field, [])

    def one(self, field: str) -> str:
        """The first cell of a field that can hold one value; the others are kept as text."""
        cells = self.all(field)
        for cell in cells[1:]:
            if cell.text != cells[0].text:
                self.keep(cell)
        return cells[0].text if cells else ""

    def named(self, cell: Cell, number: int = 0) -> Named:
        """What the `number`th value of a cell is called: by the column that labels it, else by its title.

        One label is for all values, of several each has its own.
        """
        label = self._labels.get(cell.says.group)
        if label is None:
            return Named(cell.says.label, preferred=False)
        labels = self.parts(label)
        return named(labels[min(number, len(labels) - 1)], is_exact=self.habits.is_exact)

    def parts(self, cell: Cell) -> list[str]:
        """The values of a cell, parted where the program joins several."""
        if not self.habits.joint:
            return [cell.text]
        return [part.strip() for part in cell.text.split(self.habits.joint)]

    def rest(self) -> list[tuple[str, str]]:
        """All that is kept as text: first what nobody knows, then what found no place."""
        unknown, kept = self.all("") + self.all("label"), self.extras
        self.extras = []
        for cell in unknown:
            self.keep(cell)
        return self.extras + kept

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What there was to say so far."""
        return tuple(self._remarks)

"""The columns of a table: what they can hold, what they seem to hold, and how that is kept with a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.imports.card import Position
from apps.contacts.imports.table.contents import guessed_by_contents
from apps.contacts.imports.table.dialects import KITH, dialect_of
from apps.contacts.imports.table.titles import meaning
from apps.core.fold import fold

FIELDS: dict[str, str | Promise] = {
    "": _("keep as text"),
    "name": _("whole name"),
    "given": _("given name"),
    "family": _("family name"),
    "nickname": _("nickname"),
    "prefix": _("before the name (Dr.)"),
    "additional": _("middle name"),
    "suffix": _("after the name (jr.)"),
    "email": _("e-mail"),
    "phone": _("telephone"),
    "url": _("web page"),
    "messenger": _("messenger"),
    "organisation": _("organisation"),
    "department": _("department"),
    "role": _("role there"),
    "post_from": _("there since"),
    "post_until": _("there until"),
    "birthday": _("birthday"),
    "birthday_day": _("birthday: day"),
    "birthday_month": _("birthday: month"),
    "birthday_year": _("birthday: year"),
    "anniversary": _("anniversary"),
    "died_on": _("the day they died"),
    "date": _("another date"),
    "street": _("street"),
    "address": _("whole address"),
    "city": _("city"),
    "region": _("region"),
    "postcode": _("postcode"),
    "country": _("country"),
    "notes": _("notes"),
    "circles": _("circles"),
    "relation": _("what they are to me"),
    "related": _("their people"),
    "how_we_met": _("how we met"),
    "met_on": _("when we met"),
    "introduced_by": _("who introduced us"),
    "rhythm": _("rhythm, in days"),
    "interests": _("what they enjoy"),
    "label": _("what another column is called"),
    "ignore": _("leave it out"),
}
"""What a column can be, in the order of the choice. "" keeps the cell as text beside its title."""
OF_KITH = frozenset({"uid", "introduced_by_uid", "home_city"})
"""What only Kith's own tables have; nobody chooses it."""

# The whole name where nothing else is, but beside a name hardly one.
_LOOSE = {"contact", "contact name", "contact person", "person", "kontakt", "file as"}


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where the rows of a table begin and what its columns hold; decided once, kept with the batch.

    `dialect` is the value of sniff.Kind whose habits it follows. `columns` are keys of FIELDS, one for each
    column; `titles` are the titles as written, "" where the file has none. `orders` says for each column
    what its dates show of their order: "dmy", "mdy", "both", or "" where nothing does.
    """

    delimiter: str
    columns: Sequence[str]
    titles: Sequence[str]
    start: Position
    dialect: str = "csv_other"
    orders: Sequence[str] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "start": Position(**data["start"])})

    def with_columns(self, columns: Sequence[str]) -> Self:
        """The same table with other meanings; what is no field is kept as text, what is missing too."""
        known = [
            column if column in FIELDS or column in OF_KITH else "" for column in columns[: len(self.titles)]
        ]
        return replace(self, columns=known + [""] * (len(self.titles) - len(known)))


def guess(titles: Sequence[str], sample_rows: Iterable[Sequence[str]] = ()) -> list[str]:
    """A key of FIELDS for each column: by its title, in five languages, else by what its cells look like."""
    columns = by_titles(titles)
    seen = guessed_by_contents(list(sample_rows), len(columns), taken=columns)
    nameless = not any(title.strip() for title in titles)
    return [
        column or (seen[number] if nameless or not titles[number].strip() else "")
        for number, column in enumerate(columns)
    ]


def by_titles(titles: Sequence[str]) -> list[str]:
    """A key of FIELDS for each column by its title alone, read beside the others."""
    found = [meaning(title).field for title in titles]
    is_kith = dialect_of(titles) == KITH
    folded = [fold(title) for title in titles]
    for number, field in enumerate(found):
        if field == "name":
            found[number] = _name_beside(found, folded[number])
        elif field == "role" and folded[number] in ("title", "titre", "titulo") and found.count("role") > 1:
            found[number] = "prefix"
        elif field == "birthday" and {"birthday_year", "birthday_month"} <= set(found):
            found[number] = "birthday_day"
        elif field == "city" and is_kith and folded[number] == "city":
            found[number] = "home_city"
        elif field == "custom" or (field in OF_KITH and not is_kith):
            found[number] = ""
    return found


def _name_beside(found: Sequence[str], title: str) -> str:
    """ "Name; Vorname" is a family name, "Nombre; Apellidos" a given one, alone it is the whole name."""
    has_given, has_family = "given" in found, "family" in found
    if title in _LOOSE and (has_given or has_family or found.count("name") > 1):
        return ""
    if has_given == has_family:
        return "name"
    return "family" if has_given else "given"


def digest(titles: Sequence[str]) -> bytes:
    """32 bytes by which a table with these titles is known again, whatever their case and accents."""
    folded = "\x1f".join(fold(title) for title in titles)
    return hashlib.sha256(f"{len(titles)}\x1f{folded}".encode()).digest()

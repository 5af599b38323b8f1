"""What Kith makes of the words somebody types for a field: the one meant, or some to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.goals import fields
from apps.goals.fields import Field

if TYPE_CHECKING:
    from apps.goals.models import Goal

NONE_OF_THEM = "-"
"""The answer that leaves the field open."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Words as typed; the fields they find; the one that is certainly meant, or None."""

    words: str
    found: tuple[Field, ...]
    meant: Field | None

    @classmethod
    def of(cls, words: str) -> Finding:
        """Certain where one field goes by exactly these words, or only one is found at all."""
        found = tuple(fields.find(words))
        meant = fields.called(words) or (found[0] if len(found) == 1 else None)
        return cls(words, found, meant)

    @property
    def likeliest(self) -> str:
        """The key to offer first; nothing is likely where nothing was found."""
        return self.meant.key if self.meant else self.found[0].key if self.found else NONE_OF_THEM

    @property
    def offered(self) -> list[Field]:
        """Those to choose from: found, else near by; else the widest of all."""
        return list(self.found) or fields.near(self.words) or fields.roots()


def choices(offered: Iterable[Field], chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(key, name) of each, those chosen before first; a key that is not in the tree is left out."""
    kept = [fields.ALL[key] for key in chosen if key in fields.ALL]
    return [(field.key, capital(str(field.name))) for field in dict.fromkeys([*kept, *offered])]


def capital(text: str) -> str:
    """The text as at the beginning of a line."""
    return text[:1].upper() + text[1:]


def way_down(goal: Goal) -> list[str]:
    """The names from the widest field down to the member's own; nothing where no field is known."""
    names = [capital(str(field.name)) for field in fields.path(goal.field)]
    return [*names, goal.speciality.name] if goal.speciality else names

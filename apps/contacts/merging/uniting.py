"""Uniting two rows: all that points to the one points to the other, and nothing stands twice.

It walks the keys of the models, so a new foreign key is covered by itself. Where two parts say the
same, the fuller one stays, and what hangs on the other is handed over first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import UniqueConstraint

from apps.contacts.models import Contact, ContactPoint, Likeness, SearchToken, TwoPeople
from apps.core.fold import fold
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

MADE_AGAIN: frozenset[type[Owned]] = frozenset({SearchToken, Likeness})
"""Computed from the book, so they go with whom they were computed for."""
PAIRS: frozenset[type[Owned]] = frozenset({TwoPeople})
"""Two people in order: `pairs.py` knows what becomes of them."""
NO_WORDS = {"id", "owner_id", "position"}
NOTHING: tuple[Any, ...] = (None, "", [], {})
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A foreign key, and the model it stands on."""

    model: type[Owned]
    name: str
    attname: str
    column: str


def keys_to(model: type[Owned]) -> list[Pointer]:
    """Every key of an owned row to a row of this model, those without a name for the way back too."""
    found = (each for each in model._meta.get_fields(include_hidden=True) if each.auto_created)
    keys = {getattr(each, "field", None) for each in found}
    own = [
        Pointer(key.model, key.name, key.attname, key.column)  # type: ignore[arg-type]
        for key in keys
        if isinstance(key, OwnedForeignKey)
    ]
    return sorted(own, key=lambda key: (key.model._meta.db_table, key.name))


@dataclass
class Uniting:
    """One row into another of the same model, for one member; `moved` are rows no act remembers."""

    member: Member
    preferred: dict[type[Owned], int] = field(default_factory=dict)
    """Whose row stays where only one may and the member said which: pk of the row it is a part of."""
    moved: dict[str, list[int]] = field(default_factory=dict)

    def unite(self, model: type[Owned], into: int, gone: int) -> None:
        """Everything that points to `gone` points to `into`; the row itself is left to the caller."""
        for key in keys_to(model):
            if key.model in MADE_AGAIN | PAIRS:
                continue
            for stays, goes in list(self._twins(key, into, gone)):
                self.unite(key.model, stays.pk, goes.pk)
                _inherit(stays, goes)
                key.model._default_manager.filter(pk=goes.pk).delete()
            self._move(key, into, gone)

    def _move(self, key: Pointer, into: int, gone: int) -> None:
        rows = key.model._default_manager.filter(owner=self.member, **{key.attname: gone})
        if key.model is Contact:
            rows = rows.exclude(pk=into)  # whom one introduced oneself is settled by the caller
        if not key.model.recorded:
            moved = list(rows.values_list("pk", flat=True))
            self.moved.setdefault(f"{key.model._meta.db_table}.{key.column}", []).extend(moved)
        rows.update(**{key.attname: into})

    def _twins(self, key: Pointer, into: int, gone: int) -> Iterator[tuple[Any, Any]]:
        """(the row that stays, the row that goes), of rows that cannot or need not both be there."""
        both = key.model._default_manager.filter(owner=self.member, **{f"{key.attname}__in": (into, gone)})
        rows = list(both.defer(*key.model.heavy).order_by("pk"))
        mine = [row for row in rows if getattr(row, key.attname) == into]
        theirs = [row for row in rows if getattr(row, key.attname) == gone]
        for is_same in _samenesses(key, both) if mine and theirs else ():
            for row in list(theirs):
                twin = next((each for each in mine if is_same(each, row)), None)
                if twin is None:
                    continue
                theirs.remove(row)
                stays, goes = self._in_order(key, twin, row)
                mine[mine.index(twin)] = stays
                yield stays, goes

    def _in_order(self, key: Pointer, twin: Any, row: Any) -> tuple[Any, Any]:
        """The one the member prefers first; where nothing was said, the fuller one."""
        wanted = self.preferred.get(key.model)
        is_better = (
            _words_in(row) > _words_in(twin) if wanted is None else getattr(row, key.attname) == wanted
        )
        return (row, twin) if is_better else (twin, row)


def _samenesses(key: Pointer, both: Any) -> Iterator[Same]:
    """When two rows of one person are one too many: by each unique key, then by what parts say."""
    for unique in key.model._meta.constraints:
        if isinstance(unique, UniqueConstraint) and key.name in unique.fields:
            yield _by_unique_key(key, unique, both)
    if key.model is ContactPoint:
        yield lambda one, other: _address(one) == _address(other)
    elif key.model.part_of == key.name:
        yield lambda one, other: _is_within(one, other, key) or _is_within(other, one, key)


def _by_unique_key(key: Pointer, unique: UniqueConstraint, both: Any) -> Same:
    names = [name for name in unique.fields if name not in ("owner", key.name)]
    columns = [key.model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    bound = both.filter(unique.condition) if unique.condition else both
    under = set(bound.values_list("pk", flat=True))

    def is_same(one: Any, other: Any) -> bool:
        pairs = ((getattr(one, column), getattr(other, column)) for column in columns)
        return {one.pk, other.pk} <= under and all(a is not None and a == b for a, b in pairs)

    return is_same


def _inherit(stays: Any, goes: Any) -> None:
    """What only the one that goes says, as far as its model wants that kept."""
    gaps = [name for name in stays.inherits if getattr(stays, name) in NOTHING]
    filled = [name for name in gaps if getattr(goes, name) not in NOTHING]
    for name in filled:
        setattr(stays, name, getattr(goes, name))
    if filled:
        stays.save(update_fields=filled)


def _address(point: Any) -> tuple[str, str]:
    return point.kind, point.match_key or fold(point.value) or point.value


def _is_within(one: Any, other: Any, key: Pointer) -> bool:
    """Whether the first says nothing that the other does not say."""
    left_out = {*NO_WORDS, key.attname, *key.model.heavy}
    columns = (column.attname for column in key.model._meta.local_concrete_fields)
    said = ((getattr(one, column), getattr(other, column)) for column in columns if column not in left_out)
    return all(a in NOTHING or _folded(a) == _folded(b) for a, b in said)


def _folded(value: Any) -> Any:
    return fold(value) or value if isinstance(value, str) else value


def _words_in(row: Any) -> int:
    """How much a row says: its columns that are not empty."""
    columns = (column.attname for column in row._meta.local_concrete_fields)
    return sum(row.__dict__.get(column) not in NOTHING for column in columns)

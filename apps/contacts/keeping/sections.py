"""Everything kept about one person, as sections of words and texts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Field
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.contacts.keeping.values import is_said, text_of
from apps.contacts.keeping.words import (
    HEADS,
    IN_ORDER,
    SHOWN_OF,
    TITLES,
    UNNAMED,
    title_of,
    word_for,
)
from apps.contacts.models import Contact, ImportantDate, Interaction, Participation, Photo
from apps.contacts.models.searching import IN_NOTES
from apps.core.scope import Owned, OwnedForeignKey

if TYPE_CHECKING:
    from apps.accounts.models import Member

GATHERED = ("searchtoken", "fingerprint")
"""Models of which a person has many rows with a word each: said on one line."""
NOTED = (Contact, Interaction)
"""Whose long texts are notes of the member's, written in Markdown."""
OPENED = "opened"
A_LEAP_YEAR = 2024
Key = tuple[type[Owned], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A column in words, and what it holds."""

    word: str
    text: str
    column: str = ""
    is_note: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it needs no word beside a head."""
        return self.column in UNNAMED and not self.is_note


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of a row, and what it stands under; no head where it is told column by column."""

    lines: list[Line]
    head: str = ""


@dataclass(slots=True)
class Section:
    """What one model holds: a title and its rows."""

    title: str
    name: str
    rows: list[Row] = field(default_factory=list)

    @property
    def texts(self) -> Iterator[str]:
        """All that it says."""
        return (line.text for row in self.rows for line in row.lines)


def pointing() -> list[Key]:
    """Every model with a key to a person, and that key's name; hidden ones too, whatever app they are of."""
    relations = Contact._meta.get_fields(include_hidden=True)
    found = [
        (relation.related_model, relation.field.name)  # type: ignore[union-attr]
        for relation in relations
        if relation.auto_created and not relation.concrete and relation.one_to_many
    ]
    order = list(TITLES)
    return sorted(found, key=lambda key: (_place(order, _name(*key)), _name(*key)))  # type: ignore[arg-type]


def sections_of(member: Member, person: Contact) -> list[Section]:
    """The person's own columns first, then each model that points at them; one query for each."""
    found = [Section(str(TITLES["contact"]), "contact", [Row(list(lines_of(person)))])]
    for name, group in groupby(pointing(), key=lambda key: _name(*key)):
        keys = list(group)
        section = Section(_title(name, keys), name)
        for model, key in keys:
            section.rows += _rows(member, person, model, key)
        found += [section] if section.rows else []
    return found


def lines_of(row: models.Model, *left_out: str) -> Iterator[Line]:
    """The columns of a row that hold something, and those of what it points to."""
    for column in row._meta.local_concrete_fields:
        if column.name in left_out or column.name in IN_ORDER or not is_said(column):
            continue
        if isinstance(column, OwnedForeignKey):
            yield from _pointed_to(column, getattr(row, column.name))
        elif text := text_of(column, getattr(row, column.attname)):
            is_note = isinstance(row, NOTED) and isinstance(column, models.TextField)
            yield Line(word_for(column), text, column.name, is_note)


def _pointed_to(key: Field[Any, Any], other: models.Model | None) -> Iterator[Line]:
    if other is None:
        return
    shown = SHOWN_OF.get(other._meta.model_name or "")
    if shown == ("name",):
        yield Line(word_for(key), str(other), key.name)
        return
    columns = {column.name for column in other._meta.local_concrete_fields}
    yield from lines_of(other, *(columns - set(columns if shown is None else shown)))


def _rows(member: Member, person: Contact, model: type[Owned], key: str) -> list[Row]:
    if model is Contact:
        opened = Contact.objects.of(member).filter(introduced_by=person).order_by("sort_key")
        names = ", ".join(opened.values_list("name", flat=True))
        return [Row([Line(_("name"), names)])] if names else []
    near = [column.name for column in model._meta.local_fields if isinstance(column, OwnedForeignKey)]
    rows: Any = model._default_manager.filter(owner_id=member.pk, **{key: person.pk})
    rows = list(rows.select_related(*(name for name in near if name != key)).order_by("pk"))
    if model._meta.model_name in GATHERED:
        return [_gathered(rows, key)] if rows else []
    if model is Participation:
        return _touches(person, rows)
    if model is ImportantDate:
        return [_headed(row, [_day(row), *lines_of(row, key, "month", "day", "year")]) for row in rows]
    return [_headed(row, list(lines_of(row, key, *(("image",) if model is Photo else ())))) for row in rows]


def _headed(row: models.Model, lines: list[Line]) -> Row:
    """The row under its head, without what it says twice."""
    head = next((line for line in lines if line.column == HEADS.get(row._meta.model_name or "")), None)
    if head is None:
        return Row(lines)
    said, rest = {head.text.casefold()}, []
    for line in lines:
        if line is not head and line.text.casefold() not in said:
            rest.append(line)
            said.add(line.text.casefold())
    return Row(sorted(rest, key=lambda line: line.is_note), head.text)


def _day(row: ImportantDate) -> Line:
    """ "18 July", or "18 July 1991"."""
    on = date(
        row.year or A_LEAP_YEAR, row.month, min(row.day, monthrange(row.year or A_LEAP_YEAR, row.month)[1])
    )
    shape = pgettext("date format", "j F Y") if row.year else pgettext("date format", "j F")
    return Line(_("day"), format_date(on, shape), "year_day")


def _gathered(rows: list[Any], key: str) -> Row:
    """One line for each column, with what its rows hold, each once."""
    held: dict[str, dict[str, None]] = {}
    for row in rows:
        for line in lines_of(row, key):
            held.setdefault(line.word, {})[line.text.removeprefix(IN_NOTES)] = None
    return Row([Line(word, ", ".join(texts)) for word, texts in held.items()])


def _touches(person: Contact, rows: list[Any]) -> list[Row]:
    """Newest first, with who else was there."""
    rows.sort(key=lambda row: (row.interaction.happened_on, row.pk), reverse=True)
    there = Participation.objects.filter(
        owner_id=person.owner_id, interaction__in=[row.interaction_id for row in rows]
    ).exclude(contact=person)
    others: dict[int, list[str]] = {}
    for touch, name in there.order_by("contact__sort_key").values_list("interaction_id", "contact__name"):
        others.setdefault(touch, []).append(name)
    return [
        _headed(row, [*lines_of(row, "contact"), *_company(others.get(row.interaction_id, []))])
        for row in rows
    ]


def _company(names: list[str]) -> list[Line]:
    said = _("with %(names)s") % {"names": ", ".join(names)}
    return [Line(_("with"), said, "with")] if names else []


def _name(model: type[Owned], key: str) -> str:
    return OPENED if model is Contact else str(model._meta.model_name)


def _title(name: str, keys: list[Key]) -> str:
    return str(TITLES[name]) if name in TITLES else title_of(keys[0][0])


def _place(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)

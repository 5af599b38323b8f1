"""Where two people who are one differ: what stands on each side, and what to keep unless told otherwise.

A column that only one of them fills is no question. Where both do, the member's own typing goes before
a file's, then the fuller text before the shorter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from apps.contacts.models import Contact, ImportantDate, Origin, Photo
from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

INTO, GONE, BOTH = "into", "gone", "both"
WRITTEN = (
    *("name", "given_name", "family_name", "nickname", "relation", "city", "interests", "family"),
    *("remember", "ask_next", "opener", "how_we_met", "met_on", "introduced_by", "died_on", "notes"),
)
"""Columns of which one value stays."""
PACE = ("rhythm_days", "first_due_on", "just_remember_on", "from_before_on", "let_be_at")
"""Columns that say together how somebody comes round."""
RULED = {
    *("id", "owner", "uid", "origin", "extras", "created_at", "changed_at"),
    *Contact.derived,
}
"""Columns a merge settles without asking."""
TITLES: dict[str, str | Promise] = {
    "introduced_by": gettext_lazy("who introduced us"),
    "pace": gettext_lazy("rhythm"),
    "birthday": gettext_lazy("birthday"),
    "photo": gettext_lazy("photo"),
    "died_on": gettext_lazy("died on"),
}
LONGEST_NOTES = 65536


@dataclass(frozen=True, slots=True)
class Side:
    """One value as it is shown: words, or the person whose photo it is."""

    words: str
    photo_of: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One question: its field, its title, both sides, and the answer that is marked already."""

    field: str
    title: str
    into: Side
    gone: Side
    default: str
    may_be_both: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people of one member, with what each has only one of besides the columns."""

    into: Contact
    gone: Contact
    birthdays: dict[int, ImportantDate]
    photos: dict[int, bytes]

    @property
    def is_typed(self) -> tuple[bool, bool]:
        """Whether each was written by the member rather than brought in a file."""
        return self.into.origin != Origin.FILE, self.gone.origin != Origin.FILE


def pair_of(member: Member, into: Contact, gone: Contact) -> Pair:
    """Both with their birthday and photo; two queries."""
    own = {"contact__in": (into, gone)}
    born = ImportantDate.objects.of(member).filter(**own, kind=ImportantDate.Kind.BIRTHDAY)
    pictures = Photo.objects.of(member).filter(**own).values_list("contact_id", "digest")
    return Pair(into, gone, {row.contact_id: row for row in born}, {pk: bytes(d) for pk, d in pictures})


def differences_of(pair: Pair) -> list[Difference]:
    """Every question this pair leaves open, names first."""
    return [*_written(pair), *_pace(pair), *_birthday(pair), *_photo(pair)]


def defaults_of(pair: Pair) -> dict[str, str]:
    """What stays where nothing is said."""
    return {each.field: each.default for each in differences_of(pair)}


def _written(pair: Pair) -> Iterator[Difference]:
    for name in WRITTEN:
        column: Any = Contact._meta.get_field(name)
        mine, theirs = getattr(pair.into, column.attname), getattr(pair.gone, column.attname)
        if not mine or not theirs or mine == theirs or pair.gone.pk == mine or pair.into.pk == theirs:
            continue
        title = str(TITLES.get(name, column.verbose_name))
        into, gone = Side(_shown(pair.into, name)), Side(_shown(pair.gone, name))
        is_long = name == "notes" and len(mine) + len(theirs) < LONGEST_NOTES
        default = BOTH if is_long else _preferred(pair, len(str(mine)), len(str(theirs)))
        yield Difference(name, title, into, gone, default, may_be_both=is_long)


def _shown(person: Contact, name: str) -> str:
    value = getattr(person, name)
    return dates.exact_date(value) if isinstance(value, date) else str(value)


def _pace(pair: Pair) -> Iterator[Difference]:
    mine, theirs = pace_in_words(pair.into), pace_in_words(pair.gone)
    if mine and theirs and mine != theirs:
        weights = (_weight(pair.into), _weight(pair.gone))
        yield Difference(
            "pace", str(TITLES["pace"]), Side(mine), Side(theirs), INTO if weights[0] >= weights[1] else GONE
        )


def _weight(person: Contact) -> tuple[bool, bool, bool]:
    """A plain wish to be left alone holds before a rhythm, a rhythm before none."""
    return person.let_be_at is not None, person.rhythm_days is not None, person.just_remember_on is not None


def pace_in_words(person: Contact) -> str:
    """How somebody comes round: let be, just remembered, every so many days, from before; or ""."""
    if person.let_be_at:
        return _("let be")
    if person.just_remember_on:
        return _("just remembered")
    if person.rhythm_days:
        usual = {30: _("every month"), 91: _("each season"), 182: _("twice a year"), 365: _("yearly")}
        days = person.rhythm_days
        return usual.get(days) or ngettext("every %(days)d day", "every %(days)d days", days) % {"days": days}
    return _("from before") if person.from_before_on else ""


def _birthday(pair: Pair) -> Iterator[Difference]:
    mine, theirs = pair.birthdays.get(pair.into.pk), pair.birthdays.get(pair.gone.pk)
    if mine and theirs and not _is_same_day(mine, theirs):
        default = _preferred(pair, bool(mine.year), bool(theirs.year), fuller_first=True)
        yield Difference("birthday", str(TITLES["birthday"]), Side(_on(mine)), Side(_on(theirs)), default)


def _is_same_day(one: ImportantDate, other: ImportantDate) -> bool:
    years = {one.year, other.year} - {None}
    return (one.month, one.day) == (other.month, other.day) and len(years) < 2


def _on(row: ImportantDate) -> str:
    """In words; 29 February of a year that has none still has its words."""
    on = date(2000, row.month, row.day)
    return format_date(on, pgettext("date format", "j F")) + (f" {row.year}" if row.year else "")


def _photo(pair: Pair) -> Iterator[Difference]:
    mine, theirs = pair.photos.get(pair.into.pk), pair.photos.get(pair.gone.pk)
    if mine and theirs and mine != theirs:
        default = _preferred(pair, 0, 0)
        into, gone = (Side(_("this photo"), person.pk) for person in (pair.into, pair.gone))
        yield Difference("photo", str(TITLES["photo"]), into, gone, default)


def _preferred(pair: Pair, mine: int, theirs: int, *, fuller_first: bool = False) -> str:
    typed = pair.is_typed
    marks = ((mine, typed[0]), (theirs, typed[1])) if fuller_first else ((typed[0], mine), (typed[1], theirs))
    return INTO if marks[0] >= marks[1] else GONE

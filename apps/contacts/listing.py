"""One page of the list of people, in two queries: who stands on it, and when they were in touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from apps.contacts.cursors import Key, decode, encode
from apps.contacts.models import Contact
from apps.contacts.models.searching import IN_NOTES
from apps.contacts.selection import SORTS, Selection
from apps.contacts.touched import Cells, years_of
from apps.core import dates

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50
A_LINE = 90
"""Characters; the row has room for no more."""
SINCE = '<span title="{}">{}</span><span class="visually-hidden">, {}</span>'
COLUMNS = (
    *("name", "city", "remember", "relation", "last_touch_on", "due_on", "created_at", "sort_key"),
    *("rhythm_days", "just_remember_on", "let_be_at", "died_on", "origin"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list: the line under the name, the last touch in words, the year line or None."""

    person: Contact
    line: str
    since: str
    cells: Cells | None


@dataclass(frozen=True, slots=True)
class Group:
    """People with one word in the margin; no word where the page before ended with it."""

    label: str
    anchor: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its groups, and the query string of the next one or ""."""

    groups: list[Group]
    more: str


def page(member: Member, selection: Selection, after: str, today: date) -> Page:
    """The page that begins after this cursor; the first one for a cursor that makes no sense."""
    column, kind, _descending = SORTS[selection.sort]
    begin = decode(after, kind) if after else None
    found: list[Contact] = list(selection.first(member, today, A_PAGE + 1, begin, COLUMNS))
    shown, years = found[:A_PAGE], years_of(member, found[:A_PAGE], today)
    last = encode(_key(shown[-1], column), shown[-1].pk) if len(found) > A_PAGE else ""
    before = _label(begin[0], today) if begin else None
    language = get_language()
    rows = (
        Row(each, line_of(each), _since(each.last_touch_on, today, language), years.get(each.pk))
        for each in shown
    )
    return Page(list(_groups(rows, column, before, today)), selection.link(after=last) if last else "")


def line_of(person: Contact) -> str:
    """What stands under a name: where they live and what to remember, or what they are to the member."""
    line = " · ".join(filter(None, (person.city, person.remember or person.relation)))
    return line if len(line) <= A_LINE else line[: A_LINE - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def _since(on: date | None, today: date, language: str | None) -> str:
    """As the tag `since` says it, in fewer bytes; many people share a day, so each is drawn once."""
    if on is None:
        return ""
    words, whole = dates.ago(on, today), dates.exact_date(on)
    return format_html(SINCE, whole, words, whole)


def _key(person: Contact, column: str) -> Key:
    """By what this person stands where they stand: their place among those found, else the column."""
    key: Key = getattr(person, "place", None) or getattr(person, column)
    return key


def _groups(rows: Iterable[Row], column: str, before: str | None, today: date) -> Iterator[Group]:
    for label, members in groupby(rows, lambda row: _label(_key(row.person, column), today)):
        again, is_letter = label == before, len(label) == 1 and label.isalpha()
        anchor = f"letter-{label.lower()}" if is_letter and not again and column == "sort_key" else ""
        yield Group("" if again else label, anchor, list(members))


def _label(key: Key, today: date) -> str:
    """The word in the margin: a letter, when they come round, or the month they were added."""
    if isinstance(key, str) and key.startswith(IN_NOTES):
        return _("in notes")
    if isinstance(key, str):
        return key[0].upper() if "a" <= key[:1] <= "z" else "#"
    if isinstance(key, datetime):
        return format_date(timezone.localtime(key), pgettext("date format", "F Y"))
    return dates.next_in_words(key, today) if key > today else _("now")

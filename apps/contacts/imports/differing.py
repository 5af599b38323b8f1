"""Where a card and the book differ in what can only be one thing, and taking the file's word for it.

A difference is kept with its row as `field`, `book` and `file`. The member's word stays unless the
field is among those taken: then `take` has the file's written in its place, within the batch's act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from apps.contacts.imports.card import Card, PartialDate
from apps.contacts.imports.filling import offered, posts_of
from apps.contacts.imports.keys import Keys
from apps.contacts.imports.people import Person
from apps.contacts.imports.writing import Writing
from apps.contacts.models import ImportantDate

MOST = 15
"""Differences told of one row; a form has so many fields at most."""
SAME = "same"
Difference = dict[str, Any]


def differences(person: Person, card: Card, keys: Keys) -> list[Difference]:
    """Field by field, what the book has and what the file says, where both say something else."""
    return [
        {"field": field, "book": book, "file": other}
        for field, book, other in _both(person, card, keys)
        if book and other and _plain(book) != _plain(other)
    ][:MOST]


def _both(person: Person, card: Card, keys: Keys) -> Iterator[tuple[str, str, str]]:
    contact = person.contact
    if keys.has_name:
        yield "name", contact.name, card.name[:200]
    for name, value in offered(card).items():
        book = getattr(contact, name)
        if name in ("notes", "interests") and value and value.strip() in book:
            continue  # the book has it already, among more
        yield name, _text(book), _text(value)
    if card.birthday and person.birthday:
        yield "birthday", day_text(person.birthday), day_text(card.birthday)
    for folded, post in posts_of(card).items():
        if job := person.jobs.get(folded):
            yield _of_job("role", folded), job.role, post.role[:200]
            yield _of_job("department", folded), job.department, post.department[:200]


def day_text(on: PartialDate | ImportantDate) -> str:
    """ "1988-05-21", or "--05-21" without its year (RFC 6350 section 4.3.1)."""
    year = f"{on.year:04}-" if on.year else "--"
    return f"{year}{on.month:02}-{on.day:02}"


def _of_job(part: str, key: str) -> str:
    """The name of a part of a job, fit for a form."""
    return f"{part}:{' '.join(key.split())}"


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def take(person: Person, card: Card, keys: Keys, taken: Collection[str], writing: Writing) -> bool:
    """Write what the file says of the fields taken, in place of the member's; whether there was any."""
    found = {one["field"] for one in differences(person, card, keys)} & set(taken)
    columns = offered(card) | {"name": card.name[:200]}
    for field in found & columns.keys():
        setattr(person.contact, field, columns[field])
    if "birthday" in found:
        _take_birthday(person, card, writing)
    for folded, post in posts_of(card).items():
        for part in ("role", "department"):
            if _of_job(part, folded) in found:
                setattr(person.jobs[folded], part, getattr(post, part)[:200])
                _changed(writing.changed_jobs, person.jobs[folded])
    if found and person.contact.pk:
        writing.completed[person.contact.pk] = person.contact
    return bool(found)


def _take_birthday(person: Person, card: Card, writing: Writing) -> None:
    if person.birthday and card.birthday:
        on = card.birthday
        person.birthday.month, person.birthday.day, person.birthday.year = on.month, on.day, on.year
        _changed(writing.changed_dates, person.birthday)


def _changed(rows: dict[int, Any], row: Any) -> None:
    if row.pk:  # one that is new in this chunk is written with its changes
        rows[row.pk] = row

"""E-mails, telephones, pages, messengers, relatives: values with a label, out of one row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apps.contacts.imports.card import Labelled
from apps.contacts.imports.limits import LISTED
from apps.contacts.imports.table.cells import Cell
from apps.contacts.imports.table.draft import Draft
from apps.contacts.imports.vcard.values import is_link, read_email

_BETWEEN = re.compile(r"[\s,;/|]+")


def ways_of(draft: Draft, field: str) -> tuple[Labelled, ...]:
    """The values of "phone", "url", "messenger" or "related", each once, with what they are called."""
    found: dict[tuple[str, str], Labelled] = {}
    for cell in draft.all(field):
        for value, label, preferred in _labelled(draft, cell):
            kept = _kept(draft, field, cell, value)
            for each in kept[:LISTED]:
                found.setdefault((each, label), Labelled(each, label, preferred))
                preferred = False
    return tuple(found.values())


def _labelled(draft: Draft, cell: Cell) -> Iterator[tuple[str, str, bool]]:
    """Each value of a cell, its label, and whether it is the first choice."""
    for number, value in enumerate(draft.parts(cell)):
        label, preferred = draft.named(cell, number)
        if value:
            yield value, label, preferred and number == 0


def _kept(draft: Draft, field: str, cell: Cell, value: str) -> list[str]:
    """The value as it can be kept; what is none of its kind stays as text, and that is said."""
    if field == "email":
        addresses = addresses_in(value)
        if not addresses:
            draft.say("email_unreadable", value)
            draft.extras.append((field, value))
        return addresses
    if field == "url" and not is_link(value):
        draft.say("url_refused", value)
        draft.extras.append((field, value))
        return []
    return [value]


def addresses_in(text: str) -> list[str]:
    """The e-mail address a cell holds, or several with signs between them; none where one is no address."""
    if address := read_email(text):
        return [address]
    several = [read_email(part) for part in _BETWEEN.split(text) if part]
    return [each for each in several if each] if len(several) > 1 and all(several) else []

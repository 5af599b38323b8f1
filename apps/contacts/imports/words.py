"""Sentences of a report: what the readers remark, and what the book has to say to a card."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.imports.remarks import CODES, KINDS
from apps.core.dates.words import day_and_month

OF_THE_BOOK: dict[str, str | Promise] = {
    "became_circle": _("A group of contacts: it becomes a circle."),
    "became_organisation": _("An organisation, kept as one."),
    "deleted_since": _("This card was brought before, and its person deleted since. They stay deleted."),
    "let_be": _("You asked to let this person be, so nothing was changed."),
    "rhythm_impossible": _("A rhythm is 1 to 3,650 days, so this one was left out: %(detail)s"),
    "touch_to_come": _("This day is still to come, so nobody was in touch on it yet: %(detail)s"),
    "introduced_by": _("Introduced by %(detail)s, the file says."),
    "introducer_unknown": _(
        "The file names who introduced you: %(detail)s. That is not exactly one person of your book, so it "
        "was kept as text."
    ),
    "introducer_circular": _(
        "The file names who introduced you: %(detail)s. But they came to you through this person, so it was "
        "kept as text."
    ),
    "same_address": _("%(detail)s has the same address under another name. They stay two people."),
}
ACTS: dict[str, str | Promise] = {"import": _("Brought in {filename}")}
SENTENCES: dict[str, str | Promise] = {**CODES, **OF_THE_BOOK}


FIELDS: dict[str, str | Promise] = {
    "name": _("name"),
    "given_name": _("given name"),
    "family_name": _("family name"),
    "nickname": _("nickname"),
    "relation": _("what they are to me"),
    "city": _("city"),
    "interests": _("what they enjoy"),
    "how_we_met": _("how we met"),
    "met_on": _("when we met"),
    "died_on": _("died on"),
    "notes": _("notes"),
    "birthday": _("birthday"),
    "role": _("as what"),
    "department": _("department"),
}


def field_words(field: str) -> str:
    """What a field is called where file and book differ; "role:tidewater" is a role somewhere."""
    name, _colon, _where = field.partition(":")
    return str(FIELDS.get(name, name))


def value_words(field: str, value: str) -> str:
    """A value of such a field as the member reads it."""
    if field not in ("birthday", "met_on", "died_on"):
        return value
    if value.startswith("--"):  # a leap year, so that every day there is has its words
        return day_and_month(date.fromisoformat(f"2000{value[1:]}"), date(2000, 1, 1))
    return day_and_month(date.fromisoformat(value), date(1, 1, 1))


def sentence(code: str, detail: str = "") -> str:
    """A remark as the member reads it."""
    return str(SENTENCES.get(code, code)) % {"detail": detail}


def instead(code: str) -> str:
    """What a file is that cannot be read, and what to bring instead."""
    return str(KINDS.get(code, KINDS["unknown"]))

"""Sentences of a report: what the readers remark, and what the book has to say to a card."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.contacts.imports.remarks import CODES, KINDS

OF_THE_BOOK: dict[str, str | Promise] = {
    "became_circle": _("A group of contacts: it becomes a circle."),
    "became_organisation": _("An organisation, kept as one."),
    "deleted_since": _("This card was brought before, and its person deleted since. They stay deleted."),
    "let_be": _("You asked to let this person be, so nothing was changed."),
    "same_address": _("%(detail)s has the same address under another name. Both were kept."),
}
ACTS: dict[str, str | Promise] = {"import": _("Brought in {filename}")}
SENTENCES: dict[str, str | Promise] = {**CODES, **OF_THE_BOOK}


def sentence(code: str, detail: str = "") -> str:
    """A remark as the member reads it."""
    return str(SENTENCES.get(code, code)) % {"detail": detail}


def instead(code: str) -> str:
    """What a file is that cannot be read, and what to bring instead."""
    return str(KINDS.get(code, KINDS["unknown"]))

"""The field for people to meet, one a line; part of every form that asks who is good at it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import TextField
from apps.contacts.naming import Named, UnfitName
from apps.goals.targets import MOST_PEOPLE, people_in

UNFIT = _(
    "“%(line)s” cannot be kept like that. A name has between 1 and 200 letters; who they are there, behind "
    "the comma, at most 200."
)
TOO_MANY = _("At most 200 people at a time, please.")


class PeopleField(TextField):
    """Several people, one a line, who they are there behind the comma; its value fits `add_people`."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Who is good at it?"))
        more.setdefault(
            "help_text", _("One a line, and who they are: “Eve Lindqvist, buys for outdoor shops”.")
        )
        more.setdefault("max_length", MOST_PEOPLE * 500)
        more.setdefault("error_messages", {"max_length": TOO_MANY})
        super().__init__(**more)

    def clean(self, value: Any) -> str:
        """The text; ValidationError names the line that cannot be kept."""
        typed = str(super().clean(value))
        read(typed)
        return typed


def read(typed: str) -> list[Named]:
    """The people of these lines; ValidationError names the line that cannot be kept."""
    try:
        names = people_in(typed)
    except UnfitName as unfit:
        said = translated(str(UNFIT)) % {"line": shortened(unfit.entry)}
        raise forms.ValidationError(said) from None
    if len(names) > MOST_PEOPLE:
        raise forms.ValidationError(TOO_MANY)
    return names


def shortened(line: str) -> str:
    """As much of a line as a sentence can hold."""
    return line if len(line) <= 60 else f"{line[:59]}…"

"""The field for places, one a line; part of every form that asks where people gather."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import TextField
from apps.goals.places import MOST_PLACES, UnfitPlace, places_in


class PlacesField(TextField):
    """Several places, one a line, why behind the comma; its value is the text, fit for `add_places`."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("Where do they spend their evenings?"))
        more.setdefault(
            "help_text", _("One a line, and why: “Trail makers’ guild, meets on second Tuesdays”.")
        )
        more.setdefault("max_length", 20_000)
        super().__init__(**more)

    def clean(self, value: Any) -> str:
        """The text; ValidationError names the line that cannot be kept."""
        typed = str(super().clean(value))
        try:
            written = places_in(typed)
        except UnfitPlace as unfit:
            said = translated(
                "“%(line)s” cannot be kept like that. A place has a name of at most 200 letters; what "
                "stands behind the comma, at most 300."
            )
            raise forms.ValidationError(said % {"line": _shortened(unfit.line)}) from None
        if len(written) > MOST_PLACES:
            raise forms.ValidationError(_("At most 50 places at a time, please."))
        return typed


def _shortened(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:59]}…"

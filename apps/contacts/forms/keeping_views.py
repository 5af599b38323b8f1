"""The form that keeps a selection of people under a name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import LineField
from apps.core.fold import fold

LONGEST = 1000
"""As long as the column `SavedView.query`."""


class ViewForm(forms.Form):
    """A name for a view."""

    name = LineField(label=_("Name"), max_length=80, error_messages={"required": _("Write a name for it.")})

    def clean_name(self) -> str:
        """A name that can be told from others."""
        name: str = self.cleaned_data["name"]
        if not fold(name):
            raise forms.ValidationError(_("A name needs a letter or a digit."))
        return name


class KeepForm(ViewForm):
    """A name, and whether a view that goes by it is replaced; asked only where there is one."""

    replace = forms.BooleanField(label=_("Put this in its place"), required=False)

    def __init__(self, query: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query, self.is_taken = query, False

    def clean(self) -> dict[str, Any]:
        """What is kept must be more than the list as it opens, and not endless."""
        cleaned = super().clean() or {}
        if not self.query:
            raise forms.ValidationError(_("This is the whole list. Narrow it first, then keep what you see."))
        if len(self.query) > LONGEST:
            raise forms.ValidationError(
                _("These words are too long to be kept. Shorten what you search for.")
            )
        return cleaned

    def tell_taken(self) -> None:
        """There is one of that name: say so, and ask."""
        self.is_taken = True
        self.add_error(
            "name", _("There is a view of that name already. Tick below to put this in its place.")
        )

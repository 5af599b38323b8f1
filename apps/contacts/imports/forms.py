"""The forms of bringing a file: the file, the start, what the columns of a table are."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.imports.table.columns import FIELDS, TableLayout

MOST_COLUMNS = 400
"""A form has so many fields at most; the columns after them stay as they were guessed."""
AS_TEXT = "text"
"""What the form calls a column without a field; an answer that is empty would count as none."""
ACCEPTED = ".vcf,.vcard,.csv,.tsv,.txt,.json,.zip,text/vcard,text/csv,application/json,application/zip"


class BringForm(forms.Form):
    """One file, at most 128 MB."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "Cards (.vcf), a table (.csv), Monica’s export (.json), or the ZIP that LinkedIn sent you."
        ),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file first.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class StartForm(forms.Form):
    """*Bring them in*, sent once."""

    act = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ColumnChoice(forms.Select):
    """A choice drawn in one template: one for each option would be 16,000 for a wide table."""

    template_name = "contacts/imports/_column_choice.html"


class ColumnsForm(forms.Form):
    """One choice for each column, with the first values that stand in it."""

    def __init__(
        self, *args: Any, layout: TableLayout, samples: list[list[str]], has_titles: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        if not any(layout.titles):
            self.fields["titles"] = forms.BooleanField(
                label=_("The first row holds titles, nobody"), initial=has_titles, required=False
            )
        meanings = [(field or AS_TEXT, str(words)) for field, words in FIELDS.items()]
        told = list(zip(layout.titles, layout.columns, samples, strict=False))[:MOST_COLUMNS]
        for number, (title, column, values) in enumerate(told):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=title or _("Column %(number)d") % {"number": number + 1},
                choices=meanings,
                widget=ColumnChoice,
                initial=column or AS_TEXT,
                help_text=" · ".join(Truncator(value).chars(60) for value in values) or _("nothing in it"),
            )

    def columns(self) -> list[str]:
        """What each column was said to be."""
        chosen = [self.cleaned_data[name] for name in self.fields if name != "titles"]
        chosen = ["" if column == AS_TEXT else column for column in chosen]
        return [*chosen, *self.layout.columns[len(chosen) :]]

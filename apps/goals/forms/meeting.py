"""The form of the morning after: one line of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import TextField
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.contacts.naming import Named
from apps.core.fold import fold
from apps.goals.naming import names_in, too_long

MOST_NAMES = 40
TOO_LONG = _("“%(name)s” is too long for a name. Commas between, please, and notes in brackets.")
NEW = "new"


class MetForm(forms.Form):
    """Names with what one wants to remember in brackets; where a name is in doubt, it asks who is meant.

    `candidates` answers for names by their fold whom they may mean.
    """

    names = TextField(
        label=_("Whom did you meet?"),
        help_text=_("Commas between, notes in brackets: “Joan, Pete (drives the van), Amira”."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, candidates: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        self.named: list[Named] = []
        self.answers: list[tuple[Named, Contact | None]] = []
        self.doubts: list[str] = []

    def clean_names(self) -> str:
        """The line as typed; ValidationError where it names nobody, or too many at once."""
        typed = str(self.cleaned_data["names"])
        self.named = names_in(typed)
        if not self.named:
            raise forms.ValidationError(_("There is no name in it yet."))
        if len(self.named) > MOST_NAMES:
            raise forms.ValidationError(_("At most 40 names at a time, please."))
        if name := too_long(self.named):
            raise forms.ValidationError(TOO_LONG, params={"name": name})
        return typed

    def clean(self) -> dict[str, Any]:
        """Who each name is; a question for each that may be several people."""
        cleaned = super().clean() or {}
        meant = self.candidates(self.named) if self.named and not self.errors else {}
        for named in self.named if meant else ():
            people = meant[fold(named.name)]
            if len(people) > 1:
                self._ask(named, people)
            else:
                self.answers.append((named, people[0] if people else None))
        return cleaned

    def _ask(self, named: Named, people: Sequence[Contact]) -> None:
        name = f"meant_{crc32(fold(named.name).encode()):08x}"
        known = {str(person.pk): person for person in people}
        self.doubts.append(name)
        self.fields[name] = forms.ChoiceField(
            label=translated("Who is %(name)s?") % {"name": named.name},
            choices=[*((pk, who(person)) for pk, person in known.items()), (NEW, _("somebody new"))],
            widget=forms.RadioSelect(attrs={"class": "chips"}),
        )
        said = self.data.get(name, "")
        if said in known or said == NEW:
            self.answers.append((named, known.get(said)))
        else:
            self.add_error(name, _("More than one person may be meant. Choose one."))

    def questions(self) -> list[Any]:
        """The fields that ask who is meant."""
        return [self[name] for name in self.doubts]

"""Forms for merging: who else an entry is, and what stays where two entries differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.contacts.company import meaning
from apps.contacts.forms.fields import LineField
from apps.contacts.merging.differing import BOTH, GONE, INTO, Difference, Side
from apps.contacts.models import Contact

if TYPE_CHECKING:
    from apps.accounts.models import Member


class SameForm(forms.Form):
    """The name of the other entry; `meant` are those whom it may be where it is not clear."""

    name = LineField(
        label=_("The other entry"),
        help_text=_("The name under which the same person stands in your book once more."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the name of the other entry.")},
    )

    def __init__(self, member: Member, person: Contact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.person = member, person
        self.meant: list[Contact] = []

    def clean_name(self) -> str:
        """A name that means exactly one other person."""
        name: str = self.cleaned_data["name"]
        found = meaning(self.member, name)
        self.meant = [person for person in found if person.pk != self.person.pk]
        if not found:
            raise forms.ValidationError(_("Nobody among your people goes by that name."))
        if not self.meant:
            raise forms.ValidationError(_("That is this entry itself. Write the name of the other one."))
        if len(self.meant) > 1:
            raise forms.ValidationError(_("More than one person goes by that name. Choose below."))
        return name


@dataclass(frozen=True, slots=True)
class Question:
    """One difference as it is drawn: (value, side, is it marked) of each answer."""

    title: str
    field: str
    answers: list[tuple[str, Side, bool]]
    is_refused: bool


class MergeForm(forms.Form):
    """For each difference, which side stays."""

    def __init__(self, differences: list[Difference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for each in differences:
            choices = [(INTO, each.into.words), (GONE, each.gone.words)]
            choices += [(BOTH, str(_("both")))] if each.may_be_both else []
            self.fields[each.field] = forms.ChoiceField(
                label=each.title, choices=choices, initial=each.default, required=False
            )

    def questions(self) -> Iterator[Question]:
        """Each difference with what is marked: what was sent, else what stays by itself."""
        for each in self.differences:
            marked = self[each.field].value() or each.default
            sides = [(INTO, each.into), (GONE, each.gone)]
            sides += [(BOTH, Side(str(_("both, one below the other"))))] if each.may_be_both else []
            answers = [(value, side, value == marked) for value, side in sides]
            yield Question(each.title, each.field, answers, each.field in self.errors)

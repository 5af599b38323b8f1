"""The form of a closing round: one question for each person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.rounding import AS_IS, REST, RHYTHMS, Companion
from apps.contacts.forms.fields import RHYTHMS as CHOICES

OFFERED = [(days, said) for days, said in CHOICES if int(days) in RHYTHMS]
ANSWERS = (*OFFERED, (REST, _("let rest")))


class RoundForm(forms.Form):
    """For each person how often to be in touch, or rest; what holds already is ticked."""

    hides_optional = True

    def __init__(self, companions: Sequence[Companion], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.companions = companions
        for each in companions:
            as_is = [(AS_IS, _("as it is"))] if each.holds == AS_IS else []
            self.fields[name_of(each)] = forms.ChoiceField(
                label=each.person.name,
                choices=[*ANSWERS, *as_is],
                initial=each.holds,
                required=False,
                widget=forms.RadioSelect(attrs={"class": "chips"}),
                error_messages={"invalid_choice": _("Choose one of these.")},
            )

    def rows(self) -> list[tuple[Companion, Any]]:
        """Each person with the question about them."""
        return [(each, self[name_of(each)]) for each in self.companions]

    def answers(self) -> dict[int, str]:
        """What was said, by the person's key; as it is where nothing was."""
        return {each.person.pk: self.cleaned_data[name_of(each)] or AS_IS for each in self.companions}


def name_of(each: Companion) -> str:
    """The name of the field about this person."""
    return f"keep_{each.person.pk}"

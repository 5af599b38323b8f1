"""The form of more steps on the way to a leading role, one a line."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import TextField

MOST_STEPS = 30
LONGEST_STEP = 300


class StepsField(TextField):
    """Steps, one a line; its value is the list of them."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **more: object) -> None:
        longest = MOST_STEPS * (LONGEST_STEP + 2)
        super().__init__(label=_("Steps on the way"), help_text=HELP, max_length=longest, **more)  # type: ignore[arg-type]

    def clean(self, value: object) -> list[str]:
        """The steps one by one; a sentence for one too long, or too many."""
        typed = str(super().clean(value))
        steps = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
        if any(len(step) > LONGEST_STEP for step in steps):
            raise forms.ValidationError(_("A step has at most 300 characters. Make two of it."))
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(_("At most 30 steps at a time. The next ones show on the way."))
        return steps


HELP = _("One a line: “sit in on a meeting”, “ask who chairs next year”.")


class StepsForm(forms.Form):
    """More steps."""

    steps = StepsField()

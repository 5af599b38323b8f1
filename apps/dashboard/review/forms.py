"""What the buttons of Review bring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import DayField
from apps.contacts.models import Interaction
from apps.dashboard.models import Review

Choice = Review.Choice
LONGEST = timedelta(days=366)
NO_DAY = _("Until which day? Choose one, and Kith is quiet until it is over.")


class AnywayForm(forms.Form):
    """In touch with somebody after all, and how; or *not this week*. `week` is the Monday it is about."""

    NOT_THIS_WEEK = "no"

    week = forms.DateField()
    kind = forms.ChoiceField(choices=[*Interaction.Kind.choices, (NOT_THIS_WEEK, "")])


class NextWeekForm(forms.Form):
    """One of three, with a day for the last."""

    choice = forms.ChoiceField(choices=Choice.choices)
    until_on = DayField(label=_("Leave me be until"), error_messages={"required": NO_DAY})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until_on"].required = not self.is_bound or self.data.get("choice") == Choice.ALONE
        widget = self.fields["until_on"].widget
        widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean_until_on(self) -> date | None:
        """A day from today on and at most a year ahead; none with another choice."""
        until_on: date | None = self.cleaned_data["until_on"]
        if until_on and not self.today <= until_on <= self.today + LONGEST:
            raise forms.ValidationError(_("A day from today on, at most a year ahead."))
        return until_on

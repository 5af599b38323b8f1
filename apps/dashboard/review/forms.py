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


class AnywayForm(forms.Form):
    """In touch with somebody after all, and how; or *not this week*. `week` is the Monday it is about."""

    NOT_THIS_WEEK = "no"

    week = forms.DateField()
    kind = forms.ChoiceField(choices=[*Interaction.Kind.choices, (NOT_THIS_WEEK, "")])


class NextWeekForm(forms.Form):
    """One of three, with a day for the last."""

    choice = forms.ChoiceField(choices=Choice.choices)
    until_on = DayField(label=_("until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        widget = self.fields["until_on"].widget
        widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean(self) -> dict[str, Any]:
        """To be left alone takes a day, from today on and at most a year ahead."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("choice") != Choice.ALONE or self.has_error("until_on"):
            return said
        until_on = said.get("until_on")
        if until_on is None:
            self.add_error("until_on", _("Until which day? Choose one, and Kith is quiet until it is over."))
        elif not self.today <= until_on <= self.today + LONGEST:
            self.add_error("until_on", _("A day from today on, at most a year ahead."))
        return said

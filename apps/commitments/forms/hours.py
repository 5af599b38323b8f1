"""Hours given, as people write them: 2, 2.5, 2½, 2:30."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.commitments.hours import hours_said
from apps.contacts.forms.fields import cleaned_line

A_DAY = 24 * 60
PARTS = {"¼": "1/4", "½": "1/2", "¾": "3/4"}
CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)(?: ?h)?")
WHOLE = re.compile(r"(\d{1,3})?(?:[.,](\d{1,4}))?(?: ?([¼½¾]))?(?: ?h)?")


class HoursField(forms.Field):
    """Minutes from hours as typed; at most those of `most_days` days."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "12"})
    most_days = 1

    def prepare_value(self, value: Any) -> Any:
        """Minutes in words; what was typed as it is."""
        return hours_said(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """The minutes; None for nothing."""
        typed = cleaned_line(str(value)) if value else ""
        if not typed:
            return None
        minutes = _minutes(typed.lower())
        if minutes is None:
            raise forms.ValidationError(_("Kith reads hours like 2, 2.5, 2½ or 2:30."))
        if minutes > self.most_days * A_DAY:
            raise forms.ValidationError(
                _("A day has 24 hours. How many of them did you give?")
                if self.most_days == 1
                else _("Its days have no more than %(hours)s hours.") % {"hours": 24 * self.most_days}
            )
        return minutes


def _minutes(typed: str) -> int | None:
    if clock := CLOCK.fullmatch(typed):
        return int(clock[1]) * 60 + int(clock[2])
    found = WHOLE.fullmatch(typed)
    if not found or not any(found.groups()) or (found[2] and found[3]):
        return None
    hours = Fraction(found[1] or 0)
    hours += Fraction(int(found[2]), 10 ** len(found[2])) if found[2] else 0
    hours += Fraction(PARTS[found[3]]) if found[3] else 0
    return round(hours * 60)


class GivenForm(forms.Form):
    """The hours a member gave at one gathering."""

    hours = HoursField(
        label=_("Hours you gave"), error_messages={"required": _("How many hours was it? A guess is enough.")}
    )

    def __init__(self, *args: Any, most_days: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].most_days = most_days  # type: ignore[attr-defined]

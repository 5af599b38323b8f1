"""Fields that several forms share: names without what cannot be seen, days, rhythms."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Control characters, and the marks that turn the direction of all that follows them on a page.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# What has no look of its own: joiners and soft hyphens, which mean something only between letters, and
# the blanks that count as letters or signs.
BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}
EARLIEST = date(1900, 1, 1)
RHYTHMS = (
    ("30", _("every month")),
    ("91", _("each season")),
    ("182", _("twice a year")),
    ("365", _("yearly")),
)


def cleaned_line(text: str) -> str:
    """One line as typed, composed, without control characters and with single spaces; "" if none shows."""
    line = " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
    return line if any(map(_shows, line)) else ""


def _shows(sign: str) -> bool:
    return sign not in BLANK and unicodedata.category(sign) not in ("Cf", "Zs")


class LineField(forms.CharField):
    """One line of text; what cannot be seen in it is left out rather than refused."""

    def to_python(self, value: Any) -> str:
        """The cleaned line."""
        return cleaned_line(str(value)) if value else ""


class TextField(forms.CharField):
    """Several lines; control characters are left out, line ends kept."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        """The text without what cannot be seen."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


class DayField(forms.DateField):
    """A day of the calendar, between 1900 and whatever `latest` its form allows."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> Any:
        """The date, or None where it may stay empty."""
        on = super().clean(value)
        if on is not None and on < EARLIEST:
            raise forms.ValidationError(_("That is before 1900. Please look at the year again."))
        return on


class RhythmField(forms.IntegerField):
    """Days from 1 to 3,650."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Days between"))
        super().__init__(min_value=1, max_value=3650, **kwargs)
        for code in ("min_value", "max_value", "invalid", "required"):
            self.error_messages[code] = _("A whole number of days, from 1 to 3650.")

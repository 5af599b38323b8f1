"""Forms for what belongs to a person: addresses, days, posts; and for circles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from apps.contacts.addresses import LEAST_TO_SEARCH
from apps.contacts.forms.fields import RHYTHMS, DayField, LineField, RhythmField
from apps.contacts.models import Affiliation, ContactPoint, ImportantDate
from apps.core.dates import occurrence_in
from apps.core.fold import fold

MONTHS = (
    *((1, _("January")), (2, _("February")), (3, _("March")), (4, _("April")), (5, _("May")), (6, _("June"))),
    *((7, _("July")), (8, _("August")), (9, _("September")), (10, _("October")), (11, _("November"))),
    (12, _("December")),
)
A_LEAP_YEAR = 2024


class DetailForm(forms.ModelForm):
    """A form for one detail; `today` is the member's day."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


class PointForm(DetailForm):
    """A way to reach somebody, kept as typed."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=ContactPoint.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["kind"] = self.initial["kind"] or ContactPoint.Kind.EMAIL

    class Meta:
        model = ContactPoint
        fields = ("kind", "value", "label")
        field_classes = {"value": LineField, "label": LineField}
        labels = {"value": _("Address or number"), "label": _("Called")}
        help_texts = {"label": _("home, work, her sister's")}
        widgets = {"value": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        """An e-mail address has an @, a number digits, a page is one of the web; else the field says so."""
        cleaned = super().clean() or {}
        value = cleaned.get("value", "")
        wrong = _wrong(cleaned.get("kind", ""), value)
        if value and wrong:
            self.add_error("value", wrong)
        return cleaned


def _wrong(kind: str, value: str) -> Any:
    if kind == "email":
        try:
            validate_email(value)
        except ValidationError:
            return _("That is no e-mail address: it has the form name@example.org.")
    if kind == "phone" and sum(sign.isdecimal() for sign in value) < LEAST_TO_SEARCH:
        return _("A telephone number has at least three digits.")
    if kind == "url" and not ContactPoint(kind="url", value=value).page:
        return _("The address of a page begins with https:// or with its name, such as example.org.")
    return None


class DateForm(DetailForm):
    """A day of each year; the year it began may be unknown."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=ImportantDate.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    month = forms.TypedChoiceField(label=_("Month"), choices=[("", "–"), *MONTHS], coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["kind"] = self.initial["kind"] or ImportantDate.Kind.BIRTHDAY

    class Meta:
        model = ImportantDate
        fields = ("kind", "day", "month", "year", "label")
        field_classes = {"label": LineField}
        labels = {"day": _("Day"), "year": _("Year"), "label": _("Called")}
        help_texts = {"label": _("wedding, the day we met")}

    def clean(self) -> dict[str, Any]:
        """A day that the month has, in that year if one is named."""
        cleaned = super().clean() or {}
        day, month, year = cleaned.get("day"), cleaned.get("month"), cleaned.get("year")
        if year is not None and not 1 <= year <= 9999:
            self.add_error("year", _("A year has four digits."))
        elif day and month and not day_exists(month, day, year):
            self.add_error("day", _("There is no such day in that month."))
        elif day and month and year and cleaned.get("kind") == ImportantDate.Kind.BIRTHDAY:
            self._look_for_the_unborn(date(year, month, day))
        return cleaned

    def _look_for_the_unborn(self, born_on: date) -> None:
        if born_on > self.today:
            self.add_error("year", _("That day is still to come. Leave the year out if you do not know it."))


def day_exists(month: int, day: int, year: int | None) -> bool:
    """Whether that month has such a day, in that year or in any."""
    try:
        on = occurrence_in(month, day, year or A_LEAP_YEAR)
    except ValueError:
        return False
    return (on.month, on.day) == (month, day)


class AffiliationForm(DetailForm):
    """Where somebody is or was, and as what."""

    place = LineField(
        label=_("Organisation"),
        max_length=200,
        help_text=_("A company, club, school or nonprofit."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Affiliation
        fields = ("role", "department", "from_on", "until_on")
        field_classes = {
            "role": LineField,
            "department": LineField,
            "from_on": DayField,
            "until_on": DayField,
        }
        labels = {"from_on": _("Since"), "until_on": _("Until")}
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("from_on", "until_on")
        }

    field_order = ("place", "role", "department", "from_on", "until_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["place"].initial = self.instance.organisation.name

    def clean_place(self) -> str:
        """A name with at least one letter or digit."""
        name = str(self.cleaned_data["place"])
        if not fold(name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the beginning."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("from_on"), cleaned.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("That lies before the beginning."))
        return cleaned


class CircleForm(forms.Form):
    """The name of a circle."""

    name = LineField(
        label=_("Name of the circle"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_name(self) -> str:
        """A name with at least one letter or digit."""
        name = str(self.cleaned_data["name"])
        if not fold(name):
            raise ValidationError(_("A name has at least one letter."))
        return name


class CircleRhythmForm(forms.Form):
    """The rhythm of a circle: one of the usual ones, or none."""

    days = RhythmField(
        label=_("How often"), required=False, widget=forms.Select(choices=[("", _("no rhythm")), *RHYTHMS])
    )

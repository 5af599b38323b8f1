"""The forms of the settings, one for each page."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.countries import country_choices
from apps.accounts.models import LeapDay, Member, days_of, mask_of
from apps.accounts.names import NameField
from apps.accounts.zones import zone_typed

DAYS = [(number, name) for number, name in sorted(WEEKDAYS.items())]


class ZoneField(forms.CharField):
    """An IANA zone name, also in other case or by its city alone where only one zone has it."""

    def clean(self, value: Any) -> str:
        """The zone's name; ValidationError where there is none."""
        typed = super().clean(value)
        zone = zone_typed(typed)
        if zone is None:
            raise forms.ValidationError(
                _("Kith knows no time zone of that name. Choose one from the list, like Europe/Lisbon.")
            )
        return zone


class HourField(forms.TimeField):
    """An hour on the wall, to the minute."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> time | None:
        """The hour; None for none."""
        at: time | None = super().clean(value)
        return at.replace(second=0, microsecond=0) if at else None


class DaysField(forms.TypedMultipleChoiceField):
    """Days of the week, as the bit mask the member's row keeps."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "chips"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=DAYS, coerce=int, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The days of a mask; what was typed as it is."""
        return sorted(days_of(value)) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        """The mask."""
        return mask_of(super().clean(value))


class SettingsForm(forms.ModelForm):
    """One page of the settings."""

    instance: Member

    def keep(self, *, now: datetime) -> None:
        """Save what the form holds, and plan the next note from it."""
        self.instance.arrange(now=now, **self.columns(now))

    def columns(self, now: datetime) -> dict[str, Any]:
        """The member's columns and their new values."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ProfileForm(SettingsForm):
    """Who the member is, and where."""

    name = NameField(label=_("What do your friends call you?"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        required=False,
        help_text=_("Telephone numbers without a country code are read as numbers of this country."),
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = ["name", "language", "country", "time_zone"]


class NoteForm(SettingsForm):
    """Whether, when and how much Kith writes."""

    field_order = ["is_wanted", "note_at", "note_days"]

    is_wanted = forms.BooleanField(label=_("Send me a morning note"), required=False)
    note_at = HourField(label=_("At"))
    note_days = DaysField(
        label=_("On"), error_messages={"required": _("Choose at least one day, or switch the note off.")}
    )
    pace = forms.TypedChoiceField(
        label=_("At most how many people a day?"),
        choices=[(n, n) for n in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    from_before_a_week = forms.TypedChoiceField(
        label=_("Of them, how many a week from before?"),
        choices=[(n, n) for n in range(8)],
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        help_text=_("People you have not been in touch with for a year. They only fill room that is left."),
    )
    leap_day = forms.ChoiceField(
        label=_("Birthdays of 29 February, in other years"),
        choices=LeapDay.choices,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = ["note_at", "note_days", "pace", "from_before_a_week", "leap_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_wanted"].initial = bool(self.instance.wants_note)
        if self.is_bound:  # a note that is off needs no days
            self.fields["note_days"].required = bool(self.data.get("is_wanted"))

    def columns(self, now: datetime) -> dict[str, Any]:
        """As the page's, with the instant the note was asked for."""
        self.instance.want_note(self.cleaned_data["is_wanted"], now=now)
        return {"wants_note": self.instance.wants_note, **super().columns(now)}


class HoursForm(SettingsForm):
    """Hours that are not Kith's, and how many the member gives away."""

    quiet_from = HourField(label=_("Quiet from"), required=False)
    quiet_until = HourField(label=_("Quiet until"), required=False)
    works_days = DaysField(label=_("Working days"), required=False)
    works_from = HourField(label=_("Work from"), required=False)
    works_until = HourField(label=_("Work until"), required=False)
    outside_hours_cap = forms.IntegerField(
        label=_("Hours a week you can spare outside work"), min_value=0, max_value=80, required=False
    )

    class Meta:
        model = Member
        fields: ClassVar[list[str]] = [
            "quiet_from",
            "quiet_until",
            "works_days",
            "works_from",
            "works_until",
            "outside_hours_cap",
        ]

    def clean(self) -> dict[str, Any]:
        """Hours have a beginning and an end, or neither."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for begins, ends in (("quiet_from", "quiet_until"), ("works_from", "works_until")):
            if begins in self.errors or ends in self.errors:
                continue
            if (cleaned.get(begins) is None) != (cleaned.get(ends) is None):
                missing = begins if cleaned.get(begins) is None else ends
                self.add_error(missing, _("Say this hour too, or leave both empty."))
        return cleaned


class LeavingForm(forms.Form):
    """The password, so that nobody else can end the account."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_password(self) -> str:
        """The password; ValidationError for a wrong one."""
        password: str = self.cleaned_data["password"]
        if not self.member.check_password(password):
            raise forms.ValidationError(gettext("This is not your password."))
        return password

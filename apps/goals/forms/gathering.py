"""The forms of a gathering: when and where it is, and whom the member met there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.forms import HourField, ZoneField
from apps.contacts.forms.fields import DayField, LineField, TextField
from apps.core import dates
from apps.goals.forms.place import PLAIN, named_with_letters
from apps.goals.models import Gathering

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST_DAYS = 14
LATEST_YEARS = 10
A_DAY = timedelta(days=1)


class GatheringForm(forms.Form):
    """A gathering on the clocks of its own zone; `starts_at` and `ends_at` are among what it cleans."""

    title = LineField(
        label=_("What it is"),
        help_text=_("“Food bank”, “Evening of the guild”"),
        max_length=200,
        widget=forms.TextInput(attrs=PLAIN),
    )
    on = DayField(label=_("Day"))
    begins = HourField(label=_("From"))
    ends = HourField(
        label=_("Until"),
        error_messages={"required": _("When does it end? A guess is enough.")},
    )
    past_midnight = forms.BooleanField(label=_("It goes past midnight"), required=False)
    until_on = DayField(
        label=_("Last day"), required=False, help_text=_("Only where it takes several days, like a fair.")
    )
    place = LineField(
        label=_("Place"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=PLAIN | {"list": "places"}),
    )
    organisation = LineField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        help_text=_("Whose gathering it is, if anybody’s."),
        widget=forms.TextInput(attrs=PLAIN | {"list": "organisations"}),
    )
    notes = TextField(
        label=_("Notes"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    time_zone = ZoneField(label=_("Time zone"), widget=forms.TextInput(attrs=PLAIN | {"list": "zones"}))

    def __init__(self, member: Member, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"time_zone": member.time_zone, "on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.today = today
        self.asks_midnight = bool(self.initial.get("past_midnight") or self.data.get("past_midnight"))
        self.asks_days = bool(self.initial.get("until_on") or self.data.get("until_on"))

    def clean_title(self) -> str:
        """A name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["title"])

    def clean_place(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["place"])

    def clean_organisation(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["organisation"])

    def clean_on(self) -> date:
        """A day within ten years; one gone by is welcome."""
        on: date = self.cleaned_data["on"]
        if on.year > self.today.year + LATEST_YEARS:
            raise forms.ValidationError(
                _("That is more than ten years ahead. Please look at the year again.")
            )
        return on

    def clean(self) -> dict[str, Any]:
        """Instants from wall clock and zone; a gathering ends after it begins."""
        cleaned = super().clean() or {}
        if all(cleaned.get(name) is not None for name in ("on", "begins", "ends")) and "time_zone" in cleaned:
            self._set_instants(cleaned, self._last_day(cleaned))
        return cleaned

    def _last_day(self, cleaned: dict[str, Any]) -> date:
        on, until_on = cleaned["on"], cleaned.get("until_on")
        if until_on is None or until_on == on:
            return on + A_DAY if cleaned["past_midnight"] and cleaned["ends"] <= cleaned["begins"] else on
        if until_on < on:
            self.add_error("until_on", _("That lies before the first day."))
        elif (until_on - on).days > LONGEST_DAYS:
            self.add_error("until_on", _("At most two weeks at a time; write a longer one down in parts."))
        return until_on

    def _set_instants(self, cleaned: dict[str, Any], last_on: date) -> None:
        zone = dates.zone_named(cleaned["time_zone"])
        if zone is None or "until_on" in self.errors:
            return
        cleaned["starts_at"] = dates.instant_of(cleaned["on"], cleaned["begins"], zone)
        cleaned["ends_at"] = dates.instant_of(last_on, cleaned["ends"], zone)
        if cleaned["ends_at"] > cleaned["starts_at"]:
            return
        if last_on == cleaned["on"] and cleaned["ends"] <= cleaned["begins"]:
            self.asks_midnight = True
            self.add_error(
                "ends", _("It would end before it begins. If it goes past midnight, tick the box below.")
            )
        else:
            self.add_error("ends", _("The clocks are put forward that night: those hours do not come."))

    def columns(self) -> dict[str, Any]:
        """What the row holds, but for place and organisation, which are still names."""
        return {
            name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", "time_zone", "notes")
        }


def written(gathering: Gathering) -> dict[str, Any]:
    """What the form holds of a gathering that is there; its place and organisation are read along."""
    starts, ends = gathering.starts, gathering.ends
    days = (ends.date() - starts.date()).days
    overnight = days == 1 and ends.time() <= starts.time()
    return {
        "title": gathering.title,
        "on": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "past_midnight": overnight,
        "until_on": ends.date() if days and not overnight else None,
        "place": gathering.place or "",
        "organisation": gathering.organisation or "",
        "notes": gathering.notes,
        "time_zone": gathering.time_zone,
    }

"""When a commitment gathers: once, or again and again by a rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.forms import DaysField
from apps.accounts.models import days_of
from apps.commitments.models import Series
from apps.commitments.recurrence import LAST, LONGEST_YEARS, days, latest, minutes_between
from apps.contacts.forms.fields import DayField
from apps.core import dates
from apps.goals.forms.gathering import GatheringForm

if TYPE_CHECKING:
    from apps.accounts.models import Member
    from apps.commitments.models import Commitment

ONCE, WEEK, DAY, NTH, LAST_ONE = "once", "week", "day", "nth", "last"
OFTEN = (
    (WEEK, _("weekly")),
    (DAY, _("monthly, on its date")),
    (NTH, _("monthly, on its weekday")),
    (LAST_ONE, _("monthly, the last such weekday")),
)
CHIPS = {"class": "chips"}


class WhenForm(GatheringForm):
    """A gathering of a commitment, or a series of them; `bounded_on` is where one without an end stops."""

    repeats = forms.ChoiceField(
        label=_("How often"),
        choices=((ONCE, _("just once")), *OFTEN),
        widget=forms.RadioSelect(attrs=CHIPS),
        initial=ONCE,
    )
    every = forms.IntegerField(
        label=_("Every how many"),
        help_text=_("1 for each week or month, 2 for every second."),
        min_value=1,
        max_value=12,
        required=False,
        error_messages={
            code: _("A whole number from 1 to 12.") for code in ("min_value", "max_value", "invalid")
        },
    )
    weekdays = DaysField(
        label=_("Days of the week"),
        help_text=_("Left empty, the weekday of the first day."),
        required=False,
    )
    last_on = DayField(label=_("Until which day"), required=False)

    field_order = (
        "title",
        "on",
        "begins",
        "ends",
        "past_midnight",
        "repeats",
        "every",
        "weekdays",
        "last_on",
    )

    def __init__(
        self,
        member: Member,
        commitment: Commitment,
        *args: Any,
        earliest_on: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(member, *args, **kwargs)
        for name in ("organisation", "notes"):
            del self.fields[name]
        self.member, self.commitment, self.earliest_on = member, commitment, earliest_on
        self.bounded_on: date | None = None
        ends_on = commitment.ends_on
        said = (
            _("Left empty, until %(day)s, when it ends.")
            if ends_on
            else _("Left empty, for %(years)s years.")
        )
        facts = {"years": dates.in_letters(LONGEST_YEARS)}
        facts["day"] = dates.day_and_month(ends_on, self.today) if ends_on else ""
        self.fields["last_on"].help_text = said % facts

    def clean_every(self) -> int:
        """Every one, where nothing is said."""
        return self.cleaned_data["every"] or 1

    def clean_on(self) -> date:
        """Within ten years, and after what stays as it is."""
        on = super().clean_on()
        if self.earliest_on and on < self.earliest_on:
            raise forms.ValidationError(_("One before that day stays as it is. Choose a later day."))
        return on

    def clean(self) -> dict[str, Any]:
        """A rule that has at least one day; instants as any gathering has."""
        cleaned = super().clean()
        if self.is_series and "starts_at" in cleaned and not self.errors:
            if cleaned.get("until_on") not in (None, cleaned["on"]):
                self.add_error(
                    "until_on",
                    _("One of several days cannot come again and again; write each down by itself."),
                )
            else:
                self._bound(cleaned)
        return cleaned

    @property
    def is_series(self) -> bool:
        """Whether it comes again."""
        return self.cleaned_data.get("repeats", ONCE) != ONCE

    def _bound(self, cleaned: dict[str, Any]) -> None:
        on, last_on = cleaned["on"], cleaned["last_on"]
        furthest = latest(on)
        if last_on is None and self.commitment.ends_on and self.commitment.ends_on >= on:
            last_on = self.commitment.ends_on
        if last_on is not None and last_on < on:
            self.add_error("last_on", _("That lies before the first day."))
            return
        if last_on is None or last_on > furthest:
            last_on = self.bounded_on = furthest
        cleaned["last_on"] = last_on
        if next(days(Series(**self.rule())), None) is None:
            self.add_error("last_on", _("No such day comes before then."))

    def columns(self) -> dict[str, Any]:
        """What a single gathering's row holds, but for its place."""
        return {name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", "time_zone")}

    def rule(self) -> dict[str, Any]:
        """What a series' row holds, but for its place."""
        said, on = self.cleaned_data, self.cleaned_data["on"]
        return {
            "title": said["title"],
            "begins": said["begins"],
            "minutes": minutes_between(said["begins"], said["ends"]),
            "time_zone": said["time_zone"],
            "from_on": on,
            "until_on": said["last_on"],
            "every": said["every"],
            **RULES[said["repeats"]](on, said["weekdays"]),
        }


def _weekly(on: date, weekdays: int) -> dict[str, Any]:
    return _rule(Series.Unit.WEEK, weekdays=weekdays or 1 << on.weekday())


def _by_date(on: date, _weekdays: int) -> dict[str, Any]:
    return _rule(Series.Unit.DAY, month_day=on.day)


def _by_weekday(on: date, _weekdays: int) -> dict[str, Any]:
    nth = (on.day - 1) // 7 + 1
    return _rule(Series.Unit.NTH, nth=nth if nth < 5 else LAST, weekday=on.weekday())


def _by_last_weekday(on: date, _weekdays: int) -> dict[str, Any]:
    return _rule(Series.Unit.NTH, nth=LAST, weekday=on.weekday())


def _rule(unit: str, **columns: Any) -> dict[str, Any]:
    return {"unit": unit, "weekdays": 0, "month_day": None, "nth": None, "weekday": None} | columns


RULES = {WEEK: _weekly, DAY: _by_date, NTH: _by_weekday, LAST_ONE: _by_last_weekday}


class OnwardForm(WhenForm):
    """The rule of a series from one of its gatherings on; it stays a series."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["repeats"].choices = OFTEN  # type: ignore[attr-defined]
        del self.fields["until_on"]


def rule_written(series: Series, on: date) -> dict[str, Any]:
    """What the form holds of a series from that day on; its place is read along."""
    minutes = series.begins.hour * 60 + series.begins.minute + series.minutes
    repeats = LAST_ONE if series.unit == Series.Unit.NTH and series.nth == LAST else str(series.unit)
    return {
        "title": series.title,
        "on": on,
        "begins": series.begins,
        "ends": series.begins.replace(hour=minutes // 60 % 24, minute=minutes % 60),
        "past_midnight": minutes >= 24 * 60,
        "repeats": repeats,
        "every": series.every,
        "weekdays": series.weekdays if len(days_of(series.weekdays)) > 1 else None,
        "last_on": series.until_on,
        "place": series.place or "",
        "time_zone": series.time_zone,
    }

"""Forms of a promise: what, to whom, by when; and the day it needs instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.forms.knowing import KnowingForm
from apps.commitments.models import Commitment, Promise
from apps.contacts.forms.fields import DayField, LineField
from apps.contacts.models import Contact
from apps.goals.forms.place import named_with_letters

if TYPE_CHECKING:
    from apps.accounts.models import Member

MORE_TIME = timedelta(days=7)
LATEST_YEARS = 10


class PromiseForm(KnowingForm):
    """What was promised; whom it was promised to comes from the member's people, or is new among them."""

    named_in: ClassVar[str] = "whom"

    coordinator = None  # this form asks for somebody else
    what = LineField(
        label=_("What you promised"),
        max_length=300,
        help_text=_("As you said it: a flyer for the spring sale."),
    )
    due_on = DayField(label=_("By"))
    part_of = forms.ModelChoiceField(
        label=_("Part of"), queryset=Commitment.objects.none(), required=False, empty_label="–"
    )
    whom = LineField(
        label=_("To whom"),
        required=False,
        max_length=200,
        help_text=_("Left open, it is whom to tell in the commitment."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("what", "due_on", "part_of", "whom", "which", "newcomer")

    def __init__(
        self,
        member: Member,
        data: QueryDict | None = None,
        *,
        today: date,
        own: Promise | None = None,
        asked: dict[str, Any] | None = None,
    ) -> None:
        known = own.contact if own else (asked or {}).get("contact")
        super().__init__(member, data, known=known)
        self.today, self.was_due_on = today, own.due_on if own else None
        self.fields["part_of"].queryset = _to_choose(member, own)  # type: ignore[attr-defined]
        said = _said(own) if own else {"part_of": (asked or {}).get("commitment")}
        self.initial = {**said, "whom": known.name if known else ""}

    def clean_whom(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["whom"])

    def clean_due_on(self) -> date:
        """A day from today on, within ten years, or the one that was said before."""
        on: date = self.cleaned_data["due_on"]
        if on == self.was_due_on:
            return on
        if on < self.today:
            raise forms.ValidationError(_("That day is gone. By when can it be done?"))
        return _within_years(on, self.today)

    def columns(self, *, now: datetime) -> dict[str, Any]:
        """What the promise keeps; somebody new comes into the book."""
        said = self.cleaned_data
        return {
            "what": said["what"],
            "due_on": said["due_on"],
            "commitment": said["part_of"],
            "contact": self.person(now=now),
        }


class MoreTimeForm(forms.Form):
    """Until when it will be done instead."""

    until = DayField(label=_("Done by"))

    def __init__(self, own: Promise, data: QueryDict | None = None, *, today: date) -> None:
        later = min(max(own.due_on, today), date.max - MORE_TIME)
        super().__init__(data, initial={"until": later + MORE_TIME})
        self.earliest, self.today = later, today
        self.fields["until"].widget.attrs["min"] = (later + timedelta(days=1)).isoformat()

    def clean_until(self) -> date:
        """A day later than it was to be, and than today, within ten years."""
        until: date = self.cleaned_data["until"]
        if until <= self.earliest:
            raise forms.ValidationError(_("That is no later than it was to be. Choose a later day."))
        return _within_years(until, self.today)


def _within_years(on: date, today: date) -> date:
    if on.year > today.year + LATEST_YEARS:
        raise forms.ValidationError(_("That is more than ten years ahead. Please look at the year again."))
    return on


def asked_of(member: Member, query: QueryDict) -> dict[str, Any]:
    """The commitment and the person an address names, where they are the member's own."""
    return {
        "commitment": _own(Commitment, member, query.get("commitment", "")),
        "contact": _own(Contact, member, query.get("contact", "")),
    }


def _own(model: Any, member: Member, typed: str) -> Any:
    is_key = typed.isascii() and typed.isdigit() and len(typed) < 19
    return model.objects.of(member).filter(pk=int(typed)).first() if is_key else None


def _to_choose(member: Member, own: Promise | None) -> Any:
    """Commitments under way, and the one it is part of already."""
    wanted = Q(finished_on=None) | Q(pk=own.commitment_id if own else None)
    return Commitment.objects.of(member).filter(wanted).order_by("title", "pk")


def _said(own: Promise) -> dict[str, Any]:
    return {"what": own.what, "due_on": own.due_on, "part_of": own.commitment_id}

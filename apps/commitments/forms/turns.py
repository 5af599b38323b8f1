"""The forms of a commitment's turns: approved at work, and free until another day."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.models import Commitment
from apps.contacts.forms.fields import DayField
from apps.core.dates import add_months
from apps.goals.forms.goal import ApprovalForm as Approval

SOME_MONTHS = 3
LATEST_YEARS = 10


class ApprovalForm(Approval):
    """Who approved it and when; their words may stay empty."""

    def __init__(self, own: Commitment, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, today=today)
        self.initial = {
            "approver": own.approver,
            "approved_on": own.approved_on,
            "approval_words": own.approval_words,
        }
        self.fields["approval_words"].required = False


class FreeUntilForm(forms.Form):
    """Until when it goes on for nothing."""

    free_until_on = DayField(label=_("Free until"))

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"free_until_on": add_months(today, SOME_MONTHS)})
        self.today = today
        self.fields["free_until_on"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()

    def clean_free_until_on(self) -> date:
        """A day still to come, within ten years."""
        on: date = self.cleaned_data["free_until_on"]
        if on <= self.today:
            raise forms.ValidationError(_("That day has come already. Choose one ahead."))
        if on.year > self.today.year + LATEST_YEARS:
            raise forms.ValidationError(
                _("That is more than ten years ahead. Please look at the year again.")
            )
        return on

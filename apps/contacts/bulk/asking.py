"""Whom a change is for, and what it asks besides: read from the list's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.contacts.cursors import LARGEST_PK
from apps.contacts.forms.fields import RHYTHMS, LineField, RhythmField
from apps.contacts.models import Circle, Contact
from apps.contacts.models.contact import ContactQuerySet
from apps.contacts.selection import Selection

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_PICKED = 2000
"""One by one, and done while the page waits."""
NO_RHYTHM, OWN = "none", "own"


class Whom:
    """Those picked one by one, or everybody in the list of a query string."""

    def __init__(self, member: Member, posted: QueryDict) -> None:
        self.member = member
        self.everybody = bool(posted.get("everybody"))
        self.selection = Selection.asked(QueryDict(posted.get("query", "").lstrip("?")[:4000]))
        picked = posted.getlist("person")[:MOST_PICKED]
        self.picked = [
            int(pk) for pk in picked if pk.isascii() and pk.isdigit() and int(pk[:20]) <= LARGEST_PK
        ]

    @property
    def query(self) -> str:
        """The query string of the list they were picked in, with the letter it began at."""
        return self.selection.link().removeprefix("?")

    def people(self, today: date) -> ContactQuerySet:
        """They, of this member."""
        if self.everybody:
            return self.selection.people(self.member, today)
        people: ContactQuerySet = Contact.objects.of(self.member)
        return people.filter(pk__in=self.picked)


class JoinForm(forms.Form):
    """Into which circle, made where there is none of that name."""

    circle = LineField(
        label=_("Which circle?"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "circles", "autocomplete": "off"}),
        error_messages={"required": _("Write the name of a circle, an old one or a new one.")},
    )

    def __init__(self, member: Member, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.circles = list(Circle.objects.of(member).order_by("folded").values_list("name", flat=True)[:200])

    def asked(self) -> dict[str, Any]:
        """The circle's name."""
        return {"circle": self.cleaned_data["circle"]}


class LeaveForm(forms.Form):
    """Out of which circle."""

    circle = forms.ModelChoiceField(
        queryset=Circle.objects.none(),
        label=_("Out of which circle?"),
        empty_label=None,
        error_messages={"required": _("Choose a circle."), "invalid_choice": _("Choose a circle.")},
    )

    def __init__(self, member: Member, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["circle"].queryset = Circle.objects.of(member).order_by("folded")  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The circle's name and pk."""
        circle = self.cleaned_data["circle"]
        return {"circle": circle.name, "circle_pk": circle.pk}


class RhythmForm(forms.Form):
    """How often, in the usual words or in days of one's own."""

    how_often = forms.ChoiceField(
        label=_("How often?"),
        choices=[*RHYTHMS, (OWN, _("as many days as below")), (NO_RHYTHM, _("no rhythm of their own"))],
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        initial="91",
        error_messages={"required": _("Choose how often feels right.")},
    )
    days = RhythmField(required=False)

    def __init__(self, _member: Member, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """Days where they are asked for."""
        cleaned = super().clean() or {}
        if cleaned.get("how_often") == OWN and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", self.fields["days"].error_messages["required"])
        return cleaned

    def asked(self) -> dict[str, Any]:
        """The days; None for no rhythm."""
        chosen = self.cleaned_data["how_often"]
        days = {NO_RHYTHM: None, OWN: self.cleaned_data.get("days")}
        return {"days": days[chosen] if chosen in days else int(chosen)}


Form = JoinForm | LeaveForm | RhythmForm
FORMS: dict[str, type[Form]] = {"join": JoinForm, "leave": LeaveForm, "choose_rhythm": RhythmForm}

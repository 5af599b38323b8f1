"""What a captured line was understood as, each part of it to be mended before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.capturing import Deed, Understood
from apps.contacts.company import MOST_NAMES, meaning
from apps.contacts.forms.details import MONTHS, day_exists
from apps.contacts.forms.fields import DayField, LineField, TextField
from apps.contacts.forms.naming import NamingForm
from apps.contacts.forms.touches import KINDS, TOO_EARLY, who
from apps.contacts.models import Contact, ImportantDate
from apps.contacts.naming import NEW, NOBODY, Asked, Named

if TYPE_CHECKING:
    from apps.accounts.models import Member

LONGEST_LINE = 1000


class LineForm(forms.Form):
    """The line itself."""

    line = LineField(
        label=gettext_lazy("What happened, or who is it?"),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={
            "max_length": gettext_lazy("That is more than a line: at most 1000 characters, please.")
        },
    )
    hides_optional = True


class CaptureForm(NamingForm):
    """Whom a line names: people there already, several by a name, somebody new, or nobody after all."""

    most: ClassVar[int] = MOST_NAMES
    too_many: ClassVar[Any] = gettext_lazy("At most 20 names at a time, please.")
    line = LineField(max_length=LONGEST_LINE, required=False, widget=forms.HiddenInput)

    def __init__(self, member: Member, data: QueryDict | None = None, *, today: date) -> None:
        self.today = today
        super().__init__(member, data, auto_id="captured_%s")
        self.fields["names"] = TextField(
            label=gettext_lazy("Who"),
            max_length=6000,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"required": gettext_lazy("Say who it was.")},
        )
        self.order_fields(["names"])

    def offer(self, names: Sequence[Named]) -> list[Asked]:
        """Whoever is found by each name; somebody new where nobody is."""
        return [_asked(named, meaning(self.member, named.name)) for named in names]

    def clean(self) -> dict[str, Any]:
        """At least one of them was there."""
        cleaned = super().clean() or {}
        if self.is_seen and not self.errors and not self.answers():
            self.add_error("names", _("Say who it was."))
        return cleaned


def _asked(named: Named, people: list[Contact]) -> Asked:
    choices = [(str(person.pk), who(person)) for person in people]
    choices += [(NEW, _("somebody new")), (NOBODY, _("leave out"))]
    meant = "" if len(people) > 1 else str(people[0].pk) if people else NEW
    return Asked(named, people, choices, meant)


class TouchCapture(CaptureForm):
    """In touch: how, when and what of."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How"), choices=KINDS, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    happened_on = DayField(label=gettext_lazy("When"))
    note = TextField(label=gettext_lazy("What you spoke of"), max_length=4000, required=False)

    def clean_happened_on(self) -> date:
        """A day up to the member's today."""
        on: date = self.cleaned_data["happened_on"]
        if on > self.today:
            raise forms.ValidationError(TOO_EARLY)
        return on


class PersonCapture(CaptureForm):
    """Somebody to keep in mind, and what of them."""

    how_we_met = LineField(label=gettext_lazy("How we met"), max_length=300, required=False)
    note = TextField(label=gettext_lazy("What to remember"), max_length=4000, required=False)


class BirthdayCapture(CaptureForm):
    """Somebody's birthday; the year may be unknown."""

    day = forms.IntegerField(label=gettext_lazy("Day"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(
        label=gettext_lazy("Month"), choices=[("", "–"), *MONTHS], coerce=int, error_messages={}
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1, max_value=9999)
    note = TextField(label=gettext_lazy("What to remember"), max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        """One person without a birthday yet, and a day that the month has."""
        cleaned = super().clean() or {}
        day, month = cleaned.get("day"), cleaned.get("month")
        if day and month and not day_exists(month, day, cleaned.get("year")):
            self.add_error("day", _("There is no such day in that month."))
        if self.is_seen and not self.errors:
            self._one_person()
        return cleaned

    def _one_person(self) -> None:
        answers = self.answers()
        known = [person for _named, person in answers if person]
        own = ImportantDate.objects.of(self.member).filter(kind="birthday", contact__in=known)
        if len(answers) != 1:
            self.add_error("names", _("A birthday is one person's. Leave the others out."))
        elif own.exists():
            said = _("%(name)s has a birthday already. Change it on their page.")
            self.add_error("names", said % {"name": known[0].name})


class AskCapture(CaptureForm):
    """What to ask somebody next time."""

    note = LineField(
        label=gettext_lazy("What to ask next time"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say what to ask.")},
    )

    def clean(self) -> dict[str, Any]:
        """It fits beside what they are to be asked already."""
        cleaned = super().clean() or {}
        if self.is_seen and not self.errors:
            for _named, person in self.answers():
                if person and len(asked_with(person, cleaned["note"])) > 300:
                    said = _("You have much to ask %(name)s already. Make room on their page first.")
                    self.add_error("note", said % {"name": person.name})
        return cleaned


def asked_with(person: Contact, more: str) -> str:
    """What to ask somebody next time, with one thing more."""
    return person.ask_next if more in person.ask_next else "; ".join(filter(None, (person.ask_next, more)))


FORMS: dict[Deed, type[CaptureForm]] = {
    Deed.TOUCH: TouchCapture,
    Deed.PERSON: PersonCapture,
    Deed.BIRTHDAY: BirthdayCapture,
    Deed.ASK: AskCapture,
}


def filled(understood: Understood, line: str, today: date) -> QueryDict:
    """What the form of its deed would be sent with, were it right in everything."""
    day = understood.day
    data = QueryDict(mutable=True)
    data.update(
        {
            "deed": understood.deed.value,
            "line": line,
            "names": ", ".join(dict.fromkeys(understood.names)),
            "kind": understood.kind,
            "happened_on": (day.on if day else today).isoformat(),
            "note": understood.note,
            "how_we_met": understood.how_we_met,
            "day": str(day.on.day) if day else "",
            "month": str(day.on.month) if day else "",
            "year": str(day.year or "") if day else "",
        }
    )
    return data

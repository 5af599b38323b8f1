"""Forms for what happened: a touch with one person or several, and its correction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.contacts.company import MOST_NAMES, Company, company_of, names_in
from apps.contacts.forms.fields import DayField, LineField, TextField
from apps.contacts.models import Contact, Interaction

if TYPE_CHECKING:
    from apps.accounts.models import Member

TOO_EARLY = _("That day is still to come. Write it down once it has happened.")
KINDS = [("talked", _("Talked")), ("met", _("Met")), ("wrote", _("Wrote"))]


class TouchForm(forms.Form):
    """How, when and what of; a day still to come is refused with a sentence."""

    kind = forms.ChoiceField(
        label=_("How"), choices=KINDS, initial="talked", widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    happened_on = DayField(label=_("When"))
    note = TextField(label=_("What you spoke of"), max_length=4000, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["happened_on"].initial = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_happened_on(self) -> Any:
        """A day up to the member's today."""
        on = self.cleaned_data["happened_on"]
        if on > self.today:
            raise forms.ValidationError(TOO_EARLY)
        return on


class LogForm(TouchForm):
    """A touch with one person, and with whoever else was there.

    One press on *Talked*, *Met* or *Wrote* posts the kind alone: then it was today.
    """

    names = LineField(
        label=_("Who else was there"),
        help_text=_("Names, with commas between. One dinner with four people is one line."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    others = forms.ModelMultipleChoiceField(
        label=_("Which of them"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
    )
    newcomers = forms.BooleanField(label=_("Add those I do not know yet as new people"), required=False)

    def __init__(self, member: Member, person: Contact, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member, self.person = member, person
        self.company = Company()
        self.fields["happened_on"].required = False
        self.fields["others"].queryset = Contact.objects.of(member).exclude(pk=person.pk)  # type: ignore[attr-defined]
        self.fields["others"].widget.choices = []  # type: ignore[attr-defined]
        self.asks_which, self.asks_newcomers = False, False

    def clean_happened_on(self) -> Any:
        """A day up to the member's today; today where none was named."""
        return super().clean_happened_on() if self.cleaned_data["happened_on"] else self.today

    def clean_names(self) -> list[str]:
        """The names one by one."""
        names = names_in(self.cleaned_data["names"])
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("At most 20 names at a time, please."))
        return names

    def clean(self) -> dict[str, Any]:
        """Says which names are not clear yet, and offers whom they may mean."""
        cleaned = super().clean() or {}
        chosen = list(cleaned.get("others") or ())
        self.company = company_of(self.member, cleaned.get("names") or (), [self.person, *chosen])
        offered = {person.pk: person for people in self.company.unclear.values() for person in people}
        offered |= {person.pk: person for person in chosen}
        self.fields["others"].widget.choices = [(pk, who(person)) for pk, person in offered.items()]  # type: ignore[attr-defined]
        self.asks_which = bool(offered)
        self._ask_which()
        self._ask_newcomers(bool(cleaned.get("newcomers")))
        return cleaned

    def _ask_which(self) -> None:
        if self.company.unclear:
            names = ", ".join(self.company.unclear)
            self.add_error("names", translated("More than one person goes by %(names)s.") % {"names": names})
            self.add_error("others", _("Tick who was there."))
            self.fields["others"].required = True  # as it is drawn now: this question wants an answer

    def _ask_newcomers(self, welcome: bool) -> None:
        unknown = self.company.unknown
        self.asks_newcomers = bool(unknown)
        if unknown and not welcome:
            said = ngettext(
                "%(names)s is not among your people yet. Tick the box below to add them, or mend the name.",
                "%(names)s are not among your people yet. Tick the box below to add them, or mend the names.",
                len(unknown),
            )
            self.add_error("names", said % {"names": ", ".join(unknown)})

    def people(self) -> list[Contact]:
        """Everyone who was there and is known already, the person first."""
        return self.company.people

    def strangers(self) -> list[str]:
        """The names to be added as new people."""
        return self.company.unknown


class CorrectionForm(TouchForm):
    """Another kind, day or note for a touch."""

    def __init__(self, touch: Interaction, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"kind": touch.kind, "happened_on": touch.happened_on, "note": touch.note}
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = touch.happened_on


def who(person: Contact) -> str:
    """A name with what tells namesakes apart."""
    return " · ".join(filter(None, (person.name, person.relation, person.city)))

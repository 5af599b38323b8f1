"""Forms of an offer: what, for which causes, how often; and whom it helped."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.forms.knowing import KnowingForm
from apps.commitments.models import Offer
from apps.contacts.forms.fields import DayField, LineField, TextField
from apps.contacts.models import Contact, Organisation
from apps.core.fold import fold
from apps.goals.forms.place import named_with_letters

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_CAUSES = 12
LONGEST_CAUSE = 100


class OfferForm(forms.ModelForm):
    """Something the member would do, for which causes, and how often at most."""

    most = forms.IntegerField(
        label=_("At most how often"),
        help_text=_("Left open, as often as it comes. Else Kith stops suggesting it once it is taken up."),
        min_value=1,
        max_value=99,
        required=False,
        error_messages=dict.fromkeys(
            ("min_value", "max_value", "invalid"), _("A whole number from 1 to 99, or nothing.")
        ),
    )
    per = forms.ChoiceField(
        label=_("In"),
        choices=Offer.Per.choices,
        initial=Offer.Per.MONTH,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    fits = LineField(
        label=_("For which causes"),
        help_text=_("With commas between. Left open, it fits any."),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Offer
        fields = ("what", "about", "most", "per")
        field_classes = {"what": LineField, "about": TextField}
        help_texts = {"what": _("One thing, as you would say it: read a draft, a morning at the till.")}

    field_order = ("what", "about", "fits", "most", "per")

    def clean_fits(self) -> list[str]:
        """Each cause once, by its folded name."""
        names = {fold(name): name.strip() for name in re.split("[,;]", self.cleaned_data["fits"])}
        names.pop("", None)
        if any(len(name) > LONGEST_CAUSE for name in names.values()):
            raise forms.ValidationError(_("A cause has at most 100 characters. Did you mean a comma?"))
        if len(names) > MOST_CAUSES:
            raise forms.ValidationError(_("At most twelve causes. What fits more fits any: leave it open."))
        return list(names.values())

    def columns(self) -> dict[str, Any]:
        """What the offer itself keeps."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class FulfilForm(KnowingForm):
    """Whom an offer helped, a person or an organisation, with what and when."""

    named_in: ClassVar[str] = "whom"

    coordinator = None  # this form asks for somebody else
    whom = LineField(
        label=_("For whom"),
        required=False,
        max_length=200,
        help_text=_("The name of one of your people. Or an organisation, below."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = LineField(
        label=_("Or for which organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    what = LineField(label=_("What you did"), max_length=300)
    happened_on = DayField(label=_("When"))

    field_order = ("whom", "which", "newcomer", "organisation", "what", "happened_on")

    def __init__(
        self,
        member: Member,
        data: QueryDict | None = None,
        *,
        offer: Offer,
        today: date,
        known: Contact | None = None,
    ) -> None:
        name = known.name if known else ""
        initial = {"what": offer.what, "happened_on": today, "whom": name}
        super().__init__(member, data, known=known, initial=initial)
        self.today = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_whom(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["whom"])

    def clean_organisation(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["organisation"])

    def clean_happened_on(self) -> date:
        """A day up to the member's today."""
        on: date = self.cleaned_data["happened_on"]
        if on > self.today:
            raise forms.ValidationError(_("That day is still to come. Write it down once it has happened."))
        return on

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean()
        person, organisation = cleaned.get("whom"), cleaned.get("organisation")
        if not self.errors and bool(person) == bool(organisation):
            said = _("A person or an organisation: one of the two.")
            self.add_error("organisation" if person else "whom", said)
        return cleaned

    def helped(self, *, now: datetime) -> Contact | Organisation:
        """Whoever was helped; new ones come into the book."""
        person = self.person(now=now)
        return person or Organisation.meant(self.member, self.cleaned_data["organisation"])

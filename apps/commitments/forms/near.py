"""The form of who stands beside a commitment: ticked, or typed as names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.commitments.models import Commitment, Near
from apps.commitments.nearness import MOST_OFFERED, offered
from apps.contacts.forms.naming import NamingForm
from apps.contacts.forms.touches import who
from apps.contacts.models import Contact
from apps.contacts.naming import Named, names_of
from apps.goals.forms.target import TargetsForm

if TYPE_CHECKING:
    from apps.accounts.models import Member


class NearForm(TargetsForm):
    """People to meet of its goals to tick, and names; asks only where several go by one."""

    what = forms.ChoiceField(
        label=_("How"), choices=Near.As.choices, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    people = forms.ModelMultipleChoiceField(
        label=_("People to meet of its goals"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "chips"}),
        error_messages={"invalid_choice": _("One of them is no longer among your people to meet.")},
    )

    def __init__(
        self, member: Member, own: Commitment, data: QueryDict | None = None, what: str = ""
    ) -> None:
        so = what if what in Near.As.values else Near.As.NEAR
        sent = data.get("what", so) if data else so
        super().__init__(member, data, initial={"what": so})
        named: Any = self.fields["names"]
        named.label, named.required = _("Names"), False
        named.help_text = _("Commas between, notes in brackets. Whoever is not in your book yet gets a page.")
        people: Any = self.fields["people"]
        people.queryset = offered(own, sent if sent in Near.As.values else so)
        shown = [(person.pk, who(person)) for person in people.queryset[:MOST_OFFERED]]
        people.widget.choices = shown
        if not shown:
            del self.fields["people"]

    def read(self, typed: str) -> list[Named]:
        """Commas and lines between, notes in brackets."""
        return names_of(typed)

    def clean_names(self) -> list[Named]:
        """The names one by one, or none where somebody is ticked."""
        if not self.cleaned_data["names"] and "people" in self.fields and self.data.getlist("people"):  # type: ignore[attr-defined]
            return []
        return NamingForm.clean_names(self)

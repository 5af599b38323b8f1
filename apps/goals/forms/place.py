"""Forms of a place: what it is, and why it is a goal's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import LineField, TextField
from apps.core.fold import fold
from apps.goals.forms.places import PlacesField
from apps.goals.models import Goal, GoalPlace, Place

PLAIN = {"autocomplete": "off"}


def named_with_letters(name: str) -> str:
    """The name; ValidationError for one without a letter or digit."""
    if name and not fold(name):
        raise ValidationError(_("A name has at least one letter."))
    return name


class AddPlacesForm(forms.Form):
    """Places of a goal, one a line."""

    places = PlacesField(label=_("More places"), widget=forms.Textarea(attrs={"rows": 3}))


class PlaceForm(forms.ModelForm):
    """What a place is and where; the organisation is named, and found or made."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Place.Kind.choices, widget=forms.RadioSelect(attrs={"class": "chips"})
    )
    belongs_to = LineField(
        label=_("It belongs to"),
        required=False,
        max_length=200,
        help_text=_("A company, club, school or nonprofit."),
        widget=forms.TextInput(attrs=PLAIN | {"list": "organisations"}),
    )

    class Meta:
        model = Place
        fields = ("name", "kind", "city", "address", "site", "belongs_to", "notes")
        field_classes = {
            "name": LineField,
            "city": LineField,
            "address": LineField,
            "site": LineField,
            "notes": TextField,
        }
        labels = {"name": _("Name"), "city": _("City"), "address": _("Address"), "site": _("On the web")}
        widgets = {
            "name": forms.TextInput(attrs=PLAIN),
            "site": forms.TextInput(attrs=PLAIN | {"inputmode": "url"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["belongs_to"].initial = self.instance.organisation or ""

    def clean_name(self) -> str:
        """A name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["name"])

    def clean_belongs_to(self) -> str:
        """Empty, or a name with at least one letter or digit."""
        return named_with_letters(self.cleaned_data["belongs_to"])

    def clean_site(self) -> str:
        """An address of the web, as typed."""
        site = str(self.cleaned_data["site"])
        if site and not Place(site=site).page:
            raise ValidationError(
                _("The address of a page begins with https:// or with its name, such as example.org.")
            )
        return site

    def _post_clean(self) -> None:
        """The verb writes the row, not the form: until then the row stays as it was."""


class WhyForm(forms.ModelForm):
    """Why people of a goal gather at a place."""

    class Meta:
        model = GoalPlace
        fields = ("why",)
        field_classes = {"why": LineField}
        labels = {"why": _("Why here")}
        widgets = {"why": forms.TextInput(attrs=PLAIN)}

    def _post_clean(self) -> None:
        """The verb writes the row."""


class PutForm(forms.Form):
    """One more goal whose people gather at a place."""

    goal = forms.ModelChoiceField(label=_("People of which goal?"), queryset=Goal.objects.none())
    why = LineField(label=_("Why here"), required=False, max_length=300, widget=forms.TextInput(attrs=PLAIN))

    def __init__(self, goals: Iterable[Goal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["goal"]
        offered.queryset, offered.empty_label = goals, None

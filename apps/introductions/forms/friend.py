"""What a friend types on a letter: who else might know them, and how often they may be asked."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.introductions.cleaning import clean_name


class SomeoneElseForm(forms.Form):
    """A name, without an address: whoever asked knows them, or asks the friend again."""

    named = forms.CharField(
        label=_("Who might?"), max_length=200, error_messages={"required": _("A name, please.")}
    )

    def clean_named(self) -> str:
        """The name, as it may stand on another's page."""
        name = clean_name(self.cleaned_data["named"])
        if not name:
            raise forms.ValidationError(_("A name, please."))
        return name


class LimitForm(forms.Form):
    """How often an address may be asked, by all members of this server together."""

    ONCE_A_YEAR, TWICE_A_YEAR, NEVER = "365", "182", "never"

    often = forms.ChoiceField(
        label=_("How often may members of this server ask you?"),
        choices=[
            (NEVER, _("Never again")),
            (ONCE_A_YEAR, _("Once a year at most, all of them together")),
            (TWICE_A_YEAR, _("Twice a year at most, all of them together")),
        ],
        initial=NEVER,
        widget=forms.RadioSelect,
    )
    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "It is kept only as a fingerprint, to know it when somebody asks; nothing is sent there."
        ),
    )

    @property
    def days(self) -> int | None:
        """Between two questions; none: never."""
        often = self.cleaned_data["often"]
        return None if often == self.NEVER else int(often)

"""The form of an organisation."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.contacts.domains import host_of, is_mail_house
from apps.contacts.forms.fields import LineField, TextField
from apps.contacts.models import Organisation
from apps.core.fold import fold


class OrganisationForm(forms.ModelForm):
    """Its name, what kind it is, where it is on the web, and notes."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Organisation.Kind.choices,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )
    domain = LineField(
        label=_("Its place on the web"),
        required=False,
        max_length=2000,
        help_text=_("example.org; whoever has an e-mail address there is put here when you name it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "domain", "notes")
        field_classes = {"name": LineField, "notes": TextField}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_name(self) -> str:
        """A name with at least one letter or digit."""
        name = str(self.cleaned_data["name"])
        if not fold(name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean_domain(self) -> str:
        """The host alone; a house where anybody has an address is nobody's organisation."""
        typed = str(self.cleaned_data["domain"])
        host = host_of(typed)
        if typed and not host:
            raise ValidationError(_("A place on the web looks like example.org."))
        if host and is_mail_house(host):
            raise ValidationError(
                _("Anybody can have an address there, so it says nothing about this organisation.")
            )
        return host

    def _post_clean(self) -> None:
        """The verb writes the row, not the form: until then the row stays as it was."""

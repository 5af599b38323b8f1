"""The form of the member's employer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.contacts.domains import host_of, is_mail_house
from apps.contacts.forms.fields import LineField
from apps.goals.forms.finder import ServesFinder
from apps.goals.models import EmployerProfile


class EmployerForm(ServesFinder):
    """Who they are, the fields they serve, the domain of their mail."""

    name = LineField(
        label=_("Who employs you?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    domain = LineField(
        label=_("Where does their mail go?"),
        required=False,
        max_length=300,
        help_text=_("What stands behind the @ of your address at work: example.com"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    field_order = ("name", "serves_words", "serves_asked", "serves", "domain")

    def __init__(self, own: EmployerProfile | None, data: QueryDict | None = None) -> None:
        before = {"name": own.name, "domain": own.domain, "serves": own.fields} if own else {}
        super().__init__(data, initial=before)
        self.fields["serves_words"].help_text = _(
            "Financial technology, banking: the fields in which your employer has customers, with commas "
            "between them."
        )

    def clean_domain(self) -> str:
        """The host alone; a house where anybody has an address is nobody's employer."""
        typed = str(self.cleaned_data["domain"])
        host = host_of(typed)
        if typed and not host:
            raise ValidationError(_("A domain looks like example.com."))
        if host and is_mail_house(host):
            raise ValidationError(_("Anybody can have an address there, so your employer cannot read it."))
        return host

    def columns(self) -> dict[str, Any]:
        """What the form says, as `EmployerProfile.rewrite` takes it."""
        return {
            "name": self.cleaned_data["name"],
            "domain": self.cleaned_data["domain"],
            "fields": self.served,
        }

"""What is typed on a letter to whoever was asked for: an address, and the code that was sent there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.mail_format import Undeliverable, mailbox
from apps.introductions.cleaning import clean_name


class AddressForm(forms.Form):
    """An address that can take mail; the name only where the letter knew none."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("An address, please."),
            "invalid": _("Mail cannot go to this address."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_address(self) -> str:
        """As SMTP takes it."""
        address: str = self.cleaned_data["address"]
        try:
            mailbox(address)
        except Undeliverable:
            raise forms.ValidationError(_("Mail cannot go to this address.")) from None
        return address

    def clean_name(self) -> str:
        """As it may stand in somebody's book."""
        return clean_name(self.cleaned_data["name"])


class CodeForm(AddressForm):
    """The six digits; address and name come along unseen, for nothing of them was kept."""

    code = forms.CharField(
        label=_("The six digits"),
        max_length=20,
        error_messages={"required": _("Six digits, please.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("address", "name"):
            self.fields[name].widget = forms.HiddenInput()

    def clean_code(self) -> str:
        """Without the spaces and strokes that come along when one copies."""
        code = "".join(each for each in self.cleaned_data["code"] if each.isdecimal())
        if len(code) != 6 or not code.isascii():
            raise forms.ValidationError(_("Six digits, please."))
        return code

"""The member's card, and what somebody outside leaves on it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.accounts.addresses import plain_address
from apps.contacts.forms.fields import LineField
from apps.introductions.cleaning import clean_line, clean_name, web_address
from apps.introductions.models import Card

NUMBER = re.compile(r"[+]?[0-9][0-9 ()./-]{3,29}")
COLUMNS = ("name", "line", "email", "phone", "site", "takes_details")


def telephone(typed: str) -> str:
    """A number in digits and what stands between them; ValidationError for anything else."""
    number = clean_line(typed, 50)
    if number and not NUMBER.fullmatch(number):
        raise ValidationError(_("A number in digits, please, like +351 912 345 678."))
    return number


class ReachForm(forms.Form):
    """Two ways to reach somebody, each of which may stay empty."""

    def clean_email(self) -> str:
        """An address every mail program can write to, or none."""
        email: str = self.cleaned_data["email"]
        return plain_address(email) if email else ""

    def clean_phone(self) -> str:
        """A number, or none."""
        return telephone(self.cleaned_data["phone"])


class CardForm(ReachForm):
    """What the member chooses to show; only the name is asked for."""

    name = LineField(label=_("Your name"), max_length=80)
    line = LineField(
        label=_("One line about you"),
        required=False,
        max_length=200,
        help_text=_("A publicist in Oakland, for people who make outdoor gear."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=50, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    site = LineField(
        label=_("On the web"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("mayaortega.example"),
    )
    takes_details = forms.BooleanField(
        label=_("They may leave you their details"),
        required=False,
        help_text=_("A small form under your card. Nothing reaches your book until you put it there."),
    )

    def clean_name(self) -> str:
        """Letters only: it stands in the head of a page."""
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("Write your name in letters."))
        return name

    def clean_site(self) -> str:
        """An address on the web, with or without its https://, or none."""
        site: str = self.cleaned_data["site"]
        if not site:
            return ""
        if not web_address(site):
            raise ValidationError(_("An address on the web, please, like mayaortega.example."))
        return site

    def columns(self) -> dict[str, Any]:
        """What the card keeps."""
        return {name: self.cleaned_data[name] for name in COLUMNS}


def said_on(card: Card) -> dict[str, Any]:
    """What the form says before the member changes it."""
    return {name: getattr(card, name) for name in COLUMNS}


class VisitForm(ReachForm):
    """What somebody leaves of themself: a name, and a way to reach them."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("A name, please.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Mail cannot go to this address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your phone"),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    words = forms.CharField(label=_("Where you met"), required=False, max_length=300)
    hides_optional = True

    def clean_name(self) -> str:
        """As it may stand in somebody's book."""
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("A name, please."))
        return name

    def clean_words(self) -> str:
        """On one line."""
        return clean_line(self.cleaned_data["words"], 300)

    def clean(self) -> dict[str, Any]:
        """One way to reach them is needed, whichever it is."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", _("An e-mail address or a number, please: else nobody could answer."))
        return cleaned

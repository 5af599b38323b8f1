"""What is public of somebody: written so that they could read it, with where it says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.fields import DayField, LineField
from apps.goals.models import PublicFact


class FactForm(forms.ModelForm):
    """A fact with its source, seen on a day up to today."""

    class Meta:
        model = PublicFact
        fields = ("text", "source", "seen_on")
        field_classes = {"text": LineField, "source": LineField, "seen_on": DayField}
        labels = {
            "text": _("What is public"),
            "source": _("Where it says so"),
            "seen_on": _("When you saw it"),
        }
        help_texts = {"source": _("A page, a talk, a paper: where anybody could look.")}
        error_messages = {
            "text": {"required": _("Say what is public.")},
            "source": {"required": _("Say where it stands: only what is public, with its source, is kept.")},
        }
        widgets = {
            "text": forms.TextInput(attrs={"autocomplete": "off"}),
            "source": forms.TextInput(attrs={"autocomplete": "off"}),
            "seen_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["seen_on"].widget.attrs["max"] = today.isoformat()
        said = translated("Write it so that %(name)s could read it.")
        self.fields["text"].help_text = said % {"name": self.instance.contact.first_name}

    def clean_seen_on(self) -> Any:
        """A day up to the member's today."""
        on = self.cleaned_data["seen_on"]
        if on > self.today:
            raise forms.ValidationError(_("That day is still to come. When did you see it?"))
        return on

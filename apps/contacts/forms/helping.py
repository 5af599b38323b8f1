"""Forms for what one did for somebody, what one asked of them, and what they care for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.contacts.forms.details import DetailForm
from apps.contacts.forms.fields import DayField, LineField
from apps.contacts.models import Ask, Cause, Give
from apps.core.fold import fold

WHAT = {"what": LineField, "happened_on": DayField}


class HappenedForm(DetailForm):
    """What it was, in a line, and the day; today where none is named, never a day to come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].required = False
        self.initial["happened_on"] = self.initial.get("happened_on") or self.today
        self.fields["happened_on"].widget.attrs["max"] = self.today.isoformat()

    def clean_happened_on(self) -> date:
        """A day up to the member's today."""
        on: date = self.cleaned_data["happened_on"] or self.today
        if on > self.today:
            raise ValidationError(_("That day is still to come. Write it down once it has happened."))
        return on


class GiveForm(HappenedForm):
    """What one did for somebody."""

    class Meta:
        model = Give
        fields = ("what", "happened_on")
        field_classes = WHAT
        labels = {"what": _("What you did")}


class AskForm(HappenedForm):
    """What one asked; the question *whom else?* needs no words of its own."""

    kind = forms.ChoiceField(
        label=_("What you asked about"),
        choices=Ask.Kind.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    class Meta:
        model = Ask
        fields = ("kind", "what", "happened_on")
        field_classes = WHAT
        labels = {"what": _("What you asked")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["kind"] = self.initial.get("kind") or Ask.Kind.FAVOUR
        self.fields["what"].required = False

    def clean_kind(self) -> str:
        """A favour where nothing else was said."""
        return self.cleaned_data["kind"] or Ask.Kind.FAVOUR

    def clean(self) -> dict[str, Any]:
        """Words for the question that has some of its own; else they are asked for."""
        cleaned = super().clean() or {}
        if not cleaned.get("what") and "what" not in self.errors:
            if cleaned.get("kind") == Ask.Kind.WHOM_ELSE:
                cleaned["what"] = gettext("Whom else I should know")
            else:
                self.add_error("what", _("A word or two is enough."))
        return cleaned


class CauseForm(DetailForm):
    """A cause somebody cares for, and how one knows."""

    source = forms.ChoiceField(
        label=_("How you know"),
        choices=Cause.Source.choices,
        initial=Cause.Source.TOLD,
        widget=forms.RadioSelect(attrs={"class": "chips"}),
    )

    class Meta:
        model = Cause
        fields = ("name", "source", "where")
        field_classes = {"name": LineField, "where": LineField}
        labels = {"name": _("What they care for"), "where": _("Where")}
        help_texts = {
            "name": _("The river, a school abroad, the orchestra. Nothing they would not say aloud."),
            "where": _("The page, the talk or the evening. For what they made public this is needed."),
        }

    def clean_name(self) -> str:
        """A name with at least one letter or digit."""
        name = str(self.cleaned_data["name"])
        if not fold(name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean(self) -> dict[str, Any]:
        """What somebody made public can be found where they did."""
        cleaned = super().clean() or {}
        if cleaned.get("source") == Cause.Source.PUBLIC and not cleaned.get("where") and not self.errors:
            self.add_error("where", _("Where did they make it public? A few words are enough."))
        return cleaned

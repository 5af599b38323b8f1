"""The form that narrows the list of people: each field is a word of its address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.contacts.narrowing import RHYTHMS, WITHOUT, shown
from apps.contacts.selection import LONGEST_QUERY, Selection

ORDERS = (
    ("name", _("name")),
    ("due", _("who comes round next")),
    ("newest", _("who was added last")),
)


class Suggesting(TextInput):
    """A line of text with suggestions; any other text may be typed."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "maxlength": LONGEST_QUERY})
        self.suggestions: list[str] = []

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field, and the list its suggestions come from."""
        field = super().render(name, value, {**(attrs or {}), "list": f"{name}-suggestions"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.suggestions))
        return field + format_html('<datalist id="{}-suggestions">{}</datalist>', name, options)


def _who() -> list[tuple[str, Any]]:
    """Asked each time: higher apps add to it when the site starts."""
    return [("", _("whoever")), *shown().items()]


class NarrowingForm(forms.Form):
    """Sent by GET to the list itself; nothing in it is refused, for what makes no sense is left out."""

    hides_optional = True

    q = forms.CharField(label=_("Words"), required=False)
    show = forms.ChoiceField(label=_("Who"), choices=_who, required=False)
    circle = forms.ChoiceField(label=_("In the circle"), required=False)
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=[("", _("however often")), *RHYTHMS.items()], required=False
    )
    organisation = forms.CharField(label=_("At the organisation"), widget=Suggesting(), required=False)
    city = forms.CharField(label=_("In the city"), widget=Suggesting(), required=False)
    relation = forms.CharField(label=_("What they are to me"), widget=Suggesting(), required=False)
    without = forms.ChoiceField(
        label=_("There is"), choices=[("", _("whatever there is")), *WITHOUT.items()], required=False
    )
    sort = forms.ChoiceField(label=_("In order of"), choices=ORDERS, required=False)

    def __init__(
        self, selection: Selection, circles: list[tuple[int, str]], there: dict[str, list[str]]
    ) -> None:
        super().__init__(initial=selection.pairs(), auto_id="narrow_%s")
        self.fields["circle"].choices = [("", _("any or none")), *circles]  # type: ignore[attr-defined]
        for name, suggestions in there.items():
            self.fields[name].widget.suggestions = suggestions  # type: ignore[attr-defined]

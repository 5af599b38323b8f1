"""How every form is drawn: one field template, one form template (setting FORM_RENDERER)."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class KithBoundField(BoundField):
    """A field whose placeholder, where it only repeats the label, is left out."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """The widget's attributes; False makes Django leave one out."""
        attrs = super().build_widget_attrs(attrs, widget)
        placeholder = str((widget or self.field.widget).attrs.get("placeholder", ""))
        if self.label and placeholder.casefold().startswith(str(self.label).casefold()):
            attrs["placeholder"] = False
        return attrs


class KithRenderer(DjangoTemplates):
    """Draws forms with `templates/_form.html` and fields with `templates/_field.html`.

    Django's own widget templates come from Django's folder, so the project needs no loader for the
    templates of installed apps and nothing of theirs can appear on a page unseen.
    """

    form_template_name = "_form.html"
    field_template_name = "_field.html"
    bound_field_class = KithBoundField

    def get_template(self, template_name: str) -> Any:
        """The named template: widgets from Django, everything else from the project."""
        if template_name.startswith("django/forms/"):
            return super().get_template(template_name)
        return get_template(template_name)

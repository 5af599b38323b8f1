"""How every form is drawn: one field template, one form template (setting FORM_RENDERER)."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class KithRenderer(DjangoTemplates):
    """Draws forms with `templates/_form.html` and fields with `templates/_field.html`.

    Django's own widget templates come from Django's folder, so the project needs no loader for the
    templates of installed apps and nothing of theirs can appear on a page unseen.
    """

    form_template_name = "_form.html"
    field_template_name = "_field.html"

    def get_template(self, template_name: str) -> Any:
        """The named template: widgets from Django, everything else from the project."""
        if template_name.startswith("django/forms/"):
            return super().get_template(template_name)
        return get_template(template_name)

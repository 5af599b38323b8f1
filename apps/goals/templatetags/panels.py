"""Panels of higher apps inside a section."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from apps.core.panels import panels_of

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: Context, page: str, subject: Any) -> SafeString:
    """Every panel of that page that has something to say of the subject, one after another."""
    request = context["request"]
    around: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    drawn = (
        (render_to_string(panel.template, around | {"panel": facts}, request),)
        for panel in panels_of(page)
        if (facts := panel.facts(request, subject)) is not None
    )
    return format_html_join("", "{}", drawn)

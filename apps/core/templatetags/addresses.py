"""`{% url %}` as Django has it, with the way an address is put together remembered."""

from __future__ import annotations

from html import escape

from django import template
from django.template import defaulttags
from django.urls import NoReverseMatch

from apps.core.addresses import address

register = template.Library()


@register.tag
def url(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Django's `{% url %}`: the same words, the same answers."""
    parsed = defaulttags.url(parser, token)
    return Address(parsed.view_name, parsed.args, parsed.kwargs, parsed.asvar)


class Address(defaulttags.URLNode):
    """An address of nothing but a name and keys is remembered; every other one is left to Django."""

    def render(self, context: template.Context) -> str:
        """The address, or nothing where it was asked for under a name."""
        keys = [key.resolve(context) for key in self.args]
        for key in keys:
            if type(key) is not int or key < 0:
                return super().render(context)
        if self.kwargs:
            return super().render(context)
        try:
            found = address(self.view_name.resolve(context), *keys)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return escape(found) if context.autoescape else found

"""`{% translate %}` as Django has it, with the words of a template asked for once in each language.

A page has a hundred of them, and Django goes a long way for each: lazy text, its escaping, the catalogue.
"""

from __future__ import annotations

from django import template
from django.template import base
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()


@register.tag
def translate(parser: base.Parser, token: base.Token) -> template.Node:
    """Django's `{% translate %}`: the same words, the same answers."""
    parsed = i18n.do_translate(parser, token)
    context = parsed.message_context
    if parsed.asvar or not _is_written(parsed.filter_expression) or (context and not _is_written(context)):
        return parsed
    return Words(parsed)


class Words(template.Node):
    """Words that stand in the template itself, and nothing is done to them."""

    def __init__(self, asked: i18n.TranslateNode) -> None:
        self.asked = asked
        self.said: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """The words in the reader's language."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.asked.render(context)
        return self.said[language]


def _is_written(expression: base.FilterExpression) -> bool:
    """Whether it is text in quotes: a variable says another thing in every context."""
    var = expression.var
    return not expression.filters and (isinstance(var, str) or isinstance(getattr(var, "literal", None), str))

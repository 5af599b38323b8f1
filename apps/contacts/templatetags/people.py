"""A person's row, drawn in Python: a list draws fifty, and as a template each would cost ten times as much."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.contacts.listing import Row
from apps.core.templatetags.ui import monogram, year_line

register = template.Library()

PERSON = (
    '<li class="person">{}<div class="person-body"><a class="person-name" href="{}/">{}</a>{}</div>'
    '<div class="person-since">{}{}</div></li>'
)
LINE = '<p class="person-line">{}</p>'


@register.simple_tag
def person_row(row: Row) -> SafeString:
    """Monogram, name, one line, the last touch and the year line. The address is relative to the list."""
    person = row.person
    line = _("has died") if person.died_on else row.line
    return format_html(
        PERSON,
        monogram(person.name, person.pk),
        person.pk,
        person.name,
        format_html(LINE, line) if line else "",
        row.since,
        year_line(row.cells),
    )

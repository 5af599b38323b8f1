"""What the list of people draws in Python: as templates, fifty rows and the thumb index cost half a page."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.contacts.listing import Row
from apps.contacts.models import Contact
from apps.core.templatetags.ui import monogram, thumb_index, year_line

register = template.Library()

PERSON = (
    '<li class="person">{}<div class="person-body"><a class="person-name" href="{}/">{}</a>'
    '<p class="person-line">{}</p></div><div class="person-since">{}{}</div></li>'
)
PICK = '<label class="person-pick"><input type="checkbox" name="person" value="{}" aria-label="{}"></label>'
PERSON_ALONE = PERSON.replace('<p class="person-line">{}</p>', "{}")


@register.simple_tag
def person_row(row: Row, picks: object = False) -> SafeString:
    """Monogram, name, one line, the last touch and the year line. The address is relative to the list.

    With `picks` a box stands in the place of the monogram; without, a script may put one there.
    """
    person = row.person
    line = _("has died") if person.died_on else row.line
    return format_html(
        PERSON if line else PERSON_ALONE,
        format_html(PICK, person.pk, person.name) if picks else face_of(person),
        person.pk,
        person.name,
        line,
        row.since,
        year_line(row.cells),
    )


@register.simple_tag
def face_of(person: Contact, size: str = "") -> SafeString:
    """Somebody's monogram; dashed while they are only hoped for. `size`: "large" or nothing."""
    kind = f"{size} ghost".strip() if person.is_hoped_for else size
    return monogram(person.name, person.pk, kind)


@register.simple_tag
def letters_of(letters: frozenset[str], url: str, current: str) -> SafeString:
    """The thumb index, drawn once for the same letters."""
    return _thumb(letters, url, current, get_language())


@lru_cache(maxsize=512)
def _thumb(letters: frozenset[str], url: str, current: str, language: str | None) -> SafeString:
    return render_to_string("_thumb.html", thumb_index(letters, url, current))

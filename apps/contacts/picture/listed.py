"""The same as the picture in words: circles with their people as links, and who opened whom.

Drawn in Python: three thousand links as a template would take longer than the picture itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.contacts.picture.people import Acquaintance, Someone

NAME = '<a href="/contacts/{}/">{}</a>'


def groups_of(known: Acquaintance) -> list[tuple[int | None, str, SafeString]]:
    """Key and name of each circle, with its people; last, without key, whoever is in none."""
    alone = _("In no circle") if known.circles else _("Everybody")
    return [(pk, name or alone, _links(people, "<li>{}</li>")) for pk, name, people in known.groups]


def openings_of(known: Acquaintance) -> SafeString:
    """A sentence for everybody who introduced somebody."""
    sentence = _("%(name)s introduced you to %(others)s.")
    return format_html_join(
        "",
        "<li>{}</li>",
        (
            (format_html(sentence % {"name": "{}", "others": "{}"}, _link(by), _listed(others)),)
            for by, others in known.opened
        ),
    )


def _listed(people: list[Someone]) -> SafeString:
    if len(people) == 1:
        return _link(people[0])
    some, last = format_html_join(", ", "{}", ((_link(each),) for each in people[:-1])), _link(people[-1])
    return format_html(_("%(some)s and %(last)s") % {"some": "{}", "last": "{}"}, some, last)


def _links(people: Iterable[Someone], around: str) -> SafeString:
    return format_html_join("", around, ((_link(each),) for each in people))


def _link(person: Someone) -> SafeString:
    return format_html(NAME, person.pk, person.name)

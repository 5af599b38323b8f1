"""Doors opened, as a sentence with the people in it as links; never a number beside a name."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.contacts.doors import Door
from apps.contacts.models import Contact
from apps.core.dates import in_letters

register = template.Library()

MOST_NAMED = 40


@register.simple_tag
def doors_sentence(person: Contact, doors: list[Door]) -> SafeString:
    """ "Ben opened two doors for you: Cara, and through Cara, Dev." No pronoun is needed."""
    count = sum(len(door.people) for door in doors)
    said = ngettext(
        "{name} opened a door for you: {whom}.", "{name} opened {count} doors for you: {whom}.", count
    )
    return format_html(said, name=person.first_name, count=in_letters(count), whom=_whom(doors))


def _whom(doors: list[Door]) -> SafeString:
    named, clauses = 0, []
    for door in doors:
        room = MOST_NAMED - named
        if room <= 0:
            clauses.append(escape(_("and others")))
            break
        clauses.append(_clause(door, room))
        named += len(door.people)
    joint = ", " if len(clauses) == 2 else "; "
    return format_html_join(joint, "{}", ((clause,) for clause in clauses))


def _clause(door: Door, room: int) -> SafeString:
    links = [_link(pk, name) for pk, name in door.people[:room]]
    if len(door.people) > room:
        links.append(escape(_("others")))
    people = _listed(links)
    if door.through is None:
        return people
    return format_html(_("and through {door}, {people}"), door=door.through[1], people=people)


def _listed(links: list[SafeString]) -> SafeString:
    if len(links) < 2:
        return links[0]
    first: Iterable[tuple[SafeString]] = ((link,) for link in links[:-1])
    return format_html(_("{first} and {last}"), first=format_html_join(", ", "{}", first), last=links[-1])


def _link(pk: int, name: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("contacts:person", args=[pk]), name)

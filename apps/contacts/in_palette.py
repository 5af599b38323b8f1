"""People and organisations in the palette, and what to do with and about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.listing import line_of
from apps.contacts.models import Contact, Interaction, Organisation, Participation
from apps.contacts.models.searching import IN_NOTES, asks_nothing, first_found
from apps.core.addresses import address
from apps.core.findings import MOST, Errand, ErrandWith, Finder, Finding, by_words
from apps.core.fold import prefix_bounds, search_words, sort_key, tokens

if TYPE_CHECKING:
    from apps.accounts.models import Member

COLUMNS = ("name", "city", "remember", "relation", "died_on", "sort_key")
LOOKED_AT = 30
"""Found by any word: of these the ones so named come first."""
LATEST = 30
"""Touches looked through for the last few people."""
LATELY = 4


def people(member: Member, query: str) -> list[Finding]:
    """Those whose name begins so, then by a word of it, then by what else stands about them."""
    if asks_nothing(query):
        return []
    named = list(begin_so(member, query))
    others = first_found(member, query, LOOKED_AT, COLUMNS) if len(named) < MOST else ()
    found = {person.pk: person for person in (*named, *sorted(others, key=_is_by_name(query)))}
    return [_person(person) for person in list(found.values())[:MOST]]


def begin_so(member: Member, query: str) -> Any:
    """The first whose whole name begins with the query: a range of the index by which people are listed."""
    lowest, below = prefix_bounds(sort_key(query))
    rows = Contact.objects.of(member).filter(sort_key__gte=lowest, sort_key__lt=below)
    return rows.only(*COLUMNS).order_by("sort_key", "pk")[:MOST]


def _is_by_name(query: str) -> Callable[[Contact], bool]:
    """Sorts those first for whom each word begins one of their name."""
    words = search_words(query)

    def is_otherwise(person: Contact) -> bool:
        own = tokens(person.name)
        return not all(any(each.startswith(word) for each in own) for word in words)

    return is_otherwise


def _person(person: Contact) -> Finding:
    is_noted = getattr(person, "place", "").startswith(IN_NOTES)
    line = _("in a note") if is_noted else line_of(person)
    return Finding(
        person.name,
        address("contacts:person", person.pk),
        _("has died") if person.died_on else line,
        person.pk,
        is_aside=is_noted or person.died_on is not None,
    )


def lately(member: Member) -> list[Finding]:
    """The last few somebody was in touch with."""
    last = {each.contact_id: each.contact for each in touches(member) if not each.contact.died_on}
    return [_person(person) for person in list(last.values())[:LATELY]]


def touches(member: Member) -> Any:
    """Who took part in the newest touches, newest first; these are chosen before anybody is read."""
    newest = Interaction.objects.of(member).order_by("-happened_on", "-pk").values("pk")[:LATEST]
    took_part = Participation.objects.of(member).filter(interaction_id__in=newest)
    return took_part.select_related("contact").order_by("-interaction__happened_on", "-interaction_id")


def organisations(member: Member, query: str) -> Sequence[Finding]:
    """Those whose name has words that begin so."""
    rows = by_words(Organisation.objects.of(member), "folded", search_words(query))
    return [
        Finding(row.name, address("contacts:organisation", row.pk), row.get_kind_display())
        for row in rows.only("name", "kind")[:MOST]
    ]


def _all_people(query: str) -> Finding:
    found = address("contacts:list") + "?" + urlencode({"q": query})
    return Finding(_("All people found by “{words}”").format(words=query), found, is_ours=True)


def _all_organisations(query: str) -> Finding:
    found = address("contacts:organisations") + "?" + urlencode({"q": query})
    return Finding(_("All organisations that begin with “{words}”").format(words=query), found, is_ours=True)


def _new_person(query: str) -> Finding:
    there = address("contacts:new") + "?" + urlencode({"name": query})
    return Finding(_("Add “{name}” to your people").format(name=query), there, is_ours=True)


def _write_sheet(pk: int) -> str:
    return f"{address('contacts:person', pk)}#write-{pk}"


PEOPLE = Finder(
    "person",
    gettext_lazy("People"),
    people,
    more=_all_people,
    lately_name=gettext_lazy("Last in touch with"),
    lately=lately,
    instead=_new_person,
)
ORGANISATIONS = Finder("organisation", gettext_lazy("Organisations"), organisations, more=_all_organisations)
WITH_PEOPLE = (
    ErrandWith(
        "person",
        gettext_lazy("Log {name}"),
        lambda pk: address("contacts:log", pk),
        gettext_lazy("log logged with talk talked to meet met see saw call called visited"),
    ),
    ErrandWith(
        "person",
        gettext_lazy("Write to {name}"),
        _write_sheet,
        gettext_lazy("write mail text message ring to"),
    ),
)
ERRANDS = (
    Errand(
        gettext_lazy("Log whom you were in touch with"),
        "contacts:capture",
        gettext_lazy("write down note capture talked met called wrote happened dinner coffee"),
        ("/", "/contacts/", "/network/", "/review/"),
    ),
    Errand(
        gettext_lazy("Add people"),
        "contacts:new",
        gettext_lazy("new person names contact somebody type"),
        ("/", "/contacts/", "/network/"),
    ),
    Errand(
        gettext_lazy("Bring a file"),
        "contacts:bring",
        gettext_lazy("import upload address book vcard csv linkedin google outlook phone contacts"),
        ("/contacts/",),
    ),
    Errand(gettext_lazy("Pick who matters"), "contacts:pick", gettext_lazy("rhythm choose often")),
    Errand(
        gettext_lazy("Walk through your life"),
        "contacts:walk",
        gettext_lazy("remember school jobs family past memory"),
        ("/contacts/",),
    ),
    Errand(gettext_lazy("Circles"), "contacts:circles", gettext_lazy("groups"), ("/contacts/circles/",)),
    Errand(
        gettext_lazy("Organisations"),
        "contacts:organisations",
        gettext_lazy("companies employers clubs schools"),
    ),
    Errand(gettext_lazy("The picture of your people"), "picture", gettext_lazy("network map graph")),
    Errand(
        gettext_lazy("Tidy up"),
        "contacts:tidy",
        gettext_lazy("duplicates double twice merge same person"),
        ("/contacts/",),
    ),
    Errand(gettext_lazy("Never asked: whom else should I know"), "contacts:never_asked", gettext_lazy("ask")),
    Errand(gettext_lazy("The yearly clearing"), "contacts:clearing", gettext_lazy("let go fewer clean")),
    Errand(
        gettext_lazy("Export people as vCards"),
        "contacts:export",
        gettext_lazy("download vcf save address book backup"),
    ),
    Errand(
        gettext_lazy("Export people as a table"),
        "contacts:export_table",
        gettext_lazy("download csv spreadsheet excel save"),
    ),
)

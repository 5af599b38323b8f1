"""People and organisations in the palette, and what to do with and about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.contacts.listing import line_of
from apps.contacts.models import Contact, Organisation
from apps.contacts.models.searching import IN_NOTES, asks_nothing, first_found
from apps.core.addresses import address
from apps.core.findings import HAS_WORDS, MOST, Errand, ErrandWith, Finder, Finding, Row
from apps.core.fold import search_words, tokens

if TYPE_CHECKING:
    from apps.accounts.models import Member

COLUMNS = ("name", "nickname", "city", "remember", "relation", "died_on", "let_be_at")
BESIDE = """array[c.city, c.remember, c.relation, coalesce(c.died_on::text, ''),
    coalesce(c.let_be_at::text, ''), coalesce((select o.name from contacts_affiliation a
              join contacts_organisation o on o.owner_id = a.owner_id and o.id = a.organisation_id
              where a.owner_id = c.owner_id and a.contact_id = c.id and a.until_on is null
              order by a.id desc limit 1), '')]"""
LOOKED_AT = 30
"""Found by any word: of these the ones so named come first."""

BEGIN_SO = f"""
select c.id, c.name, {BESIDE} from contacts_contact c
where c.owner_id = %(owner)s and c.sort_key >= %(low)s and c.sort_key < %(below)s
order by c.sort_key, c.id limit %(most)s
"""
LATELY = f"""
select c.id, c.name, {BESIDE}
from (
    select p.contact_id, min(newest.at) as at
    from (
        select id, row_number() over (order by happened_on desc, id desc) as at
        from (
            select id, happened_on from contacts_interaction where owner_id = %(owner)s
            order by happened_on desc, id desc limit 30) i) newest
    join contacts_participation p on p.owner_id = %(owner)s and p.interaction_id = newest.id
    group by p.contact_id) last
join contacts_contact c on c.owner_id = %(owner)s and c.id = last.contact_id
where c.died_on is null and c.let_be_at is null order by last.at limit 4
"""
NAMED_SO = f"""
select id, name, array[kind] from contacts_organisation where owner_id = %(owner)s and {HAS_WORDS}
order by strpos(' ' || folded, (%(words)s::text[])[1]), folded limit %(most)s
"""


def people(member: Member, query: str, rows: list[Row]) -> list[Finding]:
    """Those whose name begins so, then by a word of it, then by what else stands about them."""
    found = {row.pk: _named(row) for row in rows}
    if len(found) < MOST and not asks_nothing(query):
        others = [_person(each, query) for each in first_found(member, query, LOOKED_AT, COLUMNS)]
        for each in sorted(others, key=lambda finding: finding.is_aside):
            found.setdefault(each.pk or 0, each)
    return list(found.values())[:MOST]


def _named(row: Row) -> Finding:
    city, remember, relation, died_on, let_be_at, works_at = row.beside
    known = line_of(Contact(city=city, remember=remember, relation=relation)) or works_at
    line = _("has died") if died_on else known
    return Finding(
        row.name,
        address("contacts:person", row.pk),
        line,
        row.pk,
        is_aside=bool(died_on),
        is_let_be=bool(let_be_at),
    )


def _person(person: Contact, query: str) -> Finding:
    line = _("in a note") if getattr(person, "place", "").startswith(IN_NOTES) else line_of(person)
    own = tokens(f"{person.name} {person.nickname}")
    is_named = all(any(each.startswith(word) for each in own) for word in search_words(query))
    return Finding(
        person.name,
        address("contacts:person", person.pk),
        _("has died") if person.died_on else line,
        person.pk,
        is_aside=not is_named or person.died_on is not None,
        is_let_be=person.let_be_at is not None,
    )


def organisations(_member: Member, _query: str, rows: list[Row]) -> Sequence[Finding]:
    """Those whose name has words that begin so."""
    kinds = dict(Organisation.Kind.choices)
    return [
        Finding(row.name, address("contacts:organisation", row.pk), kinds.get(row.beside[0], ""))
        for row in rows
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
    BEGIN_SO,
    people,
    more=_all_people,
    lately_name=gettext_lazy("Last in touch with"),
    lately=LATELY,
    instead=_new_person,
)
ORGANISATIONS = Finder(
    "organisation", gettext_lazy("Organisations"), NAMED_SO, organisations, more=_all_organisations
)
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

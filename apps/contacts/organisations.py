"""The organisations of a member: a page of the list, who is at one, and two that become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from apps.contacts.cursors import beyond, decode, encode
from apps.contacts.merging.uniting import Uniting
from apps.contacts.models import Affiliation, Contact, ContactPoint, Organisation
from apps.core.fold import fold, prefix_bounds

if TYPE_CHECKING:
    from apps.accounts.models import Member

A_PAGE = 50
NAMED = 3
MOST_PEOPLE = 300
LINKS = {"email": "mailto:", "phone": "tel:"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link to the list asks for: the beginning of a name, a kind."""

    q: str = ""
    kind: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """From the query string; what makes no sense is left out."""
        kind = query.get("kind", "")
        return cls(
            q=query.get("q", "").replace("\0", "").strip()[:200],
            kind=kind if kind in Organisation.Kind.values else "",
        )

    def link(self, **changes: str) -> str:
        """The query string of the same with these changes."""
        wanted = {"q": self.q, "kind": self.kind} | changes
        return "?" + urlencode({name: value for name, value in wanted.items() if value})

    def kinds(self) -> list[tuple[str, str, bool]]:
        """(name, link, is it chosen) of each kind."""
        return [
            (str(label), self.link(kind=value), value == self.kind)
            for value, label in Organisation.Kind.choices
        ]


@dataclass(frozen=True, slots=True)
class Page:
    """Organisations with the names of a few who are there, and the link to the next page or ""."""

    rows: list[tuple[Organisation, str]]
    more: str


def page(member: Member, asked: Asked, after: str, today: date) -> Page:
    """Fifty by name, from this cursor on; one query."""
    found: Any = Organisation.objects.of(member)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if folded := fold(asked.q):
        lowest, below = prefix_bounds(folded)
        found = found.filter(folded__gte=lowest, folded__lt=below)
    if begin := decode(after, str):
        found = found.filter(beyond(("folded", "id"), begin))
    rows = list(_with_names(found, today).order_by("folded", "pk")[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    last = encode(shown[-1].folded, shown[-1].pk) if len(rows) > A_PAGE else ""
    return Page([(row, ", ".join(row.names)) for row in shown], asked.link(after=last) if last else "")


def _with_names(organisations: Any, today: date) -> Any:
    there = Affiliation.objects.filter(
        Q(until_on=None) | Q(until_on__gte=today), owner=OuterRef("owner"), organisation=OuterRef("pk")
    )
    names = there.order_by("contact__sort_key", "contact_id").values("contact__name")
    return organisations.annotate(names=ArraySubquery(names[:NAMED]))


@dataclass(frozen=True, slots=True)
class People:
    """Affiliations of those who are there now and of those who were; `is_cut` where there are more."""

    now: list[Affiliation]
    before: list[Affiliation]
    is_cut: bool


def people_of(organisation: Organisation, today: date) -> People:
    """By name, each with their person; one query."""
    rows = list(
        organisation.affiliations.select_related("contact").order_by(
            "contact__sort_key", "contact_id", "-from_on"
        )[: MOST_PEOPLE + 1]
    )
    shown = rows[:MOST_PEOPLE]
    now = [row for row in shown if row.is_there(today)]
    before = [row for row in shown if not row.is_there(today)]
    return People(now, before, len(rows) > MOST_PEOPLE)


def read_from_cards(organisation: Organisation) -> list[tuple[str, str, str]]:
    """(label, value, address to open or "") of what its own card in an address book said."""
    rows = (row for row in organisation.extras if len(row) == 2 and all(isinstance(t, str) for t in row))
    return [(_label(key), value, _opening(key, value)) for key, value in rows if value.strip()]


def _label(key: str) -> str:
    kinds = dict(ContactPoint.Kind.choices)
    return str(kinds.get(key, key)) or "·"


def _opening(key: str, value: str) -> str:
    if key == "url":
        return ContactPoint(kind="url", value=value).page
    if key == "phone":
        return LINKS[key] + ContactPoint(kind="phone", value=value).number
    return LINKS[key] + value.strip() if key in LINKS else ""


def unite(member: Member, into: Organisation, gone: Organisation) -> None:
    """One organisation of two: everything about `gone` belongs to `into`, and `gone` is no more."""
    people = {*into.people(), *gone.people()}
    Uniting(member).unite(Organisation, into.pk, gone.pk)
    _drop_twice_told(into)
    into.domain = into.domain or gone.domain
    into.notes = "\n\n".join(filter(None, dict.fromkeys((into.notes, gone.notes))))[:65536]
    into.extras = [*into.extras, *(row for row in gone.extras if row not in into.extras)]
    Organisation.objects.of(member).filter(pk=gone.pk).delete()
    into.save(update_fields=["domain", "notes", "extras"])
    Contact.objects.reindex(list(people))


def _drop_twice_told(into: Organisation) -> None:
    """The same person there as the same thing at the same time, told twice."""
    seen, twice = set(), []
    for row in into.affiliations.order_by("pk"):
        told = (row.contact_id, fold(row.role), fold(row.department), row.from_on, row.until_on)
        if told in seen:
            twice.append(row.pk)
        seen.add(told)
    into.affiliations.filter(pk__in=twice).delete()

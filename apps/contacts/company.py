"""Company: whom of the member's people a few typed names mean.

"Ben, Cara Diaz" after a dinner; the one who introduced somebody. A name means the person it names in
full, else the only one found by it. Where several are found, the member says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.contacts.models import Contact
from apps.contacts.models.searching import matching
from apps.core.fold import sort_key

if TYPE_CHECKING:
    from apps.accounts.models import Member

BETWEEN = re.compile(r"[,;\n]|\s&\s|\s\+\s")
MOST_NAMES = 20
MOST_MEANT = 6


@dataclass
class Company:
    """People meant; names that several go by, with those; names that nobody goes by."""

    people: list[Contact] = field(default_factory=list)
    unclear: dict[str, list[Contact]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def names_in(typed: str) -> list[str]:
    """The names in a line, each once, without those that hold no letter or digit."""
    names = (" ".join(part.split()) for part in BETWEEN.split(typed))
    return list(dict.fromkeys(name for name in names if sort_key(name).strip("~")))


def company_of(member: Member, names: Iterable[str], chosen: Iterable[Contact] = ()) -> Company:
    """Whom these names mean; a name that finds someone already chosen asks no further. One query a name."""
    company = Company(people=list(chosen))
    for name in names:
        meant = meaning(member, name)
        if any(person in company.people for person in meant):
            continue
        if len(meant) == 1:
            company.people += meant
        elif meant:
            company.unclear[name] = meant
        else:
            company.unknown.append(name)
    return company


def meaning(member: Member, name: str) -> list[Contact]:
    """The people a name may mean: those it names in full, else those found by its words; at most six."""
    found = Contact.objects.of(member).filter(matching(member, name)).order_by("sort_key", "pk")
    in_full = list(found.filter(sort_key=sort_key(name)[:200])[:MOST_MEANT])
    return in_full or list(found[:MOST_MEANT])

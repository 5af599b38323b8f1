"""Company: whom of the member's people a few typed names mean.

"Ben, Cara Diaz" after a dinner; the one who introduced somebody. A name means the person it names in
full, else the only one found by it. Where several are found, the member says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.contacts.models import Contact
from apps.contacts.models.searching import matching
from apps.core.fold import search_words, sort_key, tokens

if TYPE_CHECKING:
    from apps.accounts.models import Member

MOST_NAMES = 20
MOST_MEANT = 6
MOST_WEIGHED = 50


@dataclass
class Company:
    """People meant; names that several go by, with those; names that nobody goes by."""

    people: list[Contact] = field(default_factory=list)
    unclear: dict[str, list[Contact]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def names_in(typed: str) -> list[str]:
    """The names in a line, each once, without those that hold no letter or digit."""
    between = rf"[,;\n]|\s(?:&|\+|{re.escape(_('and'))})\s"
    names = (" ".join(part.split()) for part in re.split(between, typed))
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
    """The people a name may mean, at most six.

    Those it names in full; else those whose own name it begins, rather than their town or circle; else
    whoever is found by it.
    """
    people = Contact.objects.of(member).filter(matching(member, name)).order_by("sort_key", "pk")
    in_full = list(people.filter(sort_key=sort_key(name)[:200])[:MOST_MEANT])
    if in_full:
        return in_full
    found = list(people[:MOST_WEIGHED])
    by_name = [person for person in found if _is_called(person, name)]
    return (by_name or found)[:MOST_MEANT]


def _is_called(person: Contact, name: str) -> bool:
    own = tokens(f"{person.name} {person.nickname}")
    return all(any(word.startswith(asked) for word in own) for asked in search_words(name))

"""Ways to reach a person in a Monica export: contact fields, whose type is told elsewhere, and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.contacts.imports.card import Address, Labelled
from apps.contacts.imports.limits import LISTED
from apps.contacts.imports.monica.values import Sayings, line, properties, text
from apps.contacts.imports.vcard.values import is_link, read_email, scheme_of

_HANDLE = re.compile(r"[\w%.-]{2,100}")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.-]{4,30}")
_PLACE = ("street", "city", "province", "postal_code", "country")


@dataclass
class Ways:
    emails: list[Labelled] = field(default_factory=list)
    phones: list[Labelled] = field(default_factory=list)
    urls: list[Labelled] = field(default_factory=list)
    messengers: list[Labelled] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)


def contact_field(ways: Ways, value: Any, types: Mapping[str, dict[str, str]], sayings: Sayings) -> None:
    """One way to reach them; what its type does not tell, its looks do."""
    told = properties(value)
    said = sayings.cut(line(told.get("data")), "contact_field")
    kind = types.get(line(told.get("type")), {})
    name = kind.get("name", "")
    meant = kind.get("type", "").lower() or _by_protocol(kind.get("protocol", "")) or _by_looks(said)
    if not said:
        return
    if meant == "email":
        _email(ways, said, sayings)
    elif meant == "phone":
        _add(ways.phones, said, "" if name.lower() == "phone" else name)
    elif scheme_of(said) in ("http", "https"):
        _add(ways.urls, said, name.lower())
    elif name.lower() == "linkedin" and _HANDLE.fullmatch(said):
        _add(ways.urls, f"https://www.linkedin.com/in/{said}", "linkedin")
    elif name and is_link(said):
        _add(ways.messengers, said, name.lower())
    else:
        sayings.keep(name or "contact_field", said)


def address(ways: Ways, value: Any, sayings: Sayings) -> None:
    told = properties(value)
    street, city, region, postcode, country = (
        sayings.cut(text(told.get(part)) if part == "street" else line(told.get(part)), part)
        for part in _PLACE
    )
    label = line(told.get("name"))[:100]
    found = Address(street, city, region, postcode, country, label)
    if found != Address(label=label) and len(ways.addresses) < LISTED and found not in ways.addresses:
        ways.addresses.append(found)
    sayings.keep("place", told.get("latitude"), told.get("longitude"))


def _email(ways: Ways, said: str, sayings: Sayings) -> None:
    if (found := read_email(said)) is not None:
        _add(ways.emails, found, "")
    else:
        sayings.say("email_unreadable", said[:100])
        sayings.keep("email", said)


def _add(values: list[Labelled], value: str, label: str) -> None:
    found = Labelled(value, label)
    if found not in values and len(values) < LISTED:
        values.append(found)


def _by_protocol(protocol: str) -> str:
    return {"mailto:": "email", "tel:": "phone"}.get(protocol, "")


def _by_looks(said: str) -> str:
    if read_email(said):
        return "email"
    return "phone" if _PHONE.fullmatch(said) else ""

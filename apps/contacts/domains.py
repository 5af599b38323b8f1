"""Where an organisation is on the web: the host by which it is found again.

Pure functions. A house that gives everybody an address says nothing about where somebody works.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from apps.contacts.addresses import MAIL_HOUSES, SCHEME
from apps.core.fold import fold

LONGEST = 200
LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "nom", "or", "org"})
"""What stands before a country's two letters in names such as example.co.uk."""
LEAST_ALIKE = 3


def host_of(typed: str) -> str:
    """The host in an address of any kind, in lower case without "www."; "" where there is none."""
    text = SCHEME.sub("", unicodedata.normalize("NFKC", typed).strip().lower())
    host = re.split(r"[/?#]", text, maxsplit=1)[0].rpartition("@")[2].split(":")[0]
    host = host.removeprefix("www.").rstrip(".")
    labels = host.split(".")
    is_host = len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)
    return host if is_host and not labels[-1].isdigit() and len(host) <= LONGEST else ""


def is_mail_house(host: str) -> bool:
    """Whether addresses there belong to anybody: gmail.com, web.de, yahoo.co.uk."""
    return owner_of(host) in MAIL_HOUSES


def owner_of(host: str) -> str:
    """The label that somebody registered: "example" of mail.example.co.uk."""
    labels = host.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else ""


def hosts_of(addresses: Iterable[str]) -> Iterator[str]:
    """The hosts of e-mail addresses, without the houses where anybody has one."""
    for address in addresses:
        host = host_of(address)
        if host and not is_mail_house(host):
            yield host


def belongs(host: str, name: str) -> bool:
    """Whether a host is named after an organisation: "siemens.com" and "Siemens AG"."""
    return fold(owner_of(host)).replace(" ", "") in {*_words(name), "".join(fold(name).split())}


def are_alike(one: str, other: str) -> bool:
    """Whether two names of organisations share a word that says something."""
    return bool(_words(one) & _words(other))


def _words(name: str) -> set[str]:
    return {word for word in fold(name).split() if len(word) >= LEAST_ALIKE}

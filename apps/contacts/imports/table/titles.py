"""What the title of a column says: the field, where its value belongs, and which columns go together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from apps.contacts.imports.table.words import OWN_LABELS, PLACES, SILENT, TITLES, WHOLE
from apps.core.fold import fold

# "E-mail 1 - Value": the columns of one entry, as Google writes them.
_NUMBERED = re.compile(r"(.{1,60}?) ?([0-9]{1,3}) - (.{1,60})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COMMON = {"profile", "home page", "blog", "friend", "brother", "sister", "parent", "relative", "birthday"}
_LABEL_PARTS = {"type", "label"}
_SECTIONS = {"event": "date", "custom field": "custom", "relation": "related"}
_FULL_SECTION_PARTS = {"e mail", "im", "phone", "website", "event", "relation", "custom field"}
_PARTS_OF_ADDRESSES = ("street", "address", "city", "region", "postcode", "country")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """`field` is a key of FIELDS ("" unknown), `label` what the value is called, `group` its entry's name.

    Columns of one group and of one kind of entry (an address, a post) are parts of one entry; a column
    whose field is `label` names the other values of its group.
    """

    field: str = ""
    label: str = ""
    group: str = ""


UNKNOWN = Meaning()


def _listed(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        field, _, titles = line.partition(":")
        for title in titles.split("|"):
            found.setdefault(fold(title), field)
    return found


_TITLES = _listed(TITLES)
_PLACES = _listed(PLACES)
_OWN_LABELS = _listed(OWN_LABELS)
_SILENT = frozenset(SILENT.split())
_IN_ORDER = tuple(dict.fromkeys(_PLACES.values()))


@lru_cache(maxsize=4096)
def meaning(title: str) -> Meaning:
    """What a title means; the same whatever its case, accents and punctuation."""
    title = " ".join(title[:LONGEST].split())
    if match := _NUMBERED.fullmatch(title):
        return _of_section(fold(match[1]), match[2], fold(match[3]))
    folded = fold(title)
    if folded in WHOLE:
        return Meaning(*WHOLE[folded])
    if field := _TITLES.get(folded):
        return Meaning(field, _OWN_LABELS.get(folded) or _places(folded.split()) * (field == "phone"))
    return _without_places(folded.split())


def _of_section(section: str, number: str, part: str) -> Meaning:
    """A column of Google's: section, number, part ("Address", "1", "City")."""
    group = f"{section} {number}"
    if part in _LABEL_PARTS:
        return Meaning("label", "", group)
    if section == "im" and part == "service":
        return Meaning("label", "service", group)
    if section in _FULL_SECTION_PARTS and part == "value":
        known = meaning(section)
        return Meaning(_SECTIONS.get(section) or known.field, "", group)
    known = meaning(f"{section} {part}")
    return Meaning(known.field, "", group) if known.field else UNKNOWN


def _without_places(words: list[str]) -> Meaning:
    """ "Home Street 2" is a street, at home; "Primary Email" an e-mail."""
    core = [word for word in words if word not in _PLACES and word not in _SILENT and not word.isdigit()]
    field = _TITLES.get(" ".join(core), "")
    if not core:
        is_phone = any(_PLACES.get(word) in ("mobile", "fax", "pager") for word in words)
        field = "phone" if is_phone else ""
    if not field:
        return _glued(words)
    places = _places(words)
    grouped = field in _PARTS_OF_ADDRESSES
    return Meaning(field, places or _OWN_LABELS.get(" ".join(core), ""), places if grouped else "")


def _glued(words: list[str]) -> Meaning:
    """ "Address2", "Mail1": a number without a blank before it."""
    parted = [part for word in words for part in re.findall(r"[0-9]{1,3}$|[^0-9]+|[0-9]+", word)]
    return _without_places(parted) if len(parted) > len(words) else UNKNOWN


def _places(words: list[str]) -> str:
    """The places named, where before what: "work fax" however the title puts it."""
    named = {place for word in words if (place := _PLACES.get(word))}
    return " ".join(place for place in _IN_ORDER if place in named)


def spoken(label: str) -> str:
    """A label in a cell as people read it: "homeFax" is a "home fax", one's own stays as written."""
    words = fold(_HUMP.sub(" ", label)).split()
    if words and all(word in _PLACES for word in words):
        return _places(words)
    folded = " ".join(words)
    return _OWN_LABELS.get(folded) or (folded if folded in _COMMON else label)

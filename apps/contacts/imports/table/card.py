"""The card that the cells of one row come to."""

from __future__ import annotations

from typing import NamedTuple

from apps.contacts.imports.card import Card, Labelled, Post
from apps.contacts.imports.limits import LISTED, VALUE_CHARACTERS
from apps.contacts.imports.naming import joined_name
from apps.contacts.imports.table.days import birthday_of, dates_of, died_on, met_on
from apps.contacts.imports.table.draft import Draft
from apps.contacts.imports.table.linkedin import MET, without_letters
from apps.contacts.imports.table.parts import addresses_of, posts_of
from apps.contacts.imports.table.ways import ways_of
from apps.core.fold import fold

_SYSTEM_CIRCLES = {"mycontacts", "my contacts", "all contacts", "starred", "starred in android"}
# Said to somebody rather than of them.
_SALUTATIONS = {"mr", "mrs", "ms", "miss", "herr", "frau", "m", "mme", "mlle", "monsieur", "madame"}
_SALUTATIONS |= {"sr", "sra", "srta", "senor", "senora", "senhor", "senhora"}
_RHYTHMS = {"weekly": 7, "monthly": 30, "every month": 30, "each season": 91, "quarterly": 91}
_RHYTHMS |= {"twice a year": 182, "yearly": 365, "once a year": 365}
_LONGEST_RHYTHM = 3650


class _Names(NamedTuple):
    """The parts of a name; `whole` is the display name, "" where there is none."""

    whole: str
    given: str
    family: str
    extras: tuple[tuple[str, str], ...]


def card_of(draft: Draft) -> Card:
    """The card; its name is empty where the row names nobody."""
    names, nickname = _names(draft), draft.one("nickname")
    emails, phones, urls = (ways_of(draft, field) for field in ("email", "phone", "url"))
    posts = posts_of(draft)
    return Card(
        name=(names.whole or _stand_in(draft, posts, nickname, (*emails, *phones)))[:VALUE_CHARACTERS],
        given=names.given,
        family=names.family,
        nickname=nickname,
        emails=emails,
        phones=phones,
        urls=tuple(Labelled(url.value, "linkedin") for url in urls) if draft.is_linkedin else urls,
        messengers=ways_of(draft, "messenger"),
        addresses=addresses_of(draft),
        posts=posts,
        birthday=birthday_of(draft),
        dates=dates_of(draft),
        city=draft.one("home_city"),
        notes="\n\n".join(cell.text for cell in draft.all("notes")),
        circles=_circles(draft),
        related=ways_of(draft, "related"),
        uid=draft.one("uid"),
        met=MET if draft.is_linkedin else draft.one("how_we_met"),
        met_on=met_on(draft),
        died_on=died_on(draft),
        relation=draft.one("relation"),
        introduced_by=_introducer(draft),
        rhythm_days=_rhythm(draft),
        interests=", ".join(cell.text for cell in draft.all("interests")),
        extras=(*names.extras, *draft.rest()),
        remarks=draft.remarks,
    )


def _names(draft: Draft) -> _Names:
    parts = {field: draft.one(field) for field in ("prefix", "given", "additional", "family", "suffix")}
    shown = parts | ({"prefix": ""} if fold(parts["prefix"]) in _SALUTATIONS else {})
    if draft.is_linkedin:
        parts["family"], parts["suffix"] = without_letters(parts["family"])
        shown = parts | {"suffix": ""}
    whole = draft.one("name") or joined_name(**shown)
    extras = tuple((field, parts[field]) for field in ("prefix", "additional", "suffix") if parts[field])
    return _Names(whole, parts["given"], parts["family"], extras)


def _stand_in(draft: Draft, posts: tuple[Post, ...], nickname: str, ways: tuple[Labelled, ...]) -> str:
    """What somebody without a name is called: organisation, nickname, first e-mail, first phone."""
    organisation = next((post.organisation for post in posts if post.organisation), "")
    address = next((way.value for way in ways), "")
    found = (("organisation", organisation), ("nickname", nickname), ("address", address))
    for stand_in, name in found[2:] if draft.is_linkedin else found:
        if name:
            draft.say(f"named_by_{stand_in}")
            return name
    return ""


def _circles(draft: Draft) -> tuple[str, ...]:
    """Circles by name, without those that a program makes for itself."""
    found: dict[str, None] = {}
    for cell in draft.all("circles"):
        sign = next((sign for sign in draft.habits.list_signs if sign in cell.text), None)
        for part in cell.text.split(sign) if sign else [cell.text]:
            name = part.strip() if draft.habits.is_exact else " ".join(part.strip().removeprefix("*").split())
            if name and (draft.habits.is_exact or fold(name) not in _SYSTEM_CIRCLES):
                found[name] = None
    return tuple(found)[:LISTED]


def _introducer(draft: Draft) -> str:
    """Who introduced them: by UID where the file has it, else by name."""
    uid, name = draft.one("introduced_by_uid"), draft.one("introduced_by")
    return uid or name


def _rhythm(draft: Draft) -> int | None:
    """Days from 1 to 3,650, or one of the words for them; anything else is kept as text."""
    for cell in draft.all("rhythm"):
        is_number = cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 6
        days = int(cell.text) if is_number else _RHYTHMS.get(fold(cell.text), 0)
        if 1 <= days <= _LONGEST_RHYTHM:
            return days
        draft.say("rhythm_unreadable", cell.text)
        draft.keep(cell)
    return None

"""Writes people as vCard 3.0 (RFC 2426) or 4.0 (RFC 6350), so that phones and our own reader read them back.

What the standards have no word for goes the way Apple writes it: yearless birthdays in 3.0, custom labels,
relations, other days. What nobody has a word for is `X-KITH-…`.
"""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal

from apps.contacts.exports.vcard_text import components, escape, line, link, parameter
from apps.contacts.imports.card import Address, Card, Labelled, PartialDate, fingerprint
from apps.contacts.imports.partial_dates import APPLE_NO_YEAR
from apps.contacts.imports.vcard.lines import label_of

Version = Literal["3.0", "4.0"]

_PRODUCT = "-//Kith//Kith//EN"
# Made from what a card says, where it has no UID of its own; any fixed namespace would do.
_NAMESPACE = uuid.UUID("6f0b3f2e-5d1c-5a86-9b3d-2a7c1e4f8d90")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TYPES = {"mobile": "CELL"} | {
    word: word.upper() for word in ("home", "work", "fax", "pager", "main", "other", "video", "car", "isdn")
}
_SCHEMES = {"aim", "xmpp", "skype", "sip", "icq"}
_RELATIONS = {"spouse", "child", "parent", "sibling", "friend", "agent", "colleague", "neighbor", "kin"}
# Extras that are properties in their own right; other names become X-KITH-EXTRA.
_PROPERTIES = {"gender", "lang", "tz", "geo", "role", "hobby", "interest", "expertise"}
_VENDOR_NAME = re.compile(r"x-(?!kith-)[a-z0-9-]{1,60}")
_NAME_PARTS = {"prefix", "additional", "suffix"}
_PICTURES = {b"\xff\xd8": "jpeg", b"\x89P": "png", b"GI": "gif", b"RI": "webp"}


def write(cards: Iterable[Card], version: Version = "3.0", *, now: datetime) -> Iterator[bytes]:
    """One vCard per card: CRLF, UTF-8, folded at 75 octets, UID and REV always.

    `now` is the REV of cards that bring none; a card without UID gets one made from what it says, the same
    each time.
    """
    for card in cards:
        lines = _Writer(card, version).lines(now)
        yield b"".join(line(text) for text in lines)


class _Writer:
    """The lines of one card. Items are numbered where Apple's groups are needed."""

    def __init__(self, card: Card, version: Version) -> None:
        self._card, self._version = card, version
        self._item = 0

    def lines(self, now: datetime) -> Iterator[str]:
        card = self._card
        yield from ("BEGIN:VCARD", f"VERSION:{self._version}", f"PRODID:{_PRODUCT}")
        yield f"UID:{self._urn(card.uid or str(uuid.uuid5(_NAMESPACE, fingerprint(card).hex())))}"
        yield f"REV:{escape(card.rev or now.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ'))}"
        yield from self._names()
        for name, entries in (("EMAIL", card.emails), ("TEL", card.phones), ("URL", card.urls)):
            for entry in entries:
                yield from self._labelled(name, entry)
        yield from map(self._messenger, card.messengers)
        for address in card.addresses:
            yield from self._address(address)
        yield from self._posts()
        yield from self._days()
        yield from self._related()
        yield from self._rest()
        yield "END:VCARD"

    def _names(self) -> Iterator[str]:
        card = self._card
        extra = dict(reversed(card.extras))
        parts = (card.family, card.given, *(extra.get(key, "") for key in ("additional", "prefix", "suffix")))
        yield f"FN:{escape(card.name)}"
        yield f"N:{components(parts)}"
        if card.nickname:
            yield f"NICKNAME:{escape(card.nickname)}"
        yield from self._kind()

    def _kind(self) -> Iterator[str]:
        apple = self._version == "3.0"
        if self._card.kind == "organisation":
            yield "X-ABShowAs:COMPANY" if apple else "KIND:org"
            if apple and not self._card.posts:
                yield f"ORG:{escape(self._card.name)}"
        elif self._card.kind == "group":
            yield "X-ADDRESSBOOKSERVER-KIND:group" if apple else "KIND:group"
        name = "X-ADDRESSBOOKSERVER-MEMBER" if apple else "MEMBER"
        yield from (f"{name}:{self._urn(member)}" for member in self._card.members)

    def _urn(self, uid: str) -> str:
        """A UUID as urn: in 4.0, and always where it names a member of a group."""
        return f"urn:uuid:{uid}" if self._version == "4.0" and _UUID.fullmatch(uid) else escape(uid)

    def _labelled(self, name: str, entry: Labelled) -> Iterator[str]:
        value = link(entry.value) if name == "URL" else escape(entry.value)
        return self._with_label(name, value, entry.label, preferred=entry.preferred)

    def _with_label(self, name: str, value: str, label: str, *, preferred: bool = False) -> Iterator[str]:
        """TYPE where the standard has the words, in the order they are read back; else Apple's X-ABLabel."""
        types = [_TYPES[word] for word in label.split() if word in _TYPES]
        own = "" if label_of(tuple(kind.lower() for kind in types)) == label else label
        params = "" if own else "".join(f";TYPE={kind}" for kind in types)
        if preferred:
            params += ";TYPE=PREF" if self._version == "3.0" else ";PREF=1"
        group = self._group() if own else ""
        yield f"{group}{name}{params}:{value}"
        if own:
            yield f"{group}X-ABLabel:{escape(own)}"

    def _group(self) -> str:
        self._item += 1
        return f"item{self._item}."

    def _messenger(self, entry: Labelled) -> str:
        scheme = entry.label if entry.label in _SCHEMES else "x-apple"
        preferred = ""
        if entry.preferred:
            preferred = ";TYPE=PREF" if self._version == "3.0" else ";PREF=1"
        service = parameter(entry.label or "im", self._version)
        return f"IMPP;X-SERVICE-TYPE={service}{preferred}:{scheme}:{escape(entry.value)}"

    def _address(self, address: Address) -> Iterator[str]:
        parts = ("", "", address.street, address.city, address.region, address.postcode, address.country)
        return self._with_label("ADR", components(parts), address.label)

    def _posts(self) -> Iterator[str]:
        """ORG and TITLE, grouped where there are several, so that each title stays with its organisation."""
        posts = self._card.posts
        several = len(posts) > 1 or any(post.from_on or post.until_on for post in posts)
        for post in posts:
            group = self._group() if several else ""
            if post.organisation or post.department:
                parts = (post.organisation, post.department) if post.department else (post.organisation,)
                yield f"{group}ORG:{components(parts)}"
            if post.role or several:
                yield f"{group}TITLE:{escape(post.role)}"
            if post.from_on:
                yield f"{group}X-KITH-FROM:{post.from_on.isoformat()}"
            if post.until_on:
                yield f"{group}X-KITH-UNTIL:{post.until_on.isoformat()}"

    def _days(self) -> Iterator[str]:
        if self._card.birthday:
            yield self._day("BDAY", self._card.birthday)
        for day in self._card.dates:
            if self._version == "4.0" and day.label == "anniversary":
                yield self._day("ANNIVERSARY", day.date)
                continue
            group = self._group()
            yield self._day(f"{group}X-ABDATE", day.date)
            if day.label:
                label = _built_in(day.label) if day.label == "anniversary" else escape(day.label)
                yield f"{group}X-ABLabel:{label}"

    def _day(self, name: str, day: PartialDate) -> str:
        if day.year is not None:
            text = f"{day.year:04}-{day.month:02}-{day.day:02}"
            return f"{name}:{text.replace('-', '') if self._version == '4.0' else text}"
        if self._version == "4.0":
            return f"{name}:--{day.month:02}{day.day:02}"
        year = APPLE_NO_YEAR
        return f"{name};X-APPLE-OMIT-YEAR={year}:{year}-{day.month:02}-{day.day:02}"

    def _related(self) -> Iterator[str]:
        for entry in self._card.related:
            if self._version == "4.0" and entry.label in _RELATIONS:
                uid = _UUID.fullmatch(entry.value)
                value = f":urn:uuid:{entry.value}" if uid else f";VALUE=text:{escape(entry.value)}"
                yield f"RELATED;TYPE={entry.label}{value}"
                continue
            group = self._group()
            yield f"{group}X-ABRELATEDNAMES:{escape(entry.value)}"
            if entry.label:
                label = _built_in(entry.label) if entry.label in _RELATIONS else escape(entry.label)
                yield f"{group}X-ABLabel:{label}"

    def _rest(self) -> Iterator[str]:
        card = self._card
        if card.circles:
            yield f"CATEGORIES:{','.join(map(escape, card.circles))}"
        if card.notes:
            yield f"NOTE:{escape(card.notes)}"
        yield from self._between_us()
        own = _PROPERTIES if any(post.role for post in card.posts) else _PROPERTIES - {"role"}
        for key, value in card.extras:
            if key in own or _VENDOR_NAME.fullmatch(key):
                yield f"{key.upper()}:{escape(value)}"
            elif key not in _NAME_PARTS:
                yield f"X-KITH-EXTRA;X-NAME={parameter(key, '4.0')}:{escape(value)}"
        if card.photo:
            yield self._photo(card.photo)

    def _between_us(self) -> Iterator[str]:
        """What they enjoy (RFC 6715) and that they died (RFC 6474); what only Kith knows of the two."""
        card, newer = self._card, self._version == "4.0"
        if card.interests:
            yield f"{'INTEREST' if newer else 'X-KITH-INTERESTS'}:{escape(card.interests)}"
        if card.died_on:
            day = card.died_on.isoformat()
            yield f"DEATHDATE:{day.replace('-', '')}" if newer else f"X-KITH-DIED-ON:{day}"
        own = (
            ("CITY", card.city),
            ("RELATION", card.relation),
            ("MET", card.met),
            ("MET-ON", card.met_on.isoformat() if card.met_on else ""),
            ("INTRODUCED-BY", card.introduced_by),
            ("RHYTHM", str(card.rhythm_days or "")),
        )
        yield from (f"X-KITH-{name}:{escape(value)}" for name, value in own if value)

    def _photo(self, photo: bytes) -> str:
        kind = _PICTURES.get(photo[:2], "jpeg")
        data = base64.b64encode(photo).decode("ascii")
        if self._version == "4.0":
            return f"PHOTO:data:image/{kind};base64,{data}"
        return f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{data}"


def _built_in(label: str) -> str:
    """A label as Apple writes its own, so that a phone shows it in its language."""
    return f"_$!<{label.capitalize()}>!$_"

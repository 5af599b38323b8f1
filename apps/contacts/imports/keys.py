"""What a card can be found by: uid, addresses and name, in the form the book keeps them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from apps.contacts.addresses import match_key
from apps.contacts.imports.card import Card, Touch
from apps.contacts.models.details import ContactPoint
from apps.core.fold import sort_key

Kind = ContactPoint.Kind
FOREIGN = uuid.UUID("2c6ab0a4-5f0c-5c0e-9a38-6b1f0f6f7a11")
"""Namespace for UIDs that are no UUID (RFC 9562, version 5)."""
FINDING = (Kind.URL, Kind.EMAIL, Kind.PHONE)
SORT_KEY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach somebody, ready for its row."""

    kind: str
    value: str
    key: str
    label: str
    parts: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """A card's keys. `name` is its sort key; `has_name` is false where an address stands for one."""

    uid: uuid.UUID | None
    points: tuple[Point, ...]
    name: str
    has_name: bool
    touches: tuple[uuid.UUID, ...] = ()
    """Of each touch of the card, in its order, what it is known again by."""

    @property
    def is_full_name(self) -> bool:
        """At least two words: one alone matches nobody by itself."""
        return self.has_name and " " in self.name.strip()

    def finding(self) -> Iterator[tuple[str, str]]:
        """(kind, key) of every address that can find a person."""
        for point in self.points:
            if point.key and point.kind in FINDING:
                yield point.kind, point.key


def keys_of(card: Card, country: str) -> Keys:
    """The keys of one card, telephone numbers read as in the member's country."""
    remarked = {remark.code for remark in card.remarks}
    return Keys(
        uid=uuid_of(card.uid),
        points=tuple(_points(card, country)),
        name=sort_key(card.name)[:SORT_KEY_LENGTH],
        has_name="named_by_address" not in remarked,
        touches=tuple(_uid_of_touch(card, touch) for touch in card.touches),
    )


def _uid_of_touch(card: Card, touch: Touch) -> uuid.UUID:
    """Its own where the file names it, else one that the same card gives the same touch again."""
    if found := uuid_of(touch.uid):
        return found
    who = card.uid or card.name
    return uuid.uuid5(FOREIGN, "\n".join((who, touch.kind, touch.on.isoformat(), touch.note)))


def uuid_of(text: str) -> uuid.UUID | None:
    plain = text.strip().removeprefix("urn:uuid:")
    if not plain:
        return None
    try:
        return uuid.UUID(plain)
    except ValueError:
        return uuid.uuid5(FOREIGN, plain)


def uid_digest(uid: uuid.UUID) -> bytes:
    """Under which fingerprint a uid is remembered whose person was merged into another."""
    return sha256(f"uid:{uid}".encode()).digest()


def _points(card: Card, country: str) -> Iterator[Point]:
    seen: set[tuple[str, str]] = set()
    for kind, values in (
        (Kind.EMAIL, card.emails),
        (Kind.PHONE, card.phones),
        (Kind.URL, card.urls),
        (Kind.MESSENGER, card.messengers),
    ):
        for labelled in sorted(values, key=lambda value: not value.preferred):
            key = match_key(kind, labelled.value, country)
            if (kind, key or labelled.value) not in seen:
                seen.add((kind, key or labelled.value))
                yield Point(str(kind), labelled.value, key, labelled.label[:100])
    for address in card.addresses:
        parts = {
            name: value
            for name in ("street", "city", "region", "postcode", "country")
            if (value := getattr(address, name))
        }
        value = ", ".join(parts.values())
        if value and (Kind.ADDRESS, value) not in seen:
            seen.add((Kind.ADDRESS, value))
            yield Point(
                str(Kind.ADDRESS), value[:2000], match_key("address", value), address.label[:100], parts
            )

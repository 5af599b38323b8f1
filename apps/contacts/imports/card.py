"""One person, organisation or group as a file tells it, before anything is matched or stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from apps.contacts.imports.remarks import Remark

CardKind = Literal["person", "organisation", "group"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An e-mail, phone, address of a page, messenger name or relation, with what the file calls it."""

    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day that may lack its year (RFC 6350 section 4.3.1)."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DatedLabel:
    date: PartialDate
    label: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Where someone is and as what: ORG and TITLE; `from_on` and `until_on` where the file knows them."""

    organisation: str
    department: str = ""
    role: str = ""
    from_on: date | None = field(default=None, repr=False)
    until_on: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `street` may hold several lines."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """In touch on a day; `kind` is one of Interaction.Kind. Rows of one file share a touch by its `uid`."""

    kind: str
    on: date
    note: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What one card or row says.

    `extras` keeps what has no field of its own, by lower-case property name or by column title; of a name
    these are `prefix`, `additional` and `suffix`. `photo` is raw and unchecked. `members` are UIDs or names.
    `met` is where the two met ("LinkedIn"), `met_on` the day. `introduced_by` is the UID or the name of who
    introduced them, `rhythm_days` a wanted interval, `relation` what they are to the member. `died_on` tells
    that they have died, and when, as far as the file knows. `city` is where they live, where no address says
    so.
    """

    kind: CardKind = "person"
    name: str = ""
    given: str = ""
    family: str = ""
    nickname: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[Labelled, ...] = ()
    messengers: tuple[Labelled, ...] = ()
    addresses: tuple[Address, ...] = ()
    posts: tuple[Post, ...] = ()
    birthday: PartialDate | None = None
    dates: tuple[DatedLabel, ...] = ()
    city: str = ""
    notes: str = ""
    circles: tuple[str, ...] = ()
    related: tuple[Labelled, ...] = ()
    uid: str = ""
    rev: str = ""
    photo: bytes | None = None
    members: tuple[str, ...] = ()
    met: str = ""
    met_on: date | None = None
    relation: str = ""
    introduced_by: str = ""
    rhythm_days: int | None = None
    interests: str = ""
    died_on: date | None = None
    touches: tuple[Touch, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two rows of a file, from which a reader can go on.

    `offset` counts bytes from the start of the file, `line` the lines begun (the first is 1), `number` the
    rows read so far.
    """

    offset: int = 0
    line: int = 1
    number: int = 0


START = Position()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: with a card, or with the reason why there is none. Nothing is lost in silence.

    `number` and `line` are 1-based; `text` is the original, capped, without NUL and with photos left out;
    `end` is the byte offset right after the row, `end_line` the line number there.
    """

    number: int
    line: int
    text: str
    card: Card | None
    refused: Remark | None
    end: int
    end_line: int

    @property
    def after(self) -> Position:
        """Where a reader goes on once this row is safely stored."""
        return Position(self.end, self.end_line, self.number)


def fingerprint(card: Card) -> bytes:
    """32 bytes that are equal for two cards that say the same.

    REV, remarks and the order of repeated properties play no part; a photo counts by its digest.
    """
    photo = hashlib.sha256(card.photo).hexdigest() if card.photo else ""
    names = (card.kind, card.name, card.given, card.family, card.nickname)
    repeated: tuple[tuple[object, ...], ...] = (
        *(card.emails, card.phones, card.urls, card.messengers, card.addresses, card.posts, card.dates),
        *(card.circles, card.related, card.members, card.extras),
    )
    if card.touches:
        repeated += (card.touches,)
    later: tuple[object, ...] = (card.relation, card.introduced_by, card.rhythm_days, card.interests)
    later += tuple(filter(None, (card.died_on, card.city)))
    later += tuple(
        _in_order((post, post.from_on, post.until_on) for post in card.posts if post.from_on or post.until_on)
    )
    plain = (card.birthday, card.notes, card.uid, card.met, card.met_on, photo)
    # what only some formats know counts where it is known: older fingerprints stay as they were
    parts = (names, plain, *map(_in_order, repeated), *(later if any(later) else ()))
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).digest()


def _in_order(values: Iterable[object]) -> list[str]:
    return sorted(map(repr, values))

"""Random people as a member could have them in the book: any script, any sign, every part."""

from __future__ import annotations

import io
import string
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from PIL import Image

from apps.accounts.models import Member
from apps.contacts.addresses import match_key
from apps.contacts.models import (
    Affiliation,
    Circle,
    Contact,
    ContactPoint,
    ImportantDate,
    Membership,
    Organisation,
    Photo,
)
from apps.contacts.photos import small
from apps.core.fold import fold, sort_key

FORMULAS = [
    "=1+1",
    "+351",
    "-2",
    "@sum",
    "'=a",
    "''+b",
    "＝1",
    "－x",
    "'",
    "=",
    "--",
    "+",
    "* x",
    '"',
    ";",
    ",",
]
PLACES = ["", "home", "work", "mobile", "work fax", "fax work", "Tél. d’été", "a;b,c:d\\n"]
INVISIBLE = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
UNSAID = ("Cs", "Cc", "Zl", "Zp", "Cn", "Co")
EVERY_SIGN = [
    sign
    for code in (*range(0x20, 0x2FFF), *range(0x3000, 0x30FF), *range(0x1F300, 0x1F650))
    if unicodedata.category(sign := chr(code)) not in UNSAID and sign not in INVISIBLE
]
SIGNS = "-_+.'"
EXTRAS = ["prefix", "additional", "suffix", "hobby", "x-colour", "Kursname", "A: b; “c”", "related child"]
FIRST_DAY, LAST_DAY = date(1605, 1, 1).toordinal(), date(2026, 11, 1).toordinal()
ORDINARY = string.ascii_letters + "  äöüßéçñøłŻİ.-'’,;:\\\"()&/%0123456789"


@dataclass
class Drawn:
    """One person's rows, before there is an account to put them in."""

    columns: dict[str, Any]
    points: list[tuple[str, Any, str]]
    birthday: tuple[int, int, int | None] | None
    dates: list[tuple[str, tuple[int, int, int | None]]]
    jobs: list[tuple[str, str, str, date | None, date | None]]
    circles: list[str]
    has_photo: bool
    is_introduced: bool
    uid: uuid.UUID = field(default_factory=uuid.uuid4)


class Drawing:
    """Draws people from a seed: half of what it writes is ordinary, half is any sign there is."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def people(self, count: int) -> list[Drawn]:
        """So many different people."""
        return [self.person() for _ in range(count)]

    def person(self) -> Drawn:
        """Anybody."""
        chance = self.random.random
        return Drawn(
            self.columns(),
            points=self.several(self.point),
            birthday=self.day() if chance() < 0.5 else None,
            dates=[(self.random.choice(PLACES), self.day()) for _ in range(self.random.randrange(3))],
            jobs=self.several(lambda: (self.some(), self.words(), self.words(), self.on(), self.on())),
            circles=[name for name in self.several(self.some) if fold(name)],
            has_photo=chance() < 0.05,
            is_introduced=chance() < 0.5,
            uid=uuid.UUID(int=self.random.getrandbits(128), version=4),
        )

    def columns(self) -> dict[str, Any]:
        """What stands in the person's own row."""
        names = ("given_name", "family_name", "nickname", "relation", "city", "interests", "how_we_met")
        return {
            "name": self.some(),
            **{name: self.words() for name in names},
            "met_on": self.on(),
            "died_on": self.on() if self.random.random() < 0.1 else None,
            "notes": "\n".join(self.words() for _ in range(self.random.randrange(4))).strip(),
            "rhythm_days": self.random.choice([None, 1, 30, self.random.randint(1, 3650), 3650]),
            "extras": list(dict(self.several(self.extra)).items()),
        }

    def several(self, draw: Callable[[], Any]) -> list[Any]:
        """None, one, two or three."""
        return [draw() for _ in range(self.random.randrange(4))]

    def words(self) -> str:
        """A line as forms keep it, or nothing; it begins with no mark that joins the sign before it."""
        chance = self.random.random()
        if chance < 0.2:
            return self.random.choice(FORMULAS)
        signs = EVERY_SIGN if chance < 0.5 else ORDINARY
        text = "".join(self.random.choices(signs, k=self.random.randrange(14)))
        line = " ".join(unicodedata.normalize("NFC", text).split())
        return "" if line and unicodedata.combining(line[0]) else line

    def some(self) -> str:
        """Words that are not nothing."""
        return self.words() or self.some()

    def day(self) -> tuple[int, int, int | None]:
        """A month and a day, often with a year."""
        if self.random.random() < 0.4:
            return self.random.choice([(2, 29, None), (self.random.randint(1, 12), 28, None)])
        on = date.fromordinal(
            self.random.randint(date(1605, 1, 1).toordinal(), date(2026, 11, 1).toordinal())
        )
        return on.month, on.day, on.year

    def on(self) -> date | None:
        """A day of the last decades, or none."""
        first = date(1950, 1, 1).toordinal()
        return date.fromordinal(self.random.randint(first, LAST_DAY)) if self.random.random() < 0.5 else None

    def point(self) -> tuple[str, Any, str]:
        """A way to reach them, and what it is called."""
        random = self.random
        word = "".join(
            random.choices(string.ascii_lowercase + string.digits + "-_+.'", k=random.randint(1, 9))
        )
        digits = "".join(random.choices(string.digits, k=random.randint(6, 11)))
        match random.randrange(5):
            case 0:
                return "email", f"{word}@{word.strip(SIGNS) or 'x'}.example", random.choice(PLACES)
            case 1:
                return "phone", random.choice(["+1 ", "0", "(0)", "+351"]) + digits, random.choice(PLACES)
            case 2:
                return "url", f"https://{digits}.example/{word}?a=1,2;b", random.choice(PLACES)
            case 3:
                return "messenger", f"@{word}", random.choice(["skype", "xmpp", "telegram", "aim"])
            case _:
                return "address", self.address(), random.choice(PLACES)

    def address(self) -> dict[str, str]:
        """Some of its parts; the street in one line or two."""
        parts = {name: self.some() for name in ("city", "region", "postcode", "country")}
        parts = {name: text for name, text in parts.items() if self.random.random() < 0.6}
        return {"street": "\n".join((self.some(), self.some())[: self.random.randint(1, 2)]), **parts}

    def extra(self) -> tuple[str, str]:
        """What a file said that has no column."""
        keys = [
            "prefix",
            "additional",
            "suffix",
            "hobby",
            "x-colour",
            "Kursname",
            "A: b; “c”",
            "related child",
        ]
        return self.random.choice(keys), self.some()


def picture() -> bytes:
    """A photo as the book keeps it."""
    raw = io.BytesIO()
    Image.new("RGB", (8, 8), "plum").save(raw, "PNG")
    return small(raw.getvalue()) or b""


def plant(member: Member, people: list[Drawn], *, now: datetime) -> None:
    """Put these people into an account, as screens and imports would have: nothing there twice.

    Runs inside the member's scope.
    """
    made = [_person(member, drawn, now) for drawn in people]
    Contact.objects.bulk_create(made)
    for before, (person, drawn) in zip([None, *made], zip(made, people, strict=True), strict=False):
        person.introduced_by = before if drawn.is_introduced else None
    Contact.objects.bulk_update(made, ["introduced_by"])
    both, seen = list(zip(made, people, strict=True)), set[tuple[str, str]]()
    ContactPoint.objects.bulk_create(point for pair in both for point in _points(member, *pair, seen))
    ImportantDate.objects.bulk_create(day for pair in both for day in _days(member, *pair))
    Photo.objects.bulk_create(
        Photo(owner=member, contact=person, image=picture(), digest=b"x")
        for person, drawn in both
        if drawn.has_photo
    )
    _plant_places(member, both)


def _person(member: Member, drawn: Drawn, now: datetime) -> Contact:
    columns = drawn.columns | {"extras": [list(pair) for pair in drawn.columns["extras"]]}
    if columns["died_on"]:
        columns["rhythm_days"] = None
    if columns["nickname"] == columns["name"]:
        columns["nickname"] = ""
    # whose city is not said lives where their first address is
    cities = [parts["city"] for kind, parts, _label in drawn.points if kind == "address" and "city" in parts]
    columns["city"] = columns["city"] or next(iter(cities), "")
    made = {"created_at": now, "changed_at": now, "sort_key": sort_key(columns["name"])}
    return Contact(owner=member, uid=drawn.uid, **made, **columns)


def _points(
    member: Member, person: Contact, drawn: Drawn, seen: set[tuple[str, str]]
) -> Iterator[ContactPoint]:
    for position, (kind, value, label) in enumerate(drawn.points):
        text = ", ".join(value.values()) if kind == "address" else value
        key = match_key(kind, text, member.country)
        known = (f"{kind} {person.pk}" if kind == "address" else kind, key or text)
        if known not in seen:
            seen.add(known)
            parts = value if kind == "address" else None
            said = {"kind": kind, "value": text, "match_key": key, "label": label, "parts": parts}
            yield ContactPoint(owner=member, contact=person, position=position, **said)


def _days(member: Member, person: Contact, drawn: Drawn) -> Iterator[ImportantDate]:
    days: dict[tuple[str, int, int], tuple[str, str, int | None]] = {}
    if drawn.birthday:
        month, day, year = drawn.birthday
        days["", month, day] = ("birthday", "", year)
    for label, (month, day, year) in drawn.dates:
        days.setdefault((label, month, day), ("other", label, year))
    for (_label, month, day), (kind, label, year) in days.items():
        said = {"kind": kind, "label": label, "month": month, "day": day, "year": year}
        yield ImportantDate(owner=member, contact=person, **said)


def _plant_places(member: Member, both: list[tuple[Contact, Drawn]]) -> None:
    names = {fold(job[0]) or job[0]: job[0] for _person, drawn in both for job in drawn.jobs}
    rows = [Organisation(owner=member, folded=folded, name=name) for folded, name in names.items()]
    places = {place.folded: place for place in Organisation.objects.bulk_create(rows)}
    jobs = []
    for person, drawn in both:
        posts = {(fold(job[0]) or job[0], fold(job[2])): job for job in drawn.jobs}
        for (folded, _role), (_name, department, role, begun, ended) in posts.items():
            said = {"department": department, "role": role, "from_on": begun, "until_on": ended}
            jobs.append(Affiliation(owner=member, contact=person, organisation=places[folded], **said))
    Affiliation.objects.bulk_create(jobs)
    circles: dict[str, Circle] = {}
    joined = {(person, fold(name)): name for person, drawn in both for name in drawn.circles}
    for (_person, folded), name in joined.items():
        if folded not in circles:
            circles[folded] = Circle.named(member, name)
    Membership.objects.bulk_create(
        Membership(owner=member, contact=person, circle=circles[folded]) for person, folded in joined
    )

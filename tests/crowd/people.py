"""People as chance makes them, with relatives, colleagues and namesakes."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, replace

from tests.crowd.names import BEGIN, CITIES, END, ENDINGS, FAMILY, GIVEN, HOBBIES, HOUSES, TAILS, WAYS


@dataclass
class Entry:
    """One entry of a book; addresses by kind."""

    name: str
    email: str = ""
    phone: str = ""
    url: str = ""
    address: str = ""
    birthday: tuple[int, int, int | None] | None = None
    place: str = ""
    city: str = ""
    given: str = ""
    family: str = ""


class Dice(random.Random):
    """What chance decides about people."""

    def __init__(self, seed: int, people: int) -> None:
        super().__init__(seed)
        rare = [a + b + c for a in BEGIN for b in END for c in TAILS]
        self.shuffle(rare)
        self.families = FAMILY + rare
        self.family_weights = [1 / (rank + 40) ** 0.8 for rank in range(len(self.families))]
        self.given_weights = [1 / (rank + 30) for rank in range(len(GIVEN))]
        self.places = [
            f"{a}{b} {c}" for a in BEGIN for b in ("werk", "haus", "press") for c in ("AG", "Ltd", "Club")
        ]
        self.place_weights = [1 / (rank + 6) for rank in range(len(self.places))]
        self.number = 0
        self.taken: set[str] = set()
        self.of_houses: set[str] = set()

    def of(self, words: list[str], weights: list[float]) -> str:
        return self.choices(words, weights)[0]

    def person(self) -> Entry:
        """Somebody with what books hold of people: never everything, hardly ever nothing."""
        given, family = self.of(GIVEN, self.given_weights), self.of(self.families, self.family_weights)
        middle = f" {self.of(GIVEN, self.given_weights)}" if self.random() < 0.04 else ""
        entry = Entry(f"{given}{middle} {family}", given=given, family=family)
        entry.place = self.of(self.places, self.place_weights) if self.random() < 0.55 else ""
        entry.city = self.choice(CITIES) if self.random() < 0.5 else ""
        if self.random() < 0.28:
            year = self.randint(1940, 2004) if self.random() < 0.8 else None
            entry.birthday = (self.randint(1, 12), self.randint(1, 28), year)
        self.reach(entry)
        return entry

    def reach(self, entry: Entry) -> None:
        """Addresses of their own."""
        entry.email = self.email(entry) if self.random() < 0.65 else ""
        entry.phone = self.phone() if self.random() < 0.6 else ""
        entry.url = self.url(entry) if self.random() < 0.3 else ""
        if not (entry.email or entry.phone or entry.url) and self.random() < 0.97:
            entry.email = self.email(entry)

    def email(self, entry: Entry) -> str:
        given, family = plainly(entry.given), plainly(entry.family)
        year = self.randint(55, 99)
        forms = [f"{given}.{family}", f"{given[:1]}{family}", f"{given}{family}", f"{family}.{given}"]
        forms += [f"{given[:4]}{family[:5]}{year}", f"{given}{year}", f"{self.choice(HOBBIES)}.{given}{year}"]
        local = self.choice(forms)
        at_work = entry.place and self.random() < 0.5
        address = f"{local}@{self.domain(entry.place) if at_work else self.choice(HOUSES)}"
        while address in self.taken:  # no two people have one mailbox unless they share a home
            local, _at, house = address.partition("@")
            address = f"{local}{self.randint(2, 99)}@{house}"
        self.taken.add(address)
        return address

    def domain(self, place: str) -> str:
        return f"{plainly(place)}.example"

    def phone(self) -> str:
        self.number += self.randint(1, 90)
        return f"+49{1_500_000_000 + self.number}"

    def url(self, entry: Entry) -> str:
        self.number += 1
        return f"linkedin.com/in/{plainly(entry.given)}-{plainly(entry.family)}-{self.number:x}"

    def switchboards(self, entries: list[Entry]) -> None:
        """At every sixth place half of those who have a number have that of the house."""
        houses = {place: self.phone() for place in self.places[::6]}
        self.of_houses = set(houses.values())
        for entry in entries:
            if entry.place in houses and entry.phone and self.random() < 0.5:
                entry.phone = houses[entry.place]

    def relative(self, of: Entry) -> Entry:
        """Somebody of the same house: family name, and one telephone, mailbox or address."""
        others = [name for name in GIVEN if name[:2] != of.given[:2]]
        given = self.of(others, self.given_weights[: len(others)])
        if of.given in ENDINGS and self.random() < 0.5:
            given = ENDINGS[of.given]
        shared = self.choice(("phone", "phone", "address", "email"))
        if not getattr(of, shared):
            setattr(
                of,
                shared,
                {"phone": self.phone, "email": lambda: self.email(of), "address": self.street}[shared](),
            )
        entry = Entry(f"{given} {of.family}", given=given, family=of.family, city=of.city)
        self.reach(entry)
        setattr(entry, shared, getattr(of, shared))
        if self.random() < 0.06:  # twins
            of.birthday = of.birthday or (5, 17, 1990)
            entry.birthday = of.birthday
        return entry

    def street(self) -> str:
        self.number += 1
        return f"{self.number} long lane"

    def namesake(self, of: Entry) -> Entry:
        """Another person of the same name, with a life of their own."""
        entry = Entry(
            of.name, given=of.given, family=of.family, place=self.of(self.places, self.place_weights)
        )
        entry.city = self.choice(CITIES)
        if of.birthday:
            entry.birthday = (self.randint(1, 12), self.randint(1, 28), self.randint(1940, 2004))
        for person in (of, entry):  # each can be reached, for otherwise nobody could tell
            person.email = person.email or self.email(person)
            person.phone = person.phone or self.phone()
        local = of.email.partition("@")[0]
        entry.email = self.email(entry)
        if entry.email.partition("@")[0] == local and self.random() < 0.7:
            entry.email = f"{local}{self.randint(2, 99)}@{self.choice(HOUSES)}"
        entry.phone = self.phone()
        return entry

    def keep_some(self, entry: Entry, *must: str) -> Entry:
        """The same person entered elsewhere: what must be there, and by chance something of the rest."""
        again = replace(entry)
        for way in (*WAYS, "address", "birthday", "place", "city"):
            if way not in must and self.random() < 0.6:
                setattr(again, way, None if way == "birthday" else "")
        if "phone" not in must and self.random() < 0.3:
            again.phone = self.phone()
        return again

    def anchor(self, entry: Entry) -> str:
        """An address of theirs alone; one is made where there is none."""
        own = ["email"] * bool(entry.email) + ["phone"] * bool(
            entry.phone not in self.of_houses and entry.phone
        )
        if not own:
            entry.email = self.email(entry)
            own = ["email"]
        return self.choice(own)


def plainly(text: str) -> str:
    """Letters a to z only."""
    parts = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "".join(sign for sign in parts if sign.isalpha()) or "x"

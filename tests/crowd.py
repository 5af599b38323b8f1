"""A crowd for comparing: thousands of believable people, some of them entered twice, some only alike.

Everything comes from the seed. Those entered twice differ as entries do: a slip of the pen, no accents, the
names the other way round, a nickname, a new family name, initials, half a name, an address at another house.
Those alike are two people: namesakes, families with one telephone, colleagues behind one switchboard.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

GIVEN = """
Maria Ana Anna Michael Thomas John David Peter Andreas James Daniel Robert William Elisabeth Elizabeth Sarah Laura
Julia Christian Martin Paul Markus Stefan Alexander Sebastian Mary Patricia Jennifer Linda Barbara Susan Jessica
Karen Nancy Margaret Lisa Sandra Ashley Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie Rebecca
Sharon Cynthia Kathleen Amy Angela Shirley Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel
Carolyn Janet Catherine Heather Diane Olivia Julie Joyce Victoria Kelly Lauren Christina Joan Evelyn Judith Megan
Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail Alice
Richard Joseph Charles Christopher Matthew Anthony Mark Donald Steven Andrew Joshua Kenneth Kevin Brian George
Timothy Ronald Jason Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon
Benjamin Samuel Gregory Frank Raymond Patrick Jack Dennis Jerry Tyler Aaron José Adam Nathan Henry Douglas Zachary
João Luís André Inês Beatriz Tiago Rui Sofia Mariana Catarina Gonçalo Jürgen Günther Käthe Ingrid Birgit Uwe Klaus
Heinz Ursula Monika Petra Sabine François Hélène Élodie Jérôme Céline Åsa Søren Bjørn Łukasz Małgorzata Piotr
Zoë Chloë Renée Noémie Matthias Wolfgang Ulrich Friedrich Katharina Magdalena Veronika Theresa Franziska Mario Paula
Julian Daniela Dmitri Irina Olga Sergei Natalia Tatiana Yuki Kenji Mei Wei Aisha Fatima Omar Yusuf Priya Arjun
""".split()
FAMILY = """
Silva Santos Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Smith Johnson Williams Brown
Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson
Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott
Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Pereira Costa Oliveira
Ferreira Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques Almeida Ribeiro Pinto Carvalho Teixeira
Moreira Correia Mendes Nunes Soares Vieira Monteiro Cardoso Rocha Koch Bauer Richter Klein Wolf Schröder Neumann
Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Maier König
Novák Kowalski Wiśniewski Andersson Nilsson Jensen Hansen Olsen Dubois Lefèvre Bernard Rossi Bianchi Ferrari Romano
O'Brien O'Connor MacDonald Murphy Kelly Sullivan Walsh Byrne Ivanov Petrov Tanaka Suzuki Yamamoto Chen Wang Singh Patel
""".split()
BEGIN = "Ober Unter Stein Wald Berg Lind Hag Strom Nord Sund Kross Brand Falk Grün Holz Marsch Quell Rosen Tann Ulm".split()
END = "berger hofer müller dahl quist gaard eck heim wieser bauer feld bach stätter thaler mann lund ström ley".split()
TAILS = ("", "ović", "escu", "idis", "enko", "sson", "ette", "ino", "alda", "ikh")
SHORT = {
    "Elizabeth": "Liz", "Elisabeth": "Lisa", "Michael": "Mike", "Thomas": "Tom", "Robert": "Bob", "William": "Bill",
    "James": "Jim", "Richard": "Rick", "Katherine": "Kate", "Christopher": "Chris", "Andreas": "Andi",
    "Alexander": "Sascha", "Margaret": "Peggy", "Joseph": "Joe", "Edward": "Ted", "Anthony": "Tony",
    "Benjamin": "Ben", "Samuel": "Sam", "Patricia": "Pat", "Rebecca": "Becky", "Nicholas": "Nick",
    "Matthew": "Matt", "Daniel": "Dan", "Friedrich": "Fritz", "Katharina": "Kathi", "Magdalena": "Lena",
    "Wolfgang": "Wolf", "Susan": "Sue", "Deborah": "Debbie", "Jennifer": "Jen", "Kenneth": "Ken", "Steven": "Steve",
    "Gregory": "Greg", "Jonathan": "Jon", "David": "Dave", "Peter": "Pete", "José": "Pepe", "Maria": "Mia",
}  # fmt: skip
HOUSES = ("gmail.com", "yahoo.com", "outlook.com", "gmx.de", "icloud.com", "hotmail.com", "web.de", "proton.me")
CITIES = [f"{a}{b}" for a in ("Oak", "Lis", "Port", "Berk", "Ham", "Ulm", "Grün") for b in ("land", "burg", "ton", "by", "au")]
HOBBIES = ("surf", "vinyl", "garten", "bike", "mama", "studio", "chess", "luna", "fox")
WAYS = ("email", "phone", "url")


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


@dataclass
class Crowd:
    """The entries, and which two of them (by position) are one person."""

    entries: list[Entry] = field(default_factory=list)
    twice: dict[tuple[int, int], str] = field(default_factory=dict)


def crowd(seed: int, people: int = 10_000, twice: int = 300, namesakes: int = 200, homes: int = 250) -> Crowd:
    """That many entries, `twice` of them second ones."""
    dice = Dice(seed, people)
    made = Crowd([dice.person() for _ in range(people - twice - namesakes - homes)])
    dice.switchboards(made.entries)
    made.entries += [dice.relative(dice.choice(made.entries)) for _ in range(homes)]
    made.entries += [dice.namesake(dice.choice(made.entries)) for _ in range(namesakes)]
    kinds = sorted(KINDS)
    chosen = dice.sample(range(len(made.entries)), len(made.entries))
    for at in chosen:
        if len(made.twice) == twice:
            break
        kind = kinds[len(made.twice) % len(kinds)]
        again = KINDS[kind](dice, made.entries[at])
        if again:
            made.entries.append(again)
            made.twice[at, len(made.entries) - 1] = kind
    return made


class Dice(random.Random):
    """What chance decides about people."""

    def __init__(self, seed: int, people: int) -> None:
        super().__init__(seed)
        rare = [a + b + c for a in BEGIN for b in END for c in TAILS]
        self.shuffle(rare)
        self.families = FAMILY + rare
        self.family_weights = [1 / (rank + 40) ** 0.8 for rank in range(len(self.families))]
        self.given_weights = [1 / (rank + 30) for rank in range(len(GIVEN))]
        self.places = [f"{a}{b} {c}" for a in BEGIN for b in ("werk", "haus", "press") for c in ("AG", "Ltd", "Club")]
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
        given = self.of([name for name in GIVEN if name[:2] != of.given[:2]], self.given_weights[: len(
            [name for name in GIVEN if name[:2] != of.given[:2]])])
        if of.given in ENDINGS and self.random() < 0.5:
            given = ENDINGS[of.given]
        shared = self.choice(("phone", "phone", "address", "email"))
        if not getattr(of, shared):
            setattr(of, shared, {"phone": self.phone, "email": lambda: self.email(of), "address": self.street}[shared]())
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
        entry = Entry(of.name, given=of.given, family=of.family, place=self.of(self.places, self.place_weights))
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
        own = ["email"] * bool(entry.email) + ["phone"] * bool(entry.phone not in self.of_houses and entry.phone)
        if not own:
            entry.email = self.email(entry)
            own = ["email"]
        return self.choice(own)


ENDINGS = {"Maria": "Mario", "Paul": "Paula", "Daniel": "Daniela", "Julia": "Julian", "Mario": "Maria", "Andrea": "Andreas"}


def plainly(text: str) -> str:
    """Letters a to z only."""
    parts = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "".join(sign for sign in parts if sign.isalpha()) or "x"


def slip(dice: Dice, word: str) -> str:
    """The word with one slip of the pen, not at its first letter."""
    at = dice.randint(1, len(word) - 2)
    return dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + dice.choice("aeiourtn") + word[at + 1 :],
        )
    )


def with_slip(dice: Dice, entry: Entry) -> Entry | None:
    """A slip of the pen, and one address shared."""
    words = entry.name.split(" ")
    at = dice.randrange(len(words))
    if len(words[at]) < 5:
        return None
    again = dice.keep_some(entry, dice.anchor(entry))
    again.name = " ".join([*words[:at], slip(dice, words[at]), *words[at + 1 :]])
    return again


def without_accents(dice: Dice, entry: Entry) -> Entry | None:
    """As an old telephone wrote it."""
    plain = unicodedata.normalize("NFKD", entry.name).encode("ascii", "ignore").decode()
    if plain == entry.name:
        return None
    again = dice.keep_some(entry, dice.anchor(entry))
    again.name = plain
    return again


def other_way_round(dice: Dice, entry: Entry) -> Entry | None:
    """Family name first, with a comma or without."""
    again = dice.keep_some(entry, dice.anchor(entry))
    again.name = f"{entry.family}{dice.choice((',', ''))} {entry.name.removesuffix(entry.family).strip()}"
    return again


def by_nickname(dice: Dice, entry: Entry) -> Entry | None:
    """As friends call them."""
    if entry.given not in SHORT:
        return None
    anchor = "birthday" if entry.birthday and entry.birthday[2] and dice.random() < 0.4 else dice.anchor(entry)
    again = dice.keep_some(entry, anchor)
    again.name = f"{SHORT[entry.given]} {entry.family}"
    return again


def married(dice: Dice, entry: Entry) -> Entry | None:
    """A new family name, the same telephone."""
    entry.phone = dice.phone()
    again = dice.keep_some(entry, "phone")
    again.family = dice.of(dice.families, dice.family_weights)
    again.email = dice.email(replace(again, place="")) if dice.random() < 0.3 else again.email
    again.name = f"{entry.given} {again.family}"
    return again if again.family != entry.family else None


def by_initial(dice: Dice, entry: Entry) -> Entry | None:
    """A. Lima."""
    again = dice.keep_some(entry, dice.anchor(entry))
    again.name = f"{entry.given[0]}. {entry.family}"
    return again


def by_half(dice: Dice, entry: Entry) -> Entry | None:
    """The first name alone, under their own number."""
    entry.phone = dice.phone()
    again = dice.keep_some(entry, "phone")
    again.name = entry.given
    return again


def at_other_house(dice: Dice, entry: Entry) -> Entry | None:
    """The same words before the @, at another house."""
    entry.email = entry.email or dice.email(entry)
    again = dice.keep_some(entry, "email")
    again.phone = dice.choice((entry.phone, ""))
    local, _at, house = entry.email.partition("@")
    again.email = f"{local}@{dice.choice([each for each in HOUSES if each != house])}"
    return again


def at_one_place(dice: Dice, entry: Entry) -> Entry | None:
    """The same name and the same place, reached in other ways."""
    if not entry.place:
        return None
    again = dice.keep_some(entry, "place")
    again.email, again.phone, again.url = "", dice.choice((dice.phone(), "")), ""
    again.email = dice.email(replace(again, place="")) if dice.random() < 0.4 else ""
    return again


def with_middle_name(dice: Dice, entry: Entry) -> Entry | None:
    """One name more, or less."""
    again = dice.keep_some(entry, dice.anchor(entry))
    again.name = f"{entry.given} {dice.of(GIVEN, dice.given_weights)} {entry.family}"
    return again if again.name != entry.name else None


def bare(dice: Dice, entry: Entry) -> Entry | None:
    """The name and nothing else, as one types it."""
    return Entry(entry.name, given=entry.given, family=entry.family)


KINDS: dict[str, Callable[[Dice, Entry], Entry | None]] = {
    "slip": with_slip,
    "accents": without_accents,
    "order": other_way_round,
    "nickname": by_nickname,
    "married": married,
    "initial": by_initial,
    "half": by_half,
    "house": at_other_house,
    "place": at_one_place,
    "middle": with_middle_name,
    "bare": bare,
}

"""Who may be one person: by what, and above all who is not suggested."""

from __future__ import annotations

import pytest

from apps.contacts.likeness.finding import find
from apps.contacts.likeness.known import Book, Known, book_of, known
from apps.contacts.likeness.reasons import in_words
from apps.contacts.likeness.spelling import is_slip, sound
from apps.contacts.models import ContactPoint
from apps.core.scope import acting_as
from tests.crowd import Crowd, Entry, crowd
from tests.making import make_contact

pytestmark = pytest.mark.django_db

FILLING = [known(1000 + number, f"Somebody{number} Else{number}") for number in range(40)]


def person(pk: int, name: str, **more: object) -> Known:
    """Somebody with addresses by kind, `born=(month, day, year)`, `at=` a place."""
    found = known(pk, name, "", str(more.pop("city", "")))
    found.birthday = more.pop("born", None)  # type: ignore[assignment]
    if place := more.pop("at", None):
        found.places.add(int(str(place)))
    found.addresses = {kind: {str(value)} for kind, value in more.items()}
    return found


def why(*people: Known) -> list[str]:
    """The reasons of each pair found among these and forty strangers."""
    found = find(Book([*people, *FILLING], {7: "Harbour Press"}))
    return [in_words(pair.reasons) for pair in found]


MAIL, TEL = "liz@example.org", "+15105550100"
SAME = [
    (
        "Liz Moss",
        {"email": MAIL},
        "Lyz Moss",
        {"email": MAIL},
        "names written alike, the same e-mail address",
    ),
    ("Ana Lima", {"phone": TEL}, "Ana Líma", {"phone": TEL}, "the same name, the same number"),
    ("Ana Lima", {"phone": TEL}, "Lima, Ana", {"phone": TEL}, "the same name, the same number"),
    (
        "Ana Lima",
        {"phone": TEL},
        "Lima Ana",
        {"phone": TEL},
        "the same name the other way round, the same number",
    ),
    (
        "Liz Moss",
        {"born": (3, 9, 1980)},
        "Elizabeth Moss",
        {"born": (3, 9, 1980)},
        "Liz and Elizabeth Moss, the same birthday",
    ),
    (
        "Ana Lima",
        {"email": "a@harbour.example", "at": 7},
        "Ana Lima",
        {"phone": TEL, "at": 7},
        "the same name, both at Harbour Press",
    ),
    ("Ana Lima", {"phone": TEL}, "Ana Costa", {"phone": TEL}, "the same number, the same first name"),
    ("A. Lima", {"phone": TEL}, "Ana Lima", {"phone": TEL}, "A. and Ana Lima, the same number"),
    ("Ana", {"phone": TEL}, "Ana Lima", {"phone": TEL}, "Ana is part of Ana Lima, the same number"),
    (
        "Ana Maria Lima",
        {"email": MAIL},
        "Ana Lima",
        {"email": MAIL},
        "Ana Lima is part of Ana Maria Lima, the same e-mail address",
    ),
    (
        "Ana Lima",
        {"email": "lisboa77@a.example"},
        "Ana Lima",
        {"email": "lisboa77@b.example"},
        "the same name, the same words before the @",
    ),
    (
        "Dr. Ana Lima PhD",
        {"email": MAIL},
        "ana.lima@example.org",
        {"email": MAIL},
        "the same name, the same e-mail address",
    ),
]
OTHERS = [
    ("Ana Lima", {"phone": TEL}, "Pedro Lima", {"phone": TEL}),
    ("Ana Lima", {"email": MAIL}, "Pedro Lima", {"email": MAIL}),
    ("Maria Lima", {"phone": TEL}, "Mario Lima", {"phone": TEL}),
    ("Paul Lima", {"address": "1 long lane"}, "Paula Lima", {"address": "1 long lane"}),
    ("Ana Lima", {"born": (3, 9, 1980)}, "Eva Lima", {"born": (3, 9, 1980)}),
    ("John Smith", {"phone": TEL}, "John Smith Jr.", {"phone": TEL}),
    (
        "John Smith",
        {"email": "js@a.example", "phone": TEL},
        "John Smith",
        {"email": "john@b.example", "phone": "+15105550199"},
    ),
    ("Ana Lima", {"born": (3, 9, 1980)}, "Ana Lima", {"born": (7, 2, 1991)}),
    (
        "Ana Lima",
        {"email": "ana.lima@harbour.example", "at": 7},
        "Ana Costa",
        {"email": "ana.costa@harbour.example", "at": 7},
    ),
    ("David O'Brien", {"at": 7}, "David Oliveira", {"at": 7}),
    ("Bob Smith", {"email": "b@a.example"}, "Robert Smith", {"email": "r@b.example"}),
]


@pytest.mark.parametrize(("one", "mine", "other", "theirs", "reason"), SAME)
def test_one_person_is_found_with_the_reason(one, mine, other, theirs, reason):
    found = why(person(1, one, **mine), person(2, other, **theirs))
    assert len(found) == 1
    assert set(found[0].split(", ")) == set(reason.split(", "))


@pytest.mark.parametrize(("one", "mine", "other", "theirs"), OTHERS)
def test_two_people_are_not_suggested(one, mine, other, theirs):
    assert why(person(1, one, **mine), person(2, other, **theirs)) == []


def test_switchboard_makes_nobody_the_same():
    house = [
        person(pk, name, phone=TEL, at=7)
        for pk, name in enumerate(("Ana Lima", "Ana Costa", "A. Reis", "Ana Reis"))
    ]
    house += [person(10 + number, f"Person{number} Of{number}", phone=TEL, at=7) for number in range(9)]
    assert why(*house) == []


def test_name_that_many_carry_needs_more_than_the_name():
    smiths = [person(pk, "John Smith", email=f"js{pk}@house{pk}.example") for pk in range(60)]
    assert why(*smiths, person(99, "John Smith")) == []


def test_slips_and_sounds():
    assert is_slip("elizabeth", "elizabteh") and is_slip("moss", "mos") and not is_slip("moss", "most ly")
    assert sound("meyer") == sound("maier") == sound("meier")
    assert sound("schmidt") == sound("schmitt")


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_those_entered_twice_are_found_among_many(seed):
    made = crowd(seed, people=2000, twice=90, namesakes=40, homes=60)
    found = {(pair.one, pair.other) for pair in find(as_book(made))}
    right = found & made.twice.keys()
    assert len(right) >= 0.93 * len(made.twice)
    assert len(found - right) <= 0.04 * len(found)


def as_book(made: Crowd) -> Book:
    """The crowd as it would be read from the book."""
    places = {name: number for number, name in enumerate(sorted({entry.place for entry in made.entries}))}
    people = [_known(pk, entry, places) for pk, entry in enumerate(made.entries)]
    return Book(people, {number: name for name, number in places.items()})


def _known(pk: int, entry: Entry, places: dict[str, int]) -> Known:
    found = known(pk, entry.name, "", entry.city)
    kinds = ("email", "phone", "url", "address")
    found.addresses = {kind: {getattr(entry, kind)} for kind in kinds if getattr(entry, kind)}
    found.birthday = entry.birthday
    found.places = {places[entry.place]} if entry.place else set()
    return found


def test_the_same_town_is_no_postal_address(maya):
    for name, parts in (
        ("Ana Lima", {"city": "Lisbon"}),
        ("Ben Carter", {"city": "Lisbon"}),
        ("Cara Diaz", {"street": "Rua do Sol 3", "city": "Lisbon"}),
    ):
        person = make_contact(maya, name)
        value = ", ".join(parts.values())
        with acting_as(maya):
            ContactPoint.objects.create(
                owner=maya, contact=person, kind="address", value=value, match_key=value.lower(), parts=parts
            )
    with acting_as(maya):
        known_by = {one.given: one.addresses.get("address") for one in book_of(maya).people}
    assert known_by == {"ana": None, "ben": None, "cara": {"rua do sol 3, lisbon"}}

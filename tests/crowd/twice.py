"""How one person comes to stand in a book twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

from tests.crowd.names import GIVEN, HOUSES, SHORT
from tests.crowd.people import Dice, Entry


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
    anchor = (
        "birthday" if entry.birthday and entry.birthday[2] and dice.random() < 0.4 else dice.anchor(entry)
    )
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

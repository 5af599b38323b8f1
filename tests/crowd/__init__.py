"""A crowd for comparing: thousands of believable people, some of them entered twice, some only alike.

Everything comes from the seed. Those entered twice differ as entries do: a slip of the pen, no accents, the
names the other way round, a nickname, a new family name, initials, half a name, an address at another house.
Those alike are two people: namesakes, families with one telephone, colleagues behind one switchboard.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.crowd.people import Dice, Entry
from tests.crowd.twice import KINDS


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

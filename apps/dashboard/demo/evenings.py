"""Where the people of the demo member's goal gather, who was seen there, and the evenings with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from apps.contacts.models import Organisation
from apps.goals.models import Place

THURSDAY, SATURDAY = 3, 5


@dataclass(frozen=True, slots=True)
class Room:
    """A place and why people gather there; `seen` are (who, days ago, what was seen, how that is known).

    `weekday` is the one on which they gather there; days ago are moved back to it.
    """

    name: str
    why: str
    kind: str
    city: str = ""
    site: str = ""
    whole: str = ""
    """The kind of organisation it is; "" where it is none."""
    weekday: int | None = None
    seen: tuple[tuple[str, int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evening:
    """A gathering some days ago, or ahead where that is negative; on the last such weekday if one is given.

    `met` is what the member wrote the morning after; None: not told yet.
    """

    days_ago: int
    title: str
    place: str
    begins: time = time(18)
    ends: time = time(20)
    met: str | None = None
    weekday: int | None = None
    notes: str = ""


GUILD, CLUB, BANK, FAIR, TABLE = (
    *("Bay Makers' Guild", "Bay Ridge Trail Club", "Harbour Food Bank"),
    *("Sierra Makers' Fair", "The Repair Table"),
)
LIST, PAGE = "the guild's list of evenings", "the fair's page"

ROOMS = (
    Room(
        GUILD,
        "every other week, above the bicycle shop; whoever has finished something brings it",
        Place.Kind.ASSOCIATION,
        "Oakland",
        "example.org/bay-makers",
        Organisation.Kind.CLUB,
        seen=(
            ("Owen Pritchard", 57, "read the accounts aloud, to applause", LIST),
            ("Cara Lindgren", 85, "showed a pole that bends twice", LIST),
            ("Marcus Oyelaran", 113, "asked for testers with cold hands", LIST),
        ),
    ),
    Room(
        FAIR,
        "twice a year, when everybody who sews has a table",
        Place.Kind.CONFERENCE,
        "Reno",
        "example.org/makers-fair",
        weekday=SATURDAY,
        seen=(
            ("Eve Lindqvist", 188, "spoke on a panel about first pages", PAGE),
            ("Owen Pritchard", 188, "opened it, and swept up after it", PAGE),
            ("Yuki Tanabe", 188, "table nine", PAGE),
            ("Noor Aziz", 545, "had a table of back issues", "Cara told me"),
        ),
    ),
    Room(
        BANK,
        "half the guild packs here on weekday evenings",
        Place.Kind.CHARITY,
        "Alameda",
        "example.org/harbour-food-bank",
        Organisation.Kind.NONPROFIT,
        seen=(
            ("Eve Lindqvist", 65, "packed at the far table", "Joan told me"),
            ("Ingrid Solheim", 30, "took the minutes of the board", "the food bank's page"),
        ),
    ),
    Room(
        CLUB,
        "Thursdays at the gate; slow people are waited for",
        Place.Kind.CLUB,
        "Oakland",
        "example.org/bay-ridge",
        Organisation.Kind.CLUB,
        weekday=THURSDAY,
        seen=(("Eve Lindqvist", 38, "among those who mended the north path", "the club's page"),),
    ),
    Room(
        TABLE,
        "one Saturday a month: bring what is torn",
        Place.Kind.CLASS,
        "Berkeley",
        "example.org/repair-table",
    ),
)

EVENINGS = (
    Evening(225, "Guild evening", GUILD, time(19), time(21), met="Ingrid Solheim (showed me everybody)"),
    Evening(
        *(205, "Thursday run", CLUB, time(18, 30), time(20)),
        met="Ben Carter, Marcus Oyelaran (slower than he looks, luckily)",
        weekday=THURSDAY,
    ),
    Evening(
        *(188, "Sierra Makers' Fair", FAIR, time(10), time(17)),
        met="Cara Lindgren, Eduardo Vale (sold out by noon), Dev Malhotra (reads the small print first)",
        weekday=SATURDAY,
    ),
    Evening(
        *(168, "Evening shift", BANK),
        met="Joan Petersen, Pete Marsh (drives the van), Tess Navarro (mended my strap as we talked)",
    ),
    Evening(155, "Guild evening", GUILD, time(19), time(21), met="Tess Navarro, Ingrid Solheim"),
    Evening(
        *(127, "Guild evening", GUILD, time(19), time(21)),
        met="Sam Carter (sews as fast as he talks), Ingrid Solheim",
    ),
    Evening(
        *(119, "Evening shift", BANK),
        met="Joan Petersen, Tess Navarro, Amira Said (sorts by colour), Nell Fraser (bakes, and brings it)",
    ),
    Evening(
        *(99, "Guild evening", GUILD, time(19), time(21)),
        met="Sam Carter (the red tent), Ingrid Solheim (send one page and a sample)",
    ),
    Evening(
        *(96, "Thursday run", CLUB, time(18, 30), time(20)),
        met="Ben Carter, Marcus Oyelaran (his glove buckle)",
        weekday=THURSDAY,
    ),
    Evening(
        *(72, "Repair table", TABLE, time(14), time(17)),
        met="Tess Navarro, Yuki Tanabe (brought a zip nobody could save)",
        weekday=SATURDAY,
    ),
    Evening(
        *(43, "Guild evening", GUILD, time(19), time(21)),
        met="Ingrid Solheim, Sam Carter, Lucía Prado (light before nine), Dev Malhotra (asked for two pages)",
    ),
    Evening(
        *(20, "Thursday run", CLUB, time(18, 30), time(20)),
        met="Ben Carter, Sam Carter, Theo Brandt (new in town, makes bags of old rope)",
        weekday=THURSDAY,
    ),
    Evening(
        15, "Guild evening", GUILD, time(19), time(21), met="Ingrid Solheim (the long table), Tess Navarro"
    ),
    Evening(1, "Guild evening", GUILD, time(19), time(21)),
    Evening(0, "Evening shift", BANK),
    Evening(-8, "Thursday run", CLUB, time(18, 30), time(20), weekday=THURSDAY),
    Evening(-12, "Repair table", TABLE, time(14), time(17), weekday=SATURDAY),
    Evening(
        *(-26, "Sierra Makers' Fair", FAIR, time(10), time(17)),
        weekday=SATURDAY,
        notes="Ask Owen for a corner of his table. Bring the one page, not the folder.",
    ),
)

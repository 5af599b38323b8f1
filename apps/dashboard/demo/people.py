"""The people in the demo member's book. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """One invented person; `every` is the rhythm in days (0: none), `born` is month, day, year."""

    name: str
    relation: str
    circle: str
    city: str = ""
    every: int = 0
    at: str = ""
    role: str = ""
    born: tuple[int, int, int | None] | None = None
    remember: str = ""
    ask_next: str = ""
    opener: str = ""
    how_we_met: str = ""
    by: str = ""
    spoke_of: tuple[str, ...] = ()
    last_days_ago: int | None = None
    notes: str = ""
    died_days_ago: int | None = None


FAMILY = (
    Sketch(
        "Tom Reyes",
        "cousin",
        "Family",
        "Oakland",
        182,
        born=(0, 0, 1987),
        remember="two dogs, one boat",
        spoke_of=("the boat's new engine", "moving their mother nearer", "his night classes"),
        last_days_ago=70,
    ),
    Sketch(
        "Elena Ortega",
        "sister",
        "Family",
        "Fresno",
        30,
        born=(3, 9, 1991),
        remember="Luca starts school in August",
        spoke_of=("Luca's swimming", "the kitchen that is never done", "whether to sell the car"),
        last_days_ago=12,
    ),
    Sketch(
        "Marisol Vega",
        "aunt",
        "Family",
        "Tucson",
        91,
        born=(11, 30, 1953),
        remember="knows every song before 1970",
        ask_next="whether the choir found a pianist",
        spoke_of=("her choir", "the storm that took the fig tree"),
        last_days_ago=95,
    ),
    Sketch(
        "Grandpa Joe",
        "grandfather",
        "Family",
        "Fresno",
        30,
        born=(6, 2, 1938),
        remember="call after the ball game, never during",
        spoke_of=("the pump house", "how he met grandma at a dance in Delano"),
        last_days_ago=31,
    ),
)

SCHOOL = (
    Sketch(
        "Mr. Okafor",
        "taught me history",
        "School",
        "Sacramento",
        remember="ran the school paper",
        opener="I still cut every second adjective. I wanted you to know where I learned it.",
        how_we_met="He let a fifteen-year-old write the front page.",
    ),
    Sketch(
        "Priya Raman",
        "shared a desk for three years",
        "School",
        "Seattle",
        182,
        "Cascade Maps",
        "cartographer",
        born=(2, 14, 1990),
        remember="draws maps of places that do not exist",
        ask_next="how the atlas is coming along",
        spoke_of=("the atlas of imaginary islands", "leaving the city"),
        last_days_ago=190,
    ),
    Sketch("Dylan Brooks", "played bass", "School", "Portland", remember="now builds guitars"),
    Sketch("Hannah Weiss", "school paper", "School", "Chicago", remember="became a judge"),
    Sketch("Omar Haddad", "lab partner", "School", "San Jose", remember="his mother's lentil soup"),
    Sketch("Lucy Tran", "swim team", "School", "San Diego"),
    Sketch("Nate Coleman", "the one who moved away", "School", remember="a lighthouse keeper, they say"),
)

WORK = (
    Sketch(
        "Ana Lima",
        "worked the next desk",
        "Worked with",
        "Lisbon",
        91,
        "Mar Aberto",
        "editor",
        born=(5, 21, 1988),
        remember="asks after your sister",
        ask_next="whether the flat in Graça worked out",
        opener="Ana, are there boxes left, or is it home by now?",
        how_we_met="First day at the agency; she shared her lunch.",
        spoke_of=("her move to Lisbon", "the book she may write", "learning to swim in the sea"),
        last_days_ago=128,
    ),
    Sketch(
        "Ruth Adler",
        "first boss",
        "Worked with",
        "Berkeley",
        91,
        "Adler & Finch",
        "founder",
        born=(9, 4, 1961),
        remember="taught me to ask twice",
        spoke_of=("selling the firm, perhaps", "her roses", "a client who came back after ten years"),
        last_days_ago=40,
        notes="Likes a **letter** more than a call. Never before ten.",
    ),
    Sketch(
        "Ben Carter",
        "trail club",
        "Worked with",
        "Oakland",
        30,
        "Bay Ridge Trail Club",
        "runs Thursdays",
        born=(7, 18, None),
        remember="knows everyone who makes tents",
        spoke_of=("the Thursday run", "his brother's workshop", "a shop that is looking for words"),
        last_days_ago=8,
    ),
    Sketch(
        "Rosa Silva",
        "designer on three campaigns",
        "Worked with",
        "Oakland",
        91,
        "Small Hours Studio",
        "designer",
        spoke_of=("a typeface for road signs", "her studio's first hire"),
        last_days_ago=30,
    ),
    Sketch(
        "Jun Park",
        "printed everything we made",
        "Worked with",
        "Emeryville",
        182,
        "Park & Sons Press",
        "printer",
        spoke_of=("the old press", "paper prices"),
        last_days_ago=150,
    ),
    Sketch(
        "Harold Finch",
        "taught me to proofread",
        "Worked with",
        "Berkeley",
        remember="read everything backwards, once",
        spoke_of=("commas", "his boat models"),
        last_days_ago=240,
        died_days_ago=180,
    ),
    Sketch("Colin Shaw", "accounts", "Worked with", "Denver", remember="laughs at his own jokes, rightly"),
    Sketch("Fatima Noor", "shared a train", "Worked with", "London", 365, last_days_ago=300),
)

NEAR = (
    Sketch(
        "Mrs. Delgado",
        "next door",
        "Neighbours",
        "Oakland",
        30,
        remember="has the spare key",
        spoke_of=("her grandson's trumpet", "the lemon tree"),
        last_days_ago=5,
    ),
    Sketch(
        "Walt",
        "brings the mail",
        "Neighbours",
        "Oakland",
        remember="collects stamps from islands",
        spoke_of=("a stamp from Tristan da Cunha",),
        last_days_ago=20,
    ),
    Sketch(
        "Joan Petersen",
        "food bank",
        "Neighbours",
        "Alameda",
        91,
        "Harbour Food Bank",
        "Tuesday shift",
        remember="retired ferry pilot",
        ask_next="how the regatta went",
        how_we_met="We packed the same table in March.",
        spoke_of=("the regatta", "what fog sounds like"),
        last_days_ago=60,
    ),
    Sketch(
        "Pete Marsh",
        "drives the food bank's van",
        "Neighbours",
        "Oakland",
        at="Harbour Food Bank",
        role="driver",
    ),
    Sketch("Amira Said", "food bank", "Neighbours", "Berkeley", at="Harbour Food Bank", role="Tuesday shift"),
)

LEARNING = (
    Sketch(
        "Dana Kim",
        "teaches the evening class",
        "Learning from",
        "San Francisco",
        91,
        "City College",
        "teaches print making",
        remember="says no by asking a better question",
        spoke_of=("registration marks", "why small editions sell"),
        last_days_ago=25,
    ),
    Sketch(
        "Eduardo Vale",
        "makes packs",
        "Learning from",
        "Bend",
        182,
        "Vale Packs",
        "maker",
        by="Ben Carter",
        how_we_met="Ben walked me over at the gear fair.",
        spoke_of=("buckles", "a catalogue without adjectives"),
        last_days_ago=45,
    ),
    Sketch(
        "Cara Lindgren",
        "tent maker",
        "Learning from",
        "Truckee",
        91,
        "Lindgren Tents",
        "founder",
        by="Ben Carter",
        spoke_of=("waxed canvas", "her first trade fair"),
        last_days_ago=80,
    ),
    Sketch(
        "Dev Malhotra",
        "buys for shops",
        "Learning from",
        "Reno",
        at="Granite Outfitters",
        role="buyer",
        by="Cara Lindgren",
        spoke_of=("what a buyer reads first",),
        last_days_ago=33,
    ),
)

EVERYONE = (*FAMILY, *SCHOOL, *WORK, *NEAR, *LEARNING)

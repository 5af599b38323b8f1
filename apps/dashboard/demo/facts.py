"""What the demo member knows of her people beyond the first line, and what they did for each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one person. `causes` are (cause, where they made it public, or "" where they told me).

    `helped` and `asked` are (days ago, what it was).
    """

    interests: str = ""
    family: str = ""
    causes: tuple[tuple[str, str], ...] = ()
    helped: tuple[tuple[int, str], ...] = ()
    asked: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A period of her life, the circle of its people, and who came to mind."""

    kind: str
    name: str
    first: int
    last: int
    circle: str
    people: tuple[str, ...]


FACTS = {
    "Ana Lima": Facts(
        "sea swimming, bread, bad puns",
        "her sister Joana; parents in Porto",
        (("Clean beaches", ""),),
        ((210, "read her proposal, twice"),),
        ((430, "to look over my first portfolio"),),
    ),
    "Ben Carter": Facts(
        "trail running, old maps",
        "his brother Sam, who sews tents",
        (("Trails for everyone", "the club's yearly letter"),),
        ((75, "wrote the invitation to the autumn run"), (260, "carried water at the relay")),
        ((190, "whom else I should know"),),
    ),
    "Cara Lindgren": Facts(
        "canvas, rowing",
        "a daughter, Ida, who draws",
        (("Repair, not landfill", "her talk at the fair"),),
        ((60, "three headlines for the fair"),),
    ),
    "Ruth Adler": Facts(
        "roses, crosswords in ink",
        causes=(("The public library", ""),),
        asked=((120, "what to charge for a brochure"),),
    ),
    "Joan Petersen": Facts(
        "sailing, weather", "two sons at sea", (("Nobody hungry in the harbour", "the food bank's board"),)
    ),
    "Dana Kim": Facts("paper, type, silence", helped=((25, "cleaned the presses after class"),)),
    "Elena Ortega": Facts("gardens", "Luca, six, and Marco"),
    "Mrs. Delgado": Facts(
        "lemons", "a grandson with a trumpet", helped=((40, "carried the piano stool up"),)
    ),
    "Priya Raman": Facts("imaginary islands", "married to Jo"),
}

DINNERS = (
    (
        45,
        ("Ben Carter", "Cara Lindgren", "Eduardo Vale", "Rosa Silva"),
        "chili at Ben's; whether small makers should share a stall",
    ),
    (160, ("Elena Ortega", "Grandpa Joe", "Marisol Vega"), "Grandpa's birthday, under the fig tree"),
)
"""Days ago, who was there, what we spoke of: one evening is one line on everybody's page."""

PLACES = {
    "Bay Ridge Trail Club": "club",
    "Harbour Food Bank": "nonprofit",
    "City College": "school",
}
"""Organisations that are no companies."""

PERIODS = (
    Span(
        *("school", "Delta High School", 2003, 2007, "School"),
        (
            "Mr. Okafor",
            "Priya Raman",
            "Dylan Brooks",
            "Hannah Weiss",
            "Omar Haddad",
            "Lucy Tran",
            "Nate Coleman",
        ),
    ),
    Span(*("job", "Bright & Low", 2012, 2018, "Worked with"), ("Ana Lima", "Rosa Silva", "Colin Shaw")),
)

"""The people to meet for the demo member's goal among makers of outdoor gear. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

Seat = tuple[str, str, bool]
"""An organisation, as what, and whether they are there still."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One person to meet, known or known of; days are days ago. Whoever was met has an address.

    `facts` are (what is public, where it says so, seen how many days ago); `causes` and `helped` as in
    Facts; `touches` are (days ago, kind, what we spoke of) beyond the evenings.
    """

    name: str
    what: str
    added: int
    city: str = ""
    by: str = ""
    how_we_met: str = ""
    remember: str = ""
    ask_next: str = ""
    opener: str = ""
    every: int = 0
    is_met: bool = False
    friend: int = 0
    at: tuple[Seat, ...] = ()
    facts: tuple[tuple[str, str, int], ...] = ()
    causes: tuple[tuple[str, str], ...] = ()
    helped: tuple[tuple[int, str], ...] = ()
    touches: tuple[tuple[int, str, str], ...] = ()


KNOWN_OF = (
    Aim(
        "Eve Lindqvist",
        "buys for outdoor shops",
        240,
        "Oakland",
        ask_next="how a small maker gets seen",
        at=(
            ("Northfork Outdoor", "buyer", True),
            ("Granite Outfitters", "buyer", False),
            ("Bay Ridge Trail Club", "mends paths", True),
        ),
        facts=(
            ("buys packs and tents for the three Northfork shops", "example.org/northfork/people", 170),
            ("said on a panel: the first page should show the hands", "example.org/makers-fair/panel", 24),
        ),
        causes=(("Trails for everyone", "the club's list of path menders"),),
    ),
    Aim(
        "Owen Pritchard",
        "puts on the Sierra Makers' Fair",
        240,
        "Reno",
        at=(("Bay Makers' Guild", "treasurer", True),),
        facts=(("has put on the fair since it was nine tables", "example.org/makers-fair/about", 61),),
    ),
    Aim(
        "Noor Aziz",
        "edits a quarterly on walking",
        130,
        "Berkeley",
        at=(("The Long Way Round", "editor", True), ("City College", "teaches editing", True)),
        facts=(("prints four issues a year, without advertisements", "example.org/long-way-round", 40),),
    ),
)

IN_THE_BOOK = (
    Aim(
        "Cara Lindgren",
        "makes tents in Truckee",
        243,
        facts=(
            ("gave a talk on tents that are mended, not thrown away", "example.org/makers-fair/panel", 24),
        ),
    ),
    Aim(
        "Eduardo Vale",
        "makes packs in Bend",
        243,
        ask_next="whether the catalogue kept its two adjectives",
        facts=(("sells from a garage with a bell", "example.org/vale-packs", 120),),
    ),
    Aim("Dev Malhotra", "buys for Granite Outfitters", 243, ask_next="which page he turned to first"),
)

MET_SINCE = (
    Aim(
        "Ingrid Solheim",
        "runs the makers' guild",
        228,
        "Oakland",
        remember="keeps the list of who makes what",
        ask_next="about the long table",
        is_met=True,
        at=(("Bay Makers' Guild", "chair", True), ("Harbour Food Bank", "on the board", True)),
        facts=(("began the guild in the back of a bicycle shop", "example.org/bay-makers/history", 230),),
        helped=((60, "wrote the guild's letter to the city"),),
    ),
    Aim(
        "Marcus Oyelaran",
        "designs climbing harnesses",
        218,
        "Oakland",
        by="Ben Carter",
        how_we_met="At the water stop; Ben waited for both of us.",
        remember="two girls who climb better than he does",
        ask_next="whether the buckle sells",
        opener="Marcus, who climbs in it by now?",
        every=91,
        is_met=True,
        at=(("Highline Harness", "designer", True), ("Bay Ridge Trail Club", "", True)),
        facts=(("invented a buckle that opens with gloves on", "example.org/highline/people", 200),),
        causes=(("Trails for everyone", ""),),
    ),
    Aim(
        "Tess Navarro",
        "mends jackets for a living",
        170,
        "Alameda",
        how_we_met="She sewed my strap on while we packed beans.",
        remember="a dog called Velcro",
        ask_next="about the lease",
        is_met=True,
        friend=40,
        at=(("Second Stitch", "founder", True), ("Harbour Food Bank", "evening shift", True)),
        facts=(("counts what her shop has mended on the door", "example.org/second-stitch", 90),),
        causes=(("Repair, not landfill", "the door of her shop"),),
        helped=((112, "a sign for the shop window"), (30, "named the repair evenings")),
        touches=((9, "talked", "her landlord, and what else one could call a lease"),),
    ),
    Aim(
        "Sam Carter",
        "sews tents, and is Ben's brother",
        140,
        "Oakland",
        by="Ben Carter",
        remember="measures everything in elbows",
        ask_next="how the red tent did in the wind",
        is_met=True,
        at=(("Bay Makers' Guild", "", True),),
        causes=(("Repair, not landfill", ""),),
    ),
    Aim(
        "Yuki Tanabe",
        "sews sleeping bags",
        100,
        "Alameda",
        by="Tess Navarro",
        ask_next="where she finds her down",
        is_met=True,
        facts=(("showed a sleeping bag of eleven ounces", "example.org/makers-fair/tables", 75),),
    ),
    Aim(
        "Lucía Prado",
        "photographs for catalogues",
        60,
        by="Ingrid Solheim",
        remember="only works before nine in the morning",
        is_met=True,
        facts=(("shows ridge lines at the town library", "example.org/town-library/walls", 50),),
    ),
)

AIMS = (*IN_THE_BOOK, *KNOWN_OF, *MET_SINCE)
CIRCLE = (
    *("Ben Carter", "Cara Lindgren", "Eduardo Vale", "Dev Malhotra"),
    *("Ingrid Solheim", "Marcus Oyelaran", "Tess Navarro", "Sam Carter"),
)
"""Who belongs to the goal's own circle."""

"""What the demo member gives: commitments, the evenings they take, promises and offers. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from apps.commitments.models import Commitment, Offer, Series
from apps.contacts.models import Organisation
from apps.dashboard.demo.evenings import BANK, CLUB

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
Kind = Commitment.Kind
CHOIR, UNION, SCHOOL, COLLEGE = (
    *("Harbour Voices", "Alder Street Tenants’ Union"),
    *("Delta High School", "City College"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """When a commitment gathers again and again: on a weekday, every so many weeks, or its nth in a month.

    It began `weeks` ago and goes on for `ahead` weeks. Of its weekdays it is the first that is neither
    yesterday's nor today's nor tomorrow's: those have evenings of their own.
    """

    title: str
    weekdays: tuple[int, int]
    begins: time
    minutes: int
    weeks: int
    ahead: int
    place: str = ""
    every: int = 1
    nth: int | None = None

    @property
    def unit(self) -> str:
        """In a week, or in a month."""
        return Series.Unit.WEEK if self.nth is None else Series.Unit.NTH


@dataclass(frozen=True, slots=True)
class Gift:
    """One commitment. `met` is what was written the morning after each evening of its rule, the last one
    first; at those before that nobody was. `singles` are (days ago, title, from, minutes, whom one met), each
    on the last `weekday` until then.
    """

    kind: str
    title: str
    days_ago: int
    organisation: str
    organisation_kind: str
    about: str = ""
    teaches: str = ""
    goal: str = ""
    coordinator: str = ""
    rule: Rule | None = None
    met: tuple[str, ...] = ()
    singles: tuple[tuple[int, str, time, int, str], ...] = ()
    weekday: int = FRIDAY
    near: str = ""
    vouches: str = ""
    steps: tuple[tuple[str, int], ...] = ()
    is_term: bool = False
    columns: dict[str, Any] = field(default_factory=dict)


SHIFT = "Evening shifts at the food bank"
GIFTS = (
    Gift(
        *(Kind.VOLUNTEERING, SHIFT, 168, BANK, Organisation.Kind.NONPROFIT),
        about="Two hours at the packing tables, every second week.",
        goal="clients",
        coordinator="Joan Petersen",
        rule=Rule("Evening shift", (TUESDAY, FRIDAY), time(18), 120, 10, 40, place=BANK, every=2),
        met=(
            "Joan Petersen, Amira Said",
            "Joan Petersen, Pete Marsh, Tess Navarro (her lease)",
            "Joan Petersen, Gus Lindahl (bakes for a hotel, gives what is left)",
            "Pete Marsh, Amira Said, Nell Fraser",
            "Joan Petersen, Gus Lindahl",
        ),
        near="Eve Lindqvist, Ingrid Solheim",
    ),
    Gift(
        *(Kind.CLASS, "Print making, second term", 80, COLLEGE, Organisation.Kind.SCHOOL),
        teaches="To set a page by hand, and to leave out what does not need to be there.",
        goal="clients",
        coordinator="Dana Kim",
        rule=Rule("Print making", (MONDAY, THURSDAY), time(19), 120, 10, 1),
        met=(
            "Dana Kim, Bea Lang (cuts cats in linoleum), Ivo Marin",
            "",
            "Dana Kim, Sadie Cho (binds books), Bea Lang",
            "Rafa Duarte, Ivo Marin (drives a tram)",
            "",
            "Dana Kim, Willa Stone, Sadie Cho",
            "Bea Lang, Rafa Duarte (paints signs)",
        ),
        is_term=True,
    ),
    Gift(
        *(Kind.ROLE, "Board of the tenants’ union", 400, UNION, Organisation.Kind.CLUB),
        about="Second chair; the first one moves away in spring.",
        rule=Rule("Board meeting", (SUNDAY, WEDNESDAY), time(20, 15), 75, 56, 30, nth=2),
        steps=(
            ("Sit in for a year", 40),
            ("Write the letter about the lift", 12),
            ("Ask who would stand with me", 0),
        ),
        vouches="Mrs. Delgado, Ruth Adler",
    ),
    Gift(
        *(Kind.ALUMNI, "Alumni evenings of Delta High", 420, SCHOOL, Organisation.Kind.SCHOOL),
        goal="growing",
        singles=(
            (388, "Alumni evening", time(18), 180, "Vera Holm (left two years before me), Kofi Mensah"),
            (297, "Alumni evening", time(18), 180, "Vera Holm, Lena Roth (runs a bookshop), Abe Stern"),
            (176, "Alumni evening", time(18), 180, "Kofi Mensah (presses for museums), Nora Quill, Jim Falk"),
            (64, "Alumni evening", time(18), 180, "Vera Holm, Kofi Mensah, Lena Roth, Ana Brandt, Yara Salt"),
        ),
    ),
    Gift(
        *(Kind.PROJECT, "A newsletter for the hotels we work for", 130, "Harrow & Pine", ""),
        about="Four pages a quarter. The press room has nobody for it.",
        teaches="How a press room is run from within.",
        goal="growing",
        columns={"approver": "Ines Whitlock", "approval_words": "Fridays after lunch, until spring."},
        singles=(
            (95, "Newsletter, first pages", time(14), 120, "Nadia Brook (heads the press room)"),
            (60, "Newsletter, proofs", time(14), 90, "Nadia Brook"),
            (25, "Newsletter, second issue", time(14), 120, "Nadia Brook, Hal Winter (photographs lobbies)"),
        ),
    ),
    Gift(
        *(Kind.SERVICE, "A website for the choir", 70, CHOIR, Organisation.Kind.CLUB),
        about="Four pages, and somebody of theirs who can change them.",
        coordinator="Marisol Vega",
        weekday=SATURDAY,
        singles=((41, "The choir’s pages", time(10), 150, ""), (17, "The choir’s pages", time(10), 120, "")),
    ),
)
THROUGH_VERA = (("Ada Quist", "edits a magazine on walking", 150), ("Tom Ibarra", "sells paper", 90))
"""Whom Vera Holm of the alumni evenings opened the way to, and when."""


@dataclass(frozen=True, slots=True)
class Said:
    """A promise: in how many days it is due, given how many ago, to whom, within what, and how it ended."""

    what: str
    due: int
    given: int
    whom: str = ""
    within: str = ""
    kept: int | None = None
    handed_back: int | None = None


PROMISES = (
    Said("A flyer for the harvest evening", 2, 9, "Joan Petersen", SHIFT),
    Said("Two pages on the lift for the next meeting", 16, 5, "", "Board of the tenants’ union"),
    Said("Labels for the autumn shelf", -33, 47, "Joan Petersen", SHIFT, kept=34),
    Said("The minutes of the summer meeting", -120, 140, "", "Board of the tenants’ union", kept=122),
    Said("Thirty invitations, printed", -58, 75, "Ingrid Solheim", kept=58),
    Said("A talk at the spring fair", -190, 240, "Owen Pritchard", handed_back=205),
)


@dataclass(frozen=True, slots=True)
class Could:
    """Something offered, how often, for which causes; `done` are (days ago, what it was, for whom)."""

    what: str
    most: int | None
    per: str
    causes: tuple[str, ...] = ()
    about: str = ""
    done: tuple[tuple[int, str, str], ...] = ()


OFFERS = (
    Could(
        *("One page for somebody who makes things", 2, Offer.Per.MONTH),
        ("Repair, not landfill", "Trails for everyone"),
        "A page that shows the hands. Not a brochure.",
        ((12, "words for her price list", "Tess Navarro"),),
    ),
    Could(
        *("Reading a funding letter", 1, Offer.Per.QUARTER),
        ("Nobody hungry in the harbour",),
        done=((20, "read the letter to the harbour fund", BANK),),
    ),
    Could("Carrying water at a run", None, Offer.Per.MONTH, ("Trails for everyone",), f"Ask {CLUB}."),
)

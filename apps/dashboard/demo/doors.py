"""Whom Maya asked to be introduced to, through which friends, and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.introductions.models import Door

Answer = Door.Answer
ABOUT = "a publicist in Oakland"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to meet, the friends in their order, and how many days ago each thing happened.

    `name` and `address` are those of whoever was introduced, where the request was for nobody by name.
    """

    whom: str
    friends: Sequence[str]
    days_ago: int
    why: str
    gives: str = ""
    what: str = ""
    answer: Answer | None = None
    answered: int = 0
    introduced: int | None = None
    name: str = ""
    address: str = ""
    thanked: int | None = None
    met: int | None = None
    told: int | None = None


ASKED = (
    Asked(
        "someone who has run a small press office alone",
        ("Priya Raman", "Ruth Adler"),
        120,
        "I would like to hear what the first year alone is like, before it is mine.",
        gives="I can read proofs; it is what I do on trains.",
        answer=Answer.KNOWS_WELL,
        answered=119,
        introduced=117,
        name="Lorna Quill",
        address="lorna@quill.example",
        thanked=116,
        met=101,
        told=100,
    ),
    Asked(
        "whoever chooses the pictures at The Long Way Round",
        ("Ana Lima", "Harold Finch"),
        26,
        "A tent looks better on a wet morning than in a studio. I would like to learn how they choose.",
        answer=Answer.HAS_MET,
        answered=22,
    ),
    Asked(
        "Noor Aziz",
        ("Dana Kim", "Rosa Silva"),
        13,
        "I’d like to learn what makes an editor read a letter to its end.",
        gives="Two pages on mending, whether they are printed or not.",
        what="who edits a quarterly on walking",
    ),
    Asked(
        "a bookkeeper who works for makers",
        ("Joan Petersen",),
        9,
        "In the spring I shall have invoices of my own. Half an hour would save me a year.",
        gives="Your page could do with a few sentences; I would be glad to write them.",
        answer=Answer.KNOWS_WELL,
        answered=8,
        introduced=2,
        name="Walter Amsel",
        address="walter@amsel.example",
    ),
    Asked(
        "Eve Lindqvist",
        ("Ben Carter", "Cara Lindgren"),
        3,
        "I’d like to learn how small makers get seen. Twenty minutes and a coffee, nothing to sell.",
        gives="I’ve offered to write the newsletter for her trail club either way.",
        what="who buys for outdoor shops",
        answer=Answer.KNOWS_WELL,
        answered=1,
    ),
    Asked(
        "Owen Pritchard",
        ("Ingrid Solheim", "Marcus Oyelaran"),
        2,
        "I would like to be of use at the fair before I ask to be seen there.",
        gives="Any shift at the gate.",
        what="who puts on the Sierra Makers’ Fair",
    ),
)
"""By age. What has had its last day since is ended by the planner, as for everybody."""

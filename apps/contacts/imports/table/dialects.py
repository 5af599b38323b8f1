"""Which program wrote a table, told by its titles; what its habits are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.core.fold import fold

GOOGLE, OUTLOOK, THUNDERBIRD, WINDOWS_MAIL = (
    "google_csv",
    "outlook_csv",
    "thunderbird_csv",
    "windows_mail_csv",
)
LINKEDIN, KITH, OTHER = "linkedin", "kith_csv", "csv_other"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a program writes what a single cell cannot hold.

    `joint` parts several values in one cell, `list_signs` the names of circles (the first found is used).
    `is_exact` says that labels are as they were, and that a leading apostrophe may hide a formula.
    """

    joint: str = ""
    list_signs: tuple[str, ...] = (";", ",")
    is_exact: bool = False


_HABITS = {
    GOOGLE: Habits(joint=":::", list_signs=(":::",)),
    OUTLOOK: Habits(list_signs=(";",)),
    KITH: Habits(list_signs=("\n",), is_exact=True),
}

# Titles that give a program away, folded; all of one set must be there. The first that fits decides.
_SIGNS: tuple[tuple[str, str], ...] = (
    (KITH, "uid | rhythm in days | introduced by uid | what they are to me"),
    (LINKEDIN, "first name | last name | connected on"),
    (LINKEDIN, "vorname | nachname | verbunden am"),
    (LINKEDIN, "vorname | nachname | vernetzt am"),
    (LINKEDIN, "first name | last name | url | company | position"),
    (LINKEDIN, "first name | last name | profile url | company | position"),
    (LINKEDIN, "vorname | nachname | url | unternehmen | position"),
    (GOOGLE, "given name | group membership"),
    (GOOGLE, "first name | labels | file as"),
    (GOOGLE, "first name | labels | organization name"),
    (THUNDERBIRD, "display name | primary email"),
    (THUNDERBIRD, "anzeigename | primare e mail adresse"),
    (WINDOWS_MAIL, "name | nickname | e mail address | personal web page | business web page"),
    (WINDOWS_MAIL, "name | spitzname | e mail adresse | webseite privat | webseite geschaftlich"),
    (OUTLOOK, "first name | last name | e mail address | business phone"),
    (OUTLOOK, "first name | last name | e mail address | home phone"),
    (OUTLOOK, "vorname | nachname | e mail adresse | telefon geschaftlich"),
    (OUTLOOK, "vorname | nachname | e mail adresse | telefon privat"),
)
_SETS = tuple((dialect, frozenset(titles.split(" | "))) for dialect, titles in _SIGNS)


def dialect_of(titles: Sequence[str]) -> str:
    """The value of sniff.Kind for a table with these titles."""
    folded = {fold(title) for title in titles}
    return next((dialect for dialect, wanted in _SETS if wanted <= folded), OTHER)


def habits_of(dialect: str) -> Habits:
    """What to expect within the cells of that program's tables."""
    return _HABITS.get(dialect, Habits())

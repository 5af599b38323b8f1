"""What the page of a letter stores, in words for whoever reads it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from apps.introductions.card_letter import VisitLetter
from apps.introductions.friend_letter import FriendLetter
from apps.introductions.models import Letter
from apps.introductions.pair_letter import PairLetter
from apps.introductions.target_letter import TargetLetter


class Fact(NamedTuple):
    """One thing that is stored: what it is, and its text."""

    name: str
    text: str


def of_friend(letter: Letter, today: date) -> list[Fact]:
    """A friend's letter: the words of whoever asks, a first name, the answer."""
    shown, said = FriendLetter(letter, today), letter.shown
    facts = [
        Fact(_("Who asks"), shown.asker),
        Fact(_("Your name, as they call you"), shown.to),
        Fact(_("Whom they would like to meet"), ", ".join(filter(None, (shown.whom, shown.what)))),
        Fact(_("Their words"), "\n".join(filter(None, (shown.why, shown.gives)))),
        Fact(_("The note to pass on"), shown.note),
        Fact(_("About themselves"), ", ".join(filter(None, (said.get("about"), said.get("site"))))),
        Fact(_("Your answer"), shown.answered.heard if shown.answered else ""),
        Fact(
            _("How often you may be asked"), _("That you said so; no address.") if said.get("limited") else ""
        ),
        Fact(_("The last day of this page"), shown.ends),
    ]
    return [fact for fact in facts if fact.text]


def of_doors(letter: Letter, today: date) -> list[Fact]:
    """A page of doors: a name, and for each door whom it joined."""
    doors = letter.shown.get("doors", [])
    facts = [Fact(_("Your name, as they call you"), letter.shown.get("to", ""))]
    facts += [Fact(_("A door you opened"), f"{door['for']}, {door['whom']}") for door in doors]
    return [fact for fact in facts if fact.text]


def of_target(letter: Letter, today: date) -> list[Fact]:
    """The letter to whoever was asked for. That an answer may be kept stands there with and without one."""
    shown = TargetLetter(letter, today)
    facts = [
        Fact(_("Who asks"), ", ".join(filter(None, (shown.asker, shown.about, shown.site)))),
        Fact(_("Whom they asked for"), shown.whom),
        Fact(_("Who passed it on"), shown.through),
        Fact(_("Their words"), "\n".join(filter(None, (shown.why, shown.gives)))),
        Fact(_("The address you were given"), shown.address),
        Fact(_("Your answer"), _("If you said not now or never: that, where nobody can read it.")),
        Fact(_("The last day of this page"), shown.ends),
    ]
    return [fact for fact in facts if fact.text]


def of_visit(letter: Letter, today: date) -> list[Fact]:
    """What somebody left on a card: their own words."""
    shown = VisitLetter(letter, today)
    facts = [
        Fact(_("Whom you left it for"), shown.for_whom),
        Fact(_("Your name"), shown.name),
        Fact(_("Your e-mail address"), shown.email),
        Fact(_("Your phone"), shown.phone),
        Fact(_("Where you met"), shown.words),
        Fact(_("The last day of this page"), shown.ends),
    ]
    return [fact for fact in facts if fact.text]


def of_pair(letter: Letter, today: date) -> list[Fact]:
    """The letter to one of two people. That an answer may be kept stands there with and without one."""
    shown = PairLetter(letter, today)
    kept = _("If you said yes: that and your address, where nobody can read it before both agree.")
    facts = [
        Fact(_("Who would introduce you"), shown.asker),
        Fact(_("Your name, as they call you"), shown.to),
        Fact(_("To whom"), shown.other),
        Fact(_("Their words"), "\n".join(filter(None, (shown.why, shown.note)))),
        Fact(_("Your answer"), kept if shown.is_open else _("That you both said yes; no address any more.")),
        Fact(_("The last day of this page"), shown.ends),
    ]
    return [fact for fact in facts if fact.text]

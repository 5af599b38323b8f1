"""The keyboard map: each key that is heard, said once.

The sheet that "?" opens is drawn from it, and `static/js/keys.js` hears only what stands in that sheet:
a key that is not told of does nothing, and one that is told of has a doing (tests press each).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Key:
    """What it `does` (a name in static/js), for which values of KeyboardEvent.key, and how both are told."""

    does: str
    heard: tuple[str, ...]
    name: str | Promise
    shown: tuple[str | Promise, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Keys heard in one place; single ones can be switched off (WCAG 2.1.4), others need the focus there."""

    where: str
    name: str | Promise
    keys: tuple[Key, ...]


GROUPS = (
    Group(
        "anywhere",
        "",
        (
            Key("find", ("/",), _("Find somebody or something, or what to do"), ("/",)),
            Key("write", ("n",), _("Write something down"), ("n",)),
            Key("search", ("f",), _("The search of this page"), ("f",)),
            Key("letter", ("'",), _("In People, to a letter: this, then the letter"), ("'", "A–Z")),
            Key("answer", tuple("123456789"), _("Answer with a number"), ("1–9",)),
            Key("help", ("?",), _("This sheet"), ("?",)),
        ),
    ),
    Group(
        "list",
        _("In the list of people"),
        (
            Key("down", ("j", "ArrowDown"), _("Down"), ("j", "↓")),
            Key("up", ("k", "ArrowUp"), _("Up"), ("k", "↑")),
            Key("pick", ("x",), _("Pick a person"), ("x",)),
            Key("leave", ("Escape",), _("Leave"), (_("Esc"),)),
        ),
    ),
    Group(
        "palette",
        _("In what was found"),
        (
            Key("next", ("ArrowDown",), _("The next line"), ("↓",)),
            Key("previous", ("ArrowUp",), _("The line before"), ("↑",)),
            Key("first", ("Home",), _("The first line"), (_("Home"),)),
            Key("last", ("End",), _("The last line"), (_("End"),)),
            Key("follow", ("Enter",), _("Go there"), (_("Enter"),)),
        ),
    ),
    Group(
        "picture",
        _("In the picture"),
        (
            Key("closer", ("+", "="), _("Closer"), ("+",)),
            Key("farther", ("-",), _("Farther"), ("−",)),
            Key("whole", ("0",), _("All of it"), ("0",)),
            Key("left", ("ArrowLeft",), _("To the left"), ("←",)),
            Key("right", ("ArrowRight",), _("To the right"), ("→",)),
            Key("upwards", ("ArrowUp",), _("Upwards"), ("↑",)),
            Key("downwards", ("ArrowDown",), _("Downwards"), ("↓",)),
        ),
    ),
)

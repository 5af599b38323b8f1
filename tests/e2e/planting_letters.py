"""A letter of every purpose there is, in words as people write them and in words that try to be more."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from apps.introductions.cleaning import LONGEST_NAME
from apps.introductions.models import Letter
from apps.introductions.views.letter import SHOWN
from tests.handing import hand_out_all, url_of
from tests.introductions.hostile import HOSTILE
from tests.making import make_member

Words = Callable[[str], str]
"""What stands in a copy under this name."""
DECIDES = {"stands", "on", "email", "address", "site"}
LONGEST = {"why": 1000, "gives": 1000, "note": 2000, "what": 200, "about": 200, "line": 200, "words": 300}
"""One word of as many letters as the forms take; names have fewer."""


def letters_of_every_kind(email: str) -> None:
    """Prints the path of a letter by purpose: `plain`; with `hostile` words in its copy; with `long` ones."""
    hostile = " ".join(words for name, words in HOSTILE.items() if "10,000" not in name)
    found = {"plain": _letters(email), "hostile": _written_over(f"bad-{email}", lambda _: hostile)}
    found["long"] = _written_over(f"long-{email}", lambda name: "M" * LONGEST.get(name, LONGEST_NAME))
    print(json.dumps(found))


def _letters(email: str) -> dict[str, str]:
    member = make_member(email, name="Maya Ortega", time_zone="Europe/Lisbon")
    tokens = hand_out_all(member, now=timezone.now())
    return {purpose: urlsplit(url_of(purpose, tokens[purpose])).path for purpose in SHOWN}


def _written_over(email: str, words: Words) -> dict[str, str]:
    """What a page reads is its frozen copy: here whatever cleans it is passed by."""
    paths = _letters(email)
    for letter in Letter.objects.filter(link__member__email=email):
        letter.shown = _with(letter.shown, words)
        letter.save(update_fields=["shown"])
    return paths


def _with(shown: Any, words: Words, name: str = "") -> Any:
    """The copy with other words for everybody's, but for what the page decides by."""
    if isinstance(shown, dict):
        return {key: _with(value, words, key) for key, value in shown.items()}
    if isinstance(shown, list):
        return [_with(each, words, name) for each in shown]
    return words(name) if isinstance(shown, str) and shown and name not in DECIDES else shown

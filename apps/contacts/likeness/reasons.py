"""Why two people may be one, in the reader's words; stored as codes with what they are about."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_SAID = 3
WORDS: dict[str, str | Promise] = {
    "email": _("the same e-mail address"),
    "phone": _("the same number"),
    "url": _("the same page"),
    "messenger": _("the same messenger name"),
    "address": _("the same postal address"),
    "birthday": _("the same birthday"),
    "local": _("the same words before the @"),
    "name": _("the same name"),
    "order": _("the same name the other way round"),
    "part": _("{0} is part of {1}"),
    "nickname": _("{0} and {1}"),
    "alike": _("names written alike"),
    "initial": _("{0} and {1}"),
    "given": _("the same first name"),
    "at": _("both at {0}"),
    "city": _("both in {0}"),
    "bare": _("nothing that tells them apart"),
}


def in_words(reasons: Sequence[Sequence[str]]) -> str:
    """The reasons as one line, the name first; a code nobody knows any more is left out."""
    said = [str(WORDS[code]).format(*about) for code, *about in reasons if code in WORDS]
    return ", ".join(said[:MOST_SAID])

"""What whoever asked reads of a friend's answer: the same words under the button and on their own page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.introductions.models import Door

Answer = Door.Answer
LONGEST_NAME = 4
"""Words."""


def name_in(whom: str) -> str:
    """What was typed, where it reads as a name; "" for "someone who …", which no answer can repeat."""
    words = whom.split()
    return whom if len(words) <= LONGEST_NAME and not any(word[0].islower() for word in words) else ""


def label_of(answer: Answer, whom: str = "") -> str:
    """What the button of an answer says; `whom` is a name, or ""."""
    if answer == Answer.KNOWS_WELL:
        return _("Yes, I know %(whom)s well") % {"whom": whom or _("them")}
    if answer == Answer.HAS_MET:
        return _("Yes, we’ve met")
    if answer == Answer.KNOWS_NOT:
        return _("I don’t know %(whom)s") % {"whom": whom or _("them")}
    return str(answer.label)


def heard(answer: str, friend: str, whom: str = "", named: str = "") -> str:
    """The words for one answer. `friend` and `whom` as letters call them; `whom` may be no name: then ""."""
    names = {"friend": friend or _("Your friend"), "whom": whom or _("them"), "named": named}
    if answer == Answer.KNOWS_WELL:
        said = _("%(friend)s is glad to pass it on, and knows %(whom)s well.")
    elif answer == Answer.HAS_MET:
        said = _("%(friend)s is glad to pass it on, and has met %(whom)s.")
    elif answer == Answer.KNOWS_NOT:
        said = _("%(friend)s doesn’t know %(whom)s.")
    elif answer == Answer.SOMEONE_ELSE and named:
        said = _("%(friend)s thinks that %(named)s may know %(whom)s.")
    elif answer == Answer.SOMEONE_ELSE:
        said = _("%(friend)s thinks that someone else may know %(whom)s.")
    else:
        said = _("Not this time.")
    return said % names

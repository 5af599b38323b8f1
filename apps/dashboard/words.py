"""What acts of the first session, of Today and of Review are called in History."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "first_five": _("Named your first people: {names}"),
    "first_who": _("Said who your first people are"),
    "put_aside": _("Put a card aside"),
    "not_that_week": _("Nothing that week with {name}"),
    "next_week_same": _("The next week is to be the same"),
    "next_week_lighter": _("The next week is to be a lighter one"),
    "next_week_alone": _("Left alone until {name}"),
    "resume_review": _("As usual again"),
    "bring_archive": _("Brought an archive back"),
    "demo": _("A demo life was written"),
}

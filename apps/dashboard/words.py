"""What the first session's acts are called in History."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "first_five": _("Named your first people: {names}"),
    "first_who": _("Said who your first people are"),
    "put_aside": _("Put a card aside"),
    "bring_archive": _("Brought an archive back"),
    "demo": _("A demo life was written"),
}

"""What answering a line is called in History and in notices; *let be* is contacts' word."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    "done": _("Wrote to {name}"),
    "not_today": _("{name} rests until {until}"),
}

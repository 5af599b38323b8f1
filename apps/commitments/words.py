"""What members' acts on their commitments are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # commitments
    "new_commitment": _("Took on {name}"),
    # gatherings within one, and hours
    # promises
    # offers
    # calendar feeds
}

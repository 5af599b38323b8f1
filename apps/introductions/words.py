"""What members' acts on introductions are called in History and in notices."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, str | Promise] = {
    # requests
    "draft_request": _("Wrote down whom you would like to meet: {name}"),
    # letters received
    "put_aside_received": _("Put a letter aside: {name}"),
    # introduce two
    # the card
}

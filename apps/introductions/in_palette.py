"""What to do about introductions, for the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.addresses import address
from apps.core.findings import Errand, ErrandWith

WITH_PEOPLE = (
    ErrandWith(
        "person",
        _("Introduce {name} to somebody"),
        lambda pk: f"{address('introductions:new_pairing')}?contact={pk}",
        _("introduce"),
        suggests=True,
    ),
)
ERRANDS = (
    Errand(
        _("Ask for an introduction"),
        "introductions:new",
        _("new request door meet friend favour"),
        ("/", "/introductions/"),
    ),
    Errand(
        _("Introduce two people"),
        "introductions:new_pairing",
        _("connect pair each other"),
        ("/introductions/", "/contacts/"),
    ),
    Errand(
        _("Your card"), "introductions:card", _("my code qr show business details"), ("/", "/introductions/")
    ),
    Errand(_("Letters to you"), "introductions:received_letters", _("received asked inbox")),
)

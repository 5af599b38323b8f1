"""What to do about commitments, offers and promises, for the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.findings import Errand

ERRANDS = (
    Errand(
        _("Take something on"),
        "commitments:new",
        _("new commitment volunteer help class club project begin"),
        ("/commitments/",),
    ),
    Errand(
        _("Promise something"),
        "commitments:promise_new",
        _("new will do for"),
        ("/commitments/", "/contacts/"),
    ),
    Errand(_("Promises"), "commitments:promises", _("kept hand back")),
    Errand(_("Offer something"), "commitments:offer_new", _("new give help free"), ("/commitments/",)),
    Errand(_("Offers"), "commitments:offers", _("give help what could I")),
    Errand(_("What you gave"), "commitments:gave", _("record year hours given"), ("/review/",)),
    Errand(_("The month"), "commitments:month", _("calendar")),
    Errand(_("Calendar feeds"), "feeds", _("settings ics subscribe google outlook apple")),
)

"""Looking back and taking along, for the palette; and what core has pages for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.findings import Errand

ERRANDS = (
    Errand(_("Over time"), "over_time", _("year years drawn rooms looking back"), ("/review/",)),
    Errand(
        _("Take it with you"),
        "archive",
        _("export archive download backup everything settings save"),
        ("/settings/",),
    ),
    Errand(_("History"), "history", _("undo take back journal acts log mistake"), ("/history/", "/review/")),
    Errand(_("What Kith promises"), "promises", _("privacy data about help")),
)

"""What Kith says of an archive it cannot read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, str | Promise] = {
    "not_empty": _(
        "There are people in this account already. An archive comes back into an empty one; "
        "nothing was changed."
    ),
    "not_ours": _("This is no archive of Kith. Address books and tables come in under People, Bring a file."),
    "newer": _("This archive was made by a newer Kith than this one. Nothing was changed."),
    "damaged": _("This file is damaged, perhaps a download that stopped early. Nothing was changed."),
    "contents": _("Something in this archive does not fit together. Nothing was changed."),
    "too_big": _("This archive unpacks to more than 2 GB. Nothing was changed."),
    "too_large": _("This file is larger than 128 MB. The one who runs this server can bring it in for you."),
    "failed": _("It could not be finished. Nothing was changed; please ask for it once more."),
}

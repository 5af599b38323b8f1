"""The pages of the settings, for the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.findings import Errand

ERRANDS = (
    Errand(
        _("Settings"), "settings:profile", _("you name language time zone country profile"), ("/settings/",)
    ),
    Errand(
        _("Morning note"),
        "settings:note",
        _("settings mail email days hour when quiet pace how many"),
        ("/settings/",),
    ),
    Errand(_("Hours"), "settings:hours", _("settings working quiet spare busy"), ("/settings/",)),
    Errand(
        _("Security"), "settings:security", _("settings password sessions sign in devices"), ("/settings/",)
    ),
    Errand(_("Leaving"), "settings:leaving", _("settings delete account close erase")),
)

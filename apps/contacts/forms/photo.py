"""A picture of somebody: read, made small, or refused with a sentence."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.contacts import photos

MOST_BYTES = 20 * 1024 * 1024


class PhotoForm(forms.Form):
    """One picture; cleaned it is the small WebP, without whatever else the file held."""

    photo = forms.FileField(
        label=_("A picture"),
        help_text=_(
            "JPEG, PNG, WebP, GIF, BMP or TIFF. Kith keeps it small, without the place it was taken."
        ),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff"}
        ),
        error_messages={
            "required": _("Choose a picture first."),
            "empty": _("That file is empty."),
            "missing": _("Choose a picture first."),
            "invalid": _("Choose a picture first."),
        },
    )

    def clean_photo(self) -> bytes:
        """At most 256 px and 64 KB."""
        sent = self.cleaned_data["photo"]
        if sent.size > MOST_BYTES:
            raise ValidationError(_("That file has more than 20 MB. A smaller copy will do."))
        raw = sent.read()
        small = photos.small(raw)
        if small is not None:
            return small
        if photos.is_too_large(raw):
            raise ValidationError(_("That picture has more than 25 million points. A smaller copy will do."))
        raise ValidationError(_("Kith could not read a picture in that file."))

"""Commitments, as a place of the house, and where one is begun."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.places import Place

COMMITMENTS = Place(_("Commitments"), "commitments:list", "/commitments/", in_bar=False)


def begin(**known: Any) -> str:
    """The form of a commitment with what is known already."""
    asked = urlencode({name: value for name, value in known.items() if value})
    return f"{reverse('commitments:new')}?{asked}"

"""Today and Review, as places of the house."""

from django.utils.translation import gettext_lazy as _

from apps.core.places import Place

TODAY = Place(_("Today"), "today", "/")
REVIEW = Place(_("Review"), "review", "/review/", in_bar=False)

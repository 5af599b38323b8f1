"""Goals, as a place of the house (a goal's own places are in `models/place.py`)."""

from django.utils.translation import gettext_lazy as _

from apps.core.places import Place

GOALS = Place(_("Goals"), "goals:list", "/goals/")

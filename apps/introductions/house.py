"""Introductions, as a place of the house."""

from django.utils.translation import gettext_lazy as _

from apps.core.places import Place

INTRODUCTIONS = Place(_("Introductions"), "introductions:list", "/introductions/", short=_("Intros"))

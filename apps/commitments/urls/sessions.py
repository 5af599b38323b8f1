"""Gatherings within a commitment, the month, and the hours given."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

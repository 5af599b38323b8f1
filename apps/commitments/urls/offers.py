"""Offers, and taking one up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Promises: kept, and handed back."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

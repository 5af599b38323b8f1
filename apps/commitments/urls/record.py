"""What you gave: the yearly record."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Series of gatherings within a commitment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

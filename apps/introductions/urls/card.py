"""The member's card."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

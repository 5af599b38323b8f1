"""Introducing two people to each other."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

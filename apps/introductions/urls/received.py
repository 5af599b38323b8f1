"""Letters that other members wrote to this one."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

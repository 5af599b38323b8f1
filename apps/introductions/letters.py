"""The addresses of letters, `/i/<token>/`: anybody who holds one may read it, whatever it is for."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Introducing two people to each other."""

from django.urls import path

from apps.introductions.views import pairings

urlpatterns = [
    path("pairings/new/", pairings.new_pairing, name="new_pairing"),
    path("pairings/<int:pk>/", pairings.pairing, name="pairing"),
    path("pairings/<int:pk>/edit/", pairings.edit_pairing, name="edit_pairing"),
    path("pairings/<int:pk>/ask/", pairings.ask_pairing, name="ask_pairing"),
    path("pairings/<int:pk>/withdraw/", pairings.withdraw_pairing, name="withdraw_pairing"),
    path("pairings/<int:pk>/delete/", pairings.delete_pairing, name="delete_pairing"),
]

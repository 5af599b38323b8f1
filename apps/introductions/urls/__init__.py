"""Introductions and everything that belongs to them; a noun has a file."""

from apps.introductions.urls import card, pairings, received, requests

app_name = "introductions"
urlpatterns = [
    *requests.urlpatterns,
    *received.urlpatterns,
    *pairings.urlpatterns,
    *card.urlpatterns,
]

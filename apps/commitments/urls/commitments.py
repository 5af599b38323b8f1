"""Commitments: the list, one of them, and what one does to it."""

from django.urls import path

from apps.commitments.views import commitment

urlpatterns = [
    path("", commitment.commitments, name="list"),
    path("<int:pk>/", commitment.commitment, name="commitment"),
]

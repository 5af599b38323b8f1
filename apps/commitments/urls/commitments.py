"""Commitments: the list, one of them, and what one does to it."""

from django.urls import path

from apps.commitments.views import commitment, writing

urlpatterns = [
    path("", commitment.commitments, name="list"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", commitment.commitment, name="commitment"),
    path("<int:pk>/edit/", writing.edit_commitment, name="edit_commitment"),
]

"""What you gave: the yearly record."""

from django.urls import path

from apps.commitments.views import record

urlpatterns = [
    path("gave/", record.gave, name="gave"),
    path("<int:pk>/worth-it/", record.worth_commitment, name="worth_commitment"),
]

"""The member's employer, and the fields Kith knows."""

from django.urls import path

from apps.goals.views import employer

urlpatterns = [
    path("employer/", employer.employer, name="employer"),
    path("employer/forget/", employer.forget_employer, name="forget_employer"),
    path("fields/", employer.fields, name="fields"),
]

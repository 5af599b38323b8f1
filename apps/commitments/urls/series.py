"""When a commitment gathers: written down, changed from one gathering on, ended before one."""

from django.urls import path

from apps.commitments.views import when

urlpatterns = [
    path("<int:commitment_pk>/gatherings/new/", when.plan_session, name="plan_session"),
    path("sessions/<int:pk>/onward/", when.edit_onward, name="edit_onward_session"),
    path("sessions/<int:pk>/stop/", when.stop_series, name="stop_at_session"),
]

"""Gatherings within a commitment, the hours given, the month, and a busy week."""

from django.urls import path

from apps.commitments.views import busy, month, session

urlpatterns = [
    path("month/", month.month, name="month"),
    path("busy/", busy.be_busy, name="be_busy"),
    path("not-busy/", busy.be_free, name="be_free"),
    path("sessions/<int:pk>/hours/", session.give_hours, name="give_session"),
    path("sessions/<int:pk>/planned/", session.give_as_planned, name="give_as_planned_session"),
    path("gatherings/<int:gathering_pk>/join/", session.join, name="join_session"),
]

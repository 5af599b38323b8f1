"""One gathering as a file for calendars; the feeds are in `commitments/calendars.py`."""

from django.urls import path

from apps.commitments.views import feed

urlpatterns = [
    path("gatherings/<int:gathering_pk>/gathering.ics", feed.calendar_session, name="calendar_session"),
]

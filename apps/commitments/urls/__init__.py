"""Commitments and everything that belongs to them; a noun has a file."""

from apps.commitments.urls import commitments, feeds, offers, promises, record, series, sessions

app_name = "commitments"
urlpatterns = [
    *commitments.urlpatterns,
    *series.urlpatterns,
    *sessions.urlpatterns,
    *promises.urlpatterns,
    *offers.urlpatterns,
    *feeds.urlpatterns,
    *record.urlpatterns,
]

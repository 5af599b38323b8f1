"""Settings, under `/settings/`."""

from django.urls import path

from apps.accounts import views

app_name = "settings"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("note/", views.note, name="note"),
    path("note/write-again/", views.write_again, name="write_again"),
    path("hours/", views.hours, name="hours"),
    path("security/", views.security, name="security"),
    path("security/elsewhere/", views.end_elsewhere, name="end_elsewhere"),
    path("leaving/", views.leaving, name="leaving"),
]

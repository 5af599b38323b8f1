"""Gatherings: the week, one of them, and whom the member met there."""

from django.urls import path

from apps.goals.views import gathering, meeting

urlpatterns = [
    path("gatherings/", gathering.gatherings, name="gatherings"),
    path("gatherings/new/", gathering.plan, name="plan"),
    path("gatherings/<int:pk>/", gathering.gathering, name="gathering"),
    path("gatherings/<int:pk>/edit/", gathering.edit_gathering, name="edit_gathering"),
    path("gatherings/<int:pk>/cancel/", gathering.cancel_gathering, name="cancel_gathering"),
    path("gatherings/<int:pk>/away/", gathering.stay_away_from_gathering, name="stay_away_from_gathering"),
    path("gatherings/<int:pk>/go/", gathering.go_to_gathering, name="go_to_gathering"),
    path("gatherings/<int:pk>/delete/", gathering.delete_gathering, name="delete_gathering"),
    path("gatherings/<int:pk>/met/", meeting.met_at_gathering, name="met_at_gathering"),
    path("gatherings/<int:pk>/nobody/", meeting.met_nobody_at_gathering, name="met_nobody_at_gathering"),
]

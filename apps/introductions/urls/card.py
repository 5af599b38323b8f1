"""The member's card, and what others left on it."""

from django.urls import path

from apps.introductions.views import card, visits

urlpatterns = [
    path("card/", card.card, name="card"),
    path("card/edit/", card.edit_card, name="edit_card"),
    path("card/hold/", card.hold_card, name="hold_card"),
    path("card/renew/", card.renew_card, name="renew_card"),
    path("card/switch-off/", card.switch_off_card, name="switch_off_card"),
    path("visits/<int:pk>/accept/", visits.accept_visit, name="accept_visit"),
    path("visits/<int:pk>/join/", visits.join_visit, name="join_visit"),
    path("visits/<int:pk>/decline/", visits.decline_visit, name="decline_visit"),
]

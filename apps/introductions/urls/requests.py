"""Requests for an introduction: the list, one of them, and what one does to it."""

from django.urls import path

from apps.introductions.views import compose, following, request, send

urlpatterns = [
    path("", request.introductions, name="list"),
    path("new/", compose.new, name="new"),
    path("<int:pk>/", request.one, name="request"),
    path("<int:pk>/edit/", compose.edit_request, name="edit_request"),
    path("<int:pk>/withdraw/", request.withdraw_request, name="withdraw_request"),
    path("<int:pk>/delete/", request.delete_request, name="delete_request"),
    path("<int:pk>/happened/", following.happened_request, name="happened_request"),
    path("<int:pk>/met/", following.met_request, name="met_request"),
    path("<int:pk>/thank/", following.thank_request, name="thank_request"),
    path("<int:pk>/tell/", following.tell_request, name="tell_request"),
    path("<int:pk>/friends/", compose.friends_of_request, name="friends_of_request"),
    path("<int:pk>/friends/add/", compose.add_friend_request, name="add_friend_request"),
    path("doors/<int:pk>/prepare/", send.prepare_door, name="prepare_door"),
    path("doors/<int:pk>/ask/", send.ask_door, name="ask_door"),
    path("doors/<int:pk>/mail/", send.mail_door, name="mail_door"),
    path("doors/<int:pk>/first/", compose.first_door, name="first_door"),
    path("doors/<int:pk>/remove/", compose.remove_door, name="remove_door"),
]

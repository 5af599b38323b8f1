"""People to meet, what is public of them, and ways to them."""

from django.urls import path

from apps.goals.views import fact, target, target_new, ways

urlpatterns = [
    path("<int:goal_pk>/people/", target.targets, name="targets"),
    path("<int:pk>/met/", target.met_in_goal, name="met_in_goal"),
    path("<int:goal_pk>/people/new/", target_new.add_targets, name="add_targets"),
    path("<int:goal_pk>/people/choose/", target_new.choose_targets, name="choose_targets"),
    path("people/<int:pk>/", target.target, name="target"),
    path("people/<int:pk>/edit/", target.edit_target, name="edit_target"),
    path("people/<int:pk>/remove/", target.remove_target, name="remove_target"),
    path("people/<int:pk>/still/", target.still_target, name="still_target"),
    path("people/<int:pk>/ways/", ways.ways_of_target, name="ways_of_target"),
    path("people/<int:pk>/ask/<int:contact_pk>/", ways.ask_way_to_target, name="ask_way_to_target"),
    path("people/of/<int:contact_pk>/new/", target_new.add_target, name="add_target"),
    path("people/of/<int:contact_pk>/friend/", target.call_friend, name="call_friend"),
    path("people/of/<int:contact_pk>/friend/back/", target.call_friend_back, name="call_friend_back"),
    path("people/of/<int:contact_pk>/facts/new/", fact.add_fact, name="add_fact"),
    path("facts/<int:pk>/", fact.edit_fact, name="edit_fact"),
    path("facts/<int:pk>/delete/", fact.delete_fact, name="delete_fact"),
]

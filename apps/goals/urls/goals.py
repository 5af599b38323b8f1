"""Goals: the list, one of them, and what one does to it."""

from django.urls import path

from apps.goals.views import goal, turns

urlpatterns = [
    path("", goal.goals, name="list"),
    path("new/", goal.new, name="new"),
    path("<int:pk>/", goal.goal, name="goal"),
    path("<int:pk>/edit/", goal.edit_goal, name="edit_goal"),
    path("<int:pk>/pause/", turns.pause_goal, name="pause_goal"),
    path("<int:pk>/go-on/", turns.go_on_goal, name="go_on_goal"),
    path("<int:pk>/reach/", turns.reach_goal, name="reach_goal"),
    path("<int:pk>/let-go/", turns.let_go_goal, name="let_go_goal"),
    path("<int:pk>/take-up/", turns.take_up_goal, name="take_up_goal"),
    path("<int:pk>/look/", turns.look_goal, name="look_goal"),
    path("<int:pk>/gather/", turns.gather_goal, name="gather_goal"),
    path("<int:pk>/approve/", turns.approve_goal, name="approve_goal"),
    path("<int:pk>/delete/", turns.delete_goal, name="delete_goal"),
]

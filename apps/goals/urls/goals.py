"""Goals: the list, one of them, and what one does to it."""

from django.urls import path

from apps.goals.views import goal

urlpatterns = [
    path("", goal.goals, name="list"),
    path("<int:pk>/", goal.goal, name="goal"),
]

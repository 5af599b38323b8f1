"""Health, history, unsubscribing, and the style sheet."""

from django.urls import path

from apps.core import health, history, stylesheet, unsubscribing, views

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/nudges", health.nudges, name="health_nudges"),
    path("css/<str:name>-<str:digest>.css", stylesheet.stylesheet, name="stylesheet"),
    path("promises/", views.promises, name="promises"),
    path("history/", history.history, name="history"),
    path("history/<int:pk>/take-back/", history.take_back, name="take_back"),
    path("u/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
]

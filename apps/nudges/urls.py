"""Mail buttons, and what was delivered."""

from django.urls import path

from apps.nudges import views

app_name = "nudges"
urlpatterns = [
    path("n/<str:token>/", views.button, name="button"),
    path("nudges/", views.log, name="log"),
    path("nudges/now/", views.now, name="now"),
]

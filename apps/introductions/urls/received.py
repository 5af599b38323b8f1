"""Letters that other members wrote to this one."""

from django.urls import path

from apps.introductions.views import received

urlpatterns = [
    path("received/", received.letters, name="received_letters"),
    path("received/<int:pk>/", received.received, name="received"),
    path("received/<int:pk>/put-aside/", received.put_aside, name="put_aside_received"),
]

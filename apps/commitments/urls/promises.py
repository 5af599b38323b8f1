"""Promises: kept, and handed back."""

from django.urls import path

from apps.commitments.views import promise

urlpatterns = [
    path("promises/", promise.promises, name="promises"),
    path("promises/new/", promise.promise_new, name="promise_new"),
    path("promises/<int:pk>/", promise.promise, name="promise"),
    path("promises/<int:pk>/edit/", promise.edit_promise, name="edit_promise"),
    path("promises/<int:pk>/on-track/", promise.on_track_promise, name="on_track_promise"),
    path("promises/<int:pk>/more-time/", promise.more_time_promise, name="more_time_promise"),
    path("promises/<int:pk>/keep/", promise.keep_promise, name="keep_promise"),
    path("promises/<int:pk>/hand-back/", promise.hand_back_promise, name="hand_back_promise"),
    path("promises/<int:pk>/take-up/", promise.take_up_promise, name="take_up_promise"),
    path("promises/<int:pk>/delete/", promise.delete_promise, name="delete_promise"),
    path("promises/<int:pk>/note/", promise.note_of_promise, name="note_of_promise"),
]

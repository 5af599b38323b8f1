"""Requests for an introduction: the list, one of them, and what one does to it."""

from django.urls import path

from apps.introductions.views import request

urlpatterns = [path("", request.introductions, name="list")]

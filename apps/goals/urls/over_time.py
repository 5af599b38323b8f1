"""How it went, week by week; the first part of Review."""

from django.urls import path

from apps.goals.views import over_time

urlpatterns = [path("over-time/", over_time.over_time, name="over_time")]

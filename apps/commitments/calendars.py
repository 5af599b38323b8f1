"""The addresses of calendar feeds, `/calendar/<token>.ics`: whoever holds one may read it."""

from django.urls import path

from apps.commitments.views import feed

urlpatterns = [path("<str:token>.ics", feed.feed, name="calendar")]

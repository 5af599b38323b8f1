"""Calendar feeds: `/calendar/<token>.ics` for whoever holds the address, and the settings that give it."""

from django.urls import path

from apps.commitments.views import feed, feed_address

urlpatterns = [
    path("calendar/<str:token>.ics", feed.feed, name="calendar"),
    path("settings/calendars/", feed_address.feeds, name="feeds"),
    path("settings/calendars/<str:kind>/hand-out/", feed_address.hand_out_feed, name="hand_out_feed"),
    path("settings/calendars/<str:kind>/revoke/", feed_address.revoke_feed, name="revoke_feed"),
    path(
        "settings/calendars/<str:kind>/name-people/",
        feed_address.name_people_in_feed,
        name="name_people_in_feed",
    ),
    path(
        "settings/calendars/<str:kind>/leave-names-out/",
        feed_address.leave_names_out_of_feed,
        name="leave_names_out_of_feed",
    ),
]

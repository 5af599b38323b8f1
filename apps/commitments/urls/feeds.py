"""Calendar feeds in the settings, and one gathering as a file."""

from django.urls import path

from apps.commitments.views import feed, feed_address

urlpatterns = [
    path("feeds/", feed_address.feeds, name="feeds"),
    path("feeds/<str:kind>/hand-out/", feed_address.hand_out_feed, name="hand_out_feed"),
    path("feeds/<str:kind>/revoke/", feed_address.revoke_feed, name="revoke_feed"),
    path("feeds/<str:kind>/name-people/", feed_address.name_people_in_feed, name="name_people_in_feed"),
    path(
        "feeds/<str:kind>/leave-names-out/",
        feed_address.leave_names_out_of_feed,
        name="leave_names_out_of_feed",
    ),
    path("gatherings/<int:gathering_pk>/gathering.ics", feed.calendar_session, name="calendar_session"),
]

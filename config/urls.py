"""Where everything is: one include per app."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("apps.dashboard.urls")),
    path("", include("apps.core.urls")),
    path("", include("apps.nudges.urls")),
    path("contacts/", include("apps.contacts.urls")),
    path("network/", include("apps.contacts.picture.urls")),
    path("goals/", include("apps.goals.urls")),
    path("commitments/", include("apps.commitments.urls")),
    path("", include("apps.commitments.calendars")),
    path("introductions/", include("apps.introductions.urls")),
    path("i/", include("apps.introductions.letters")),
    path("settings/", include("apps.accounts.urls")),
    path("accounts/", include("apps.accounts.entrance")),
]
if settings.KITH_MAILBOX:
    urlpatterns.append(path("mailbox/", include("config.mailbox_urls")))

handler400 = "apps.core.views.bad_request"
handler403 = "apps.core.views.forbidden"
handler404 = "apps.core.views.not_found"
handler500 = "apps.core.views.failed"

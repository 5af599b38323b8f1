"""Today, Review, and the first session."""

from django.urls import path

from apps.dashboard import onboarding, ops, search, today
from apps.dashboard.archive import views as archive
from apps.dashboard.review import views as review

urlpatterns = [
    path("", today.today, name="today"),
    path("today/<str:kind>/<int:pk>/done/", today.done, name="done"),
    path("today/<str:kind>/<int:pk>/not-today/", today.not_today, name="not_today"),
    path("today/<str:kind>/<int:pk>/let-be/", today.let_be, name="let_be"),
    path("today/cards/<str:card>/put-aside/", today.put_aside, name="put_aside"),
    path("search/", search.search, name="search"),
    path("review/", review.review, name="review"),
    path("review/<int:pk>/anyway/", review.anyway_review, name="anyway_review"),
    path("review/choose/", review.choose_review, name="choose_review"),
    path("review/resume/", review.resume_review, name="resume_review"),
    path("review/over-time/", review.over_time, name="over_time"),
    path("settings/archive/", archive.archive, name="archive"),
    path("settings/archive/ask/", archive.ask_archive, name="ask_archive"),
    path("settings/archive/bring/", archive.bring_archive, name="bring_archive"),
    path("settings/archive/<int:pk>/", archive.fetch_archive, name="fetch_archive"),
    path("ops/", ops.ops, name="ops"),
    path("welcome/", onboarding.names, name="onboarding"),
    path("welcome/who/", onboarding.who, name="onboarding_who"),
    path("welcome/first/", onboarding.first, name="onboarding_first"),
    path("welcome/reached/", onboarding.reached, name="onboarding_reached"),
    path("welcome/goal/", onboarding.goal, name="onboarding_goal"),
    path("welcome/when/", onboarding.when, name="onboarding_when"),
    path("welcome/later/", onboarding.later, name="onboarding_later"),
]

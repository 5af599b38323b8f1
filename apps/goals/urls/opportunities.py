"""What came of it."""

from django.urls import path

from apps.goals.views import opportunity

urlpatterns = [
    path("<int:goal_pk>/came-of-it/new/", opportunity.add_opportunity, name="add_opportunity"),
    path("came-of-it/<int:pk>/", opportunity.edit_opportunity, name="edit_opportunity"),
    path("came-of-it/<int:pk>/delete/", opportunity.delete_opportunity, name="delete_opportunity"),
]

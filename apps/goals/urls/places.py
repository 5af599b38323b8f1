"""Places where people of a goal gather, and who is seen there."""

from django.urls import path

from apps.goals.views import evidence, place

urlpatterns = [
    path("<int:pk>/places/", place.places_of_goal, name="places_of_goal"),
    path("<int:pk>/places/add/", place.add_places_to_goal, name="add_places_to_goal"),
    path("places/<int:pk>/", place.place, name="place"),
    path("places/<int:pk>/edit/", place.edit_place, name="edit_place"),
    path("places/<int:pk>/delete/", place.delete_place, name="delete_place"),
    path("places/<int:pk>/put/", place.put_place, name="put_place"),
    path("places/<int:pk>/goals/<int:goal_pk>/", place.why_of_place, name="why_of_place"),
    path(
        "places/<int:pk>/goals/<int:goal_pk>/take/", place.take_goal_from_place, name="take_goal_from_place"
    ),
    path("places/<int:pk>/seen/", evidence.see_at_place, name="see_at_place"),
    path("evidence/<int:pk>/", evidence.edit_evidence, name="edit_evidence"),
    path("evidence/<int:pk>/delete/", evidence.delete_evidence, name="delete_evidence"),
]

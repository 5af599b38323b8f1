"""Commitments: the list, one of them, and what one does to it."""

from django.urls import path

from apps.commitments.views import commitment, near, round, steps, turns, writing

urlpatterns = [
    path("", commitment.commitments, name="list"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", commitment.commitment, name="commitment"),
    path("<int:pk>/edit/", writing.edit_commitment, name="edit_commitment"),
    path("<int:pk>/approve/", turns.approve_commitment, name="approve_commitment"),
    path("<int:pk>/keep-giving/", turns.keep_giving_commitment, name="keep_giving_commitment"),
    path("<int:pk>/start-charging/", turns.start_charging_commitment, name="start_charging_commitment"),
    path("<int:pk>/finish/", turns.finish_commitment, name="finish_commitment"),
    path("<int:pk>/take-up/", turns.take_up_commitment, name="take_up_commitment"),
    path("<int:pk>/delete/", turns.delete_commitment, name="delete_commitment"),
    path("<int:pk>/round/", round.round_commitment, name="round_commitment"),
    path("<int:commitment_pk>/steps/", steps.add_step, name="add_step"),
    path("steps/<int:pk>/do/", steps.do_step, name="do_step"),
    path("steps/<int:pk>/reopen/", steps.reopen_step, name="reopen_step"),
    path("steps/<int:pk>/delete/", steps.delete_step, name="delete_step"),
    path("<int:commitment_pk>/near/", near.add_near, name="add_near"),
    path("near/<int:pk>/delete/", near.delete_near, name="delete_near"),
]

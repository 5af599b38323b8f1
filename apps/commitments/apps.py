"""Commitments: be useful first."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The app of commitments, their hours, promises and offers."""

    name = "apps.commitments"

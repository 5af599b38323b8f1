"""Goals: a field to be at home in, whom to meet there, and where they gather."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """The app of goals, places and gatherings."""

    name = "apps.goals"

"""Introductions: requests, letters, and two people who should know each other."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    """The app of introductions."""

    name = "apps.introductions"

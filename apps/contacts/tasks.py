"""What the worker does for contacts."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from apps.contacts.bulk import working
from apps.contacts.imports import running
from apps.contacts.likeness import comparing
from apps.core.waking import wake_again


@shared_task(name="contacts.resume_imports", ignore_result=True)
def resume_imports() -> None:
    """Go on with imports for at most 20 s, then ask to be called again where something is left."""
    until = timezone.now() + timedelta(seconds=running.SECONDS)
    if running.go_on(until=until, clock=timezone.now):
        resume_imports.delay()


@shared_task(name="contacts.go_on_with_many", ignore_result=True)
def go_on_with_many() -> None:
    """Go on with changes to many people for at most 20 s, then ask to be called again."""
    until = timezone.now() + timedelta(seconds=working.SECONDS)
    if working.go_on(until=until, clock=timezone.now):
        go_on_with_many.delay()


@shared_task(name="contacts.compare", ignore_result=True)
def compare() -> None:
    """Compare the people of members who asked for it, for at most 20 s; the rest is for a next task."""
    until = timezone.now() + timedelta(seconds=comparing.SECONDS)
    if comparing.go_on(until=until, clock=timezone.now):
        wake_again("contacts.compare")

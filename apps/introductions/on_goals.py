"""Introductions on goals' pages: a way to somebody leads to the composer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from apps.contacts.models import Contact
from apps.goals.models import Target


def ask_way(target: Target, friend: Contact) -> str:
    """Where this friend is asked for an introduction to somebody to meet."""
    known = {"contact": target.contact_id, "goal": target.goal_id, "friend": friend.pk}
    return f"{reverse('introductions:new')}?{urlencode(known)}"

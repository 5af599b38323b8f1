"""The request of somebody who signed in, for the types of views behind the login."""

from __future__ import annotations

from django.http import HttpRequest

from apps.accounts.models import Member


class MemberRequest(HttpRequest):
    """A request that LoginRequiredMiddleware let through: its user is a Member."""

    user: Member

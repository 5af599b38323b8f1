"""Small `make_…` functions: rows for tests, made through the same verbs as the screens."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from apps.accounts.models import Member
from apps.contacts.models import Contact, ContactPoint, Interaction, Participation
from apps.core.scope import acting_as

LONG_AGO = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@cache
def hashed(hasher: str) -> str:
    """The password of every test member, hashed once per hasher in force: that is slow on purpose."""
    return make_password("a long enough password")


def make_member(email: str = "maya@example.org", **more: Any) -> Member:
    """A verified member with a password."""
    from allauth.account.models import EmailAddress

    more.setdefault("joined_at", LONG_AGO)
    member = Member.objects.create_user(email, None, **more)
    member.password = hashed(settings.PASSWORD_HASHERS[0])
    member.save(update_fields=["password"])
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def make_contact(member: Member, name: str = "Ana Lima", **more: Any) -> Contact:
    """One person in the member's book, searchable and with rhythm computed; `email=`, `phone=` add points."""
    points = {kind: more.pop(kind) for kind in ("email", "phone") if kind in more}
    more.setdefault("created_at", LONG_AGO)
    more.setdefault("changed_at", LONG_AGO)
    with acting_as(member):
        contact = Contact.objects.create(owner=member, name=name, **more)
        for kind, value in points.items():
            ContactPoint.objects.create(
                owner=member, contact=contact, kind=kind, value=value, match_key=value
            )
        Contact.objects.reindex([contact.pk])
        Contact.objects.recompute([contact.pk])
    contact.refresh_from_db()
    return contact


def make_touch(
    member: Member, contact: Contact, on: date, kind: str = "talked", note: str = ""
) -> Interaction:
    """They were in touch on that day."""
    with acting_as(member):
        touch = Interaction.objects.create(
            owner=member, kind=kind, happened_on=on, note=note, created_at=LONG_AGO
        )
        Participation.objects.create(owner=member, interaction=touch, contact=contact)
        Contact.objects.recompute([contact.pk])
    contact.refresh_from_db()
    return touch

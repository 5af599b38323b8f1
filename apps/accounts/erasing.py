"""Erasing those who left, and sign-ups that were never confirmed: every row, in pieces.

Runs as the owner of the tables, outside any scope. The fate of every key to a member is the same,
CASCADE (a test refuses others), so that a new table is covered by itself.
"""

from __future__ import annotations

import logging
import time
from graphlib import TopologicalSorter

from allauth.account.models import EmailAddress
from django.db import transaction

from apps.accounts.models import Member
from apps.core.fence import owned_models
from apps.core.outbox import Outbox
from apps.core.scope import Owned

logger = logging.getLogger(__name__)

PIECE = 2000
"""Rows a statement: a large book must not hold locks for long, nor a worker past its time."""


def erase_left(*, until: float) -> bool:
    """Erase members who left, longest ago first; False when `until` (monotonic seconds) came before the end.

    One that cannot be erased is logged, and tried again next time; the others do not wait for it.
    """
    for member in Member.objects.filter(leaving_at__isnull=False).order_by("leaving_at"):
        try:
            if not erase(member, until=until):
                return False
        except Exception:
            logger.exception("member %s could not be erased", member.pk)
    return True


def erase(member: Member, *, until: float | None = None) -> bool:
    """Delete everything of a member, and the member last; False when the time was over before.

    What remains of the address is at most its fingerprint in Suppression, which only it can lift.
    """
    for model in leaves_first():
        while _delete_piece(model, member):
            if until is not None and time.monotonic() > until:
                return False
    with transaction.atomic():
        addresses = {member.email, *EmailAddress.objects.filter(user=member).values_list("email", flat=True)}
        Outbox.objects.filter(recipient__in=addresses, member=None).delete()
        member.delete()
    return True


def leaves_first() -> list[type[Owned]]:
    """Every owned model, those that point to others before those that are pointed to."""
    pointed_from: dict[type[Owned], set[type[Owned]]] = {model: set() for model in owned_models()}
    for model in pointed_from:
        for field in model._meta.local_fields:
            if field.related_model in pointed_from and field.related_model is not model:
                pointed_from[field.related_model].add(model)
    return list(TopologicalSorter(pointed_from).static_order())


def _delete_piece(model: type[Owned], member: Member) -> int:
    pks = list(model.objects.of(member).values_list("pk", flat=True)[:PIECE])
    if pks:
        model.objects.filter(pk__in=pks).delete()
    return len(pks)

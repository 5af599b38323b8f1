"""Codes on their way to addresses that somebody typed on a letter."""

from __future__ import annotations

from django.db import models

from apps.core.models import Link


class AddressCode(models.Model):
    """One code; neither it nor its address is kept, only what tells whether both are typed again.

    It stands outside row security, for whoever types it is nobody. It belongs to the letter's link: nothing
    else can be confirmed by it.
    """

    link = models.ForeignKey(Link, models.CASCADE, related_name="+")
    fingerprint = models.BinaryField(max_length=32)
    """Of the address."""
    digest = models.BinaryField(max_length=32)
    """Of link, address and code."""
    sent_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fingerprint", "sent_at"], name="code_to_address")]

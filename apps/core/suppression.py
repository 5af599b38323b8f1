"""Addresses that never want to hear from this server again; kept only as fingerprints."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db import models


class Suppression(models.Model):
    """One address, as HMAC-SHA256 of its lower-case form; asked at the moment of sending."""

    fingerprint = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()

    @classmethod
    def add(cls, address: str, *, now: datetime) -> None:
        """Never write to this address again."""
        cls.objects.get_or_create(fingerprint=fingerprint(address), defaults={"created_at": now})

    @classmethod
    def lift(cls, address: str) -> None:
        """Write to this address again; only its owner may ask for that."""
        cls.objects.filter(fingerprint=fingerprint(address)).delete()

    @classmethod
    def holds(cls, address: str) -> bool:
        """Whether this address said never again."""
        return cls.objects.filter(fingerprint=fingerprint(address)).exists()


def fingerprint(address: str) -> bytes:
    """HMAC-SHA256 of an address; useless to whoever has only a dump."""
    secret = ("kith.suppression" + settings.SECRET_KEY).encode()
    return hmac.new(secret, address.strip().lower().encode(), hashlib.sha256).digest()

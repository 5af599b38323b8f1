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
        cls.objects.filter(fingerprint__in=fingerprints(address)).delete()

    @classmethod
    def holds(cls, address: str) -> bool:
        """Whether this address said never again."""
        return cls.objects.filter(fingerprint__in=fingerprints(address)).exists()


def fingerprint(address: str) -> bytes:
    """HMAC-SHA256 of an address; useless to whoever has only a dump."""
    return _under(settings.SECRET_KEY, address)


def fingerprints(address: str) -> list[bytes]:
    """Under today's secret and every earlier one: "never again" outlives a change of SECRET_KEY."""
    return [_under(secret, address) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _under(secret: str, address: str) -> bytes:
    key = ("kith.suppression" + secret).encode()
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).digest()

"""Links people hand on: letters, calendar feeds, cards. Each has a row, can be shown again and revoked.

The token is 128 bits of HMAC-SHA256 over the row's random nonce, keyed by purpose and SECRET_KEY; the row
keeps the nonce and the token's SHA-256. So a page can show an address again, while a stolen dump shows none.
Links in mail, which need no row, are in `core/links.py`; LinkRefused is theirs too. A view opens a token by
`core/opening.py: opened`, which slows down whoever guesses; a feed then enters the scope of `link.member`, a
letter only when something is sent to it.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.core.links import LinkRefused

if TYPE_CHECKING:
    from apps.accounts.models import Member

NONCE_BYTES = TOKEN_BYTES = 16
TOKEN_LETTERS = 22


class Link(models.Model):
    """One address that a member hands on, good for one purpose until it ends or is revoked.

    It stands outside row security, because whoever opens it is nobody yet. Reading it enters no scope:
    `find` says only that the address was given out by `member` for `purpose`. What may be done with it is
    decided where it arrives, inside `acting_as(link.member)`. What a stranger may read of the member stands
    in a row of its own that points here, frozen; never look into the member's rows for a GET.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    purpose = models.CharField(max_length=20)
    nonce = models.BinaryField(max_length=NONCE_BYTES)
    digest = models.BinaryField(max_length=32, unique=True)
    """SHA-256 of the token: by this it is found, also after SECRET_KEY has changed."""
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    """From then on its page says that its time is over; none: until it is revoked."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["member", "purpose"], name="link_of_member", condition=Q(revoked_at__isnull=True)
            )
        ]

    @classmethod
    def hand_out(
        cls, member: Member | int, purpose: str, *, now: datetime, ends_at: datetime | None = None
    ) -> Link:
        """A new address of this member's for that purpose."""
        pk = member if isinstance(member, int) else member.pk
        nonce = secrets.token_bytes(NONCE_BYTES)
        digest = sha256(_token(settings.SECRET_KEY, purpose, nonce).encode()).digest()
        made: Link = cls.objects.create(
            member_id=pk, purpose=purpose, nonce=nonce, digest=digest, created_at=now, ends_at=ends_at
        )
        return made

    @property
    def token(self) -> str:
        """What stands in the address; "" where the key it was made with is gone."""
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            token = _token(key, self.purpose, bytes(self.nonce))
            if sha256(token.encode()).digest() == bytes(self.digest):
                return token
        return ""

    def has_ended(self, now: datetime) -> bool:
        """Whether it is revoked, or its time is over."""
        return self.revoked_at is not None or (self.ends_at is not None and self.ends_at <= now)

    def revoke(self, *, now: datetime) -> None:
        """From now on it opens nothing; a second time changes nothing."""
        Link.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now)
        self.revoked_at = self.revoked_at or now


def find(token: str, purposes: Collection[str], *, now: datetime) -> Link:
    """The link of that token and one of those purposes, with its member; one query.

    LinkRefused: `broken` where there is none of that kind, `ended` where its time is over, it was revoked,
    or its member has left.
    """
    if len(token) != TOKEN_LETTERS:
        raise LinkRefused("broken")
    digest = sha256(token.encode()).digest()
    link: Link | None = Link.objects.select_related("member").filter(digest=digest).first()
    if link is None or link.purpose not in purposes:
        raise LinkRefused("broken")
    if link.has_ended(now) or link.member.leaving_at or not link.member.is_active:
        raise LinkRefused("ended")
    return link


def _token(key: str, purpose: str, nonce: bytes) -> str:
    own_key = sha256(f"kith.handed.{purpose}.v1\n{key}".encode()).digest()
    mac = hmac.digest(own_key, nonce, "sha256")[:TOKEN_BYTES]
    return urlsafe_b64encode(mac).rstrip(b"=").decode()

"""Links in mail: signed, without a row, each for one thing, one subject and a while.

A token is the packed facts and 128 bits of HMAC-SHA256 over them, in base64url. Every purpose
has its own key, so a token of one is nothing to another. Reading one enters no scope: what
may be done with it is decided where it arrives, inside `acting_as(member_of(signed))`.
"""

from __future__ import annotations

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.contrib.auth import get_user_model

from apps.core.suppression import fingerprint

if TYPE_CHECKING:
    from apps.accounts.models import Member

MAC_BYTES = 16
FINGERPRINT_BYTES = 32
UNSUBSCRIBE = "unsubscribe"


class LinkRefused(Exception):
    """`broken`: not one of ours, or not whole. `ended`: it was, and its time is over."""

    def __init__(self, reason: Literal["broken", "ended"]) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def status(self) -> int:
        """The HTTP status its page answers with; `404.html` and `410.html` are such pages."""
        return 404 if self.reason == "broken" else 410


@dataclass(frozen=True, slots=True)
class Signed:
    """What a mail button's token says; true, but not yet checked against the member of today."""

    member_id: int
    subject: int
    epoch: int
    expires_at: datetime


def absolute(path: str) -> str:
    """The whole address of a path of ours, from PUBLIC_URL and nothing a request says."""
    return f"{settings.PUBLIC_URL}{path}"


def sign(purpose: str, *, member: Member | tuple[int, int], subject: int, now: datetime, days: int) -> str:
    """A token for one purpose and one subject (a pk ≥ 0) of a member, good for some days.

    `member` is a Member or (pk, link_epoch); raising the epoch ends all that were given out.
    """
    pk, epoch = member if isinstance(member, tuple) else (member.pk, member.link_epoch)
    until_hour = int((now + timedelta(days=days)).timestamp()) // 3600 + 1
    return _seal(purpose, b"".join(map(_number, (pk, subject, epoch, until_hour))))


def read(token: str, purpose: str, *, now: datetime) -> Signed:
    """What the token says; LinkRefused when it is not of this purpose, or its days are over."""
    packed = _unseal(token, purpose)
    numbers = _numbers(packed)
    if len(numbers) != 4:
        raise LinkRefused("broken")
    pk, subject, epoch, until_hour = numbers
    expires_at = datetime.fromtimestamp(until_hour * 3600, UTC)
    if now >= expires_at:
        raise LinkRefused("ended")
    return Signed(pk, subject, epoch, expires_at)


def member_of(signed: Signed) -> Member:
    """The member who was sent the link; LinkRefused when they left or ended all their links."""
    member: Member | None = get_user_model().objects.filter(pk=signed.member_id).first()  # type: ignore[assignment]
    if member is None or not member.is_active or member.leaving_at or member.link_epoch != signed.epoch:
        raise LinkRefused("ended")
    return member


def unsubscribe_token(address: str, list_name: str) -> str:
    """A token with which this address can leave one list or all; it never ends.

    It holds the address only as a fingerprint, and needs no row: it outlives the account.
    """
    return _seal(UNSUBSCRIBE, fingerprint(address) + list_name.encode())


def read_unsubscribe(token: str) -> tuple[bytes, str]:
    """Fingerprint of the address, and the list; LinkRefused when the token is not ours."""
    packed = _unseal(token, UNSUBSCRIBE)
    return packed[:FINGERPRINT_BYTES], packed[FINGERPRINT_BYTES:].decode()


def _seal(purpose: str, packed: bytes) -> str:
    sealed = packed + _mac(settings.SECRET_KEY, purpose, packed)
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _unseal(token: str, purpose: str) -> bytes:
    """The packed facts of a token; LinkRefused("broken") for all that `_seal` did not make."""
    try:
        sealed = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (UnicodeEncodeError, binascii.Error):
        raise LinkRefused("broken") from None
    packed, mac = sealed[:-MAC_BYTES], sealed[-MAC_BYTES:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if not packed or not any(hmac.compare_digest(mac, _mac(key, purpose, packed)) for key in keys):
        raise LinkRefused("broken")
    if urlsafe_b64encode(sealed).rstrip(b"=") != token.encode("ascii"):
        raise LinkRefused("broken")  # base64 can spell the same bytes in several ways; ours is one
    return packed


def _mac(key: str, purpose: str, packed: bytes) -> bytes:
    own_key = sha256(f"kith.link.{purpose}.v1\n{key}".encode()).digest()
    return hmac.digest(own_key, packed, "sha256")[:MAC_BYTES]


def _number(value: int) -> bytes:
    """An integer ≥ 0 in as few bytes as it needs: seven bits each, lowest first."""
    if value < 0:
        raise ValueError("only numbers from 0 on")
    packed = bytearray()
    while value > 0x7F:
        packed.append(value & 0x7F | 0x80)
        value >>= 7
    packed.append(value)
    return bytes(packed)


def _numbers(packed: bytes) -> list[int]:
    found, value, shift = [], 0, 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(value)
            value = shift = 0
    return found

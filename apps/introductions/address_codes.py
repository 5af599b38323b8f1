"""An address typed on a letter counts once the six digits sent there are typed on the same letter.

Neither address nor code is kept: the form brings the address back, and a digest over link, address and code
tells whether all three are the same again. The mail belongs to nobody's account: no member can read in their
delivery log where it went. Whoever wants no mail from here at all gets no code either, whoever types them.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.conf import settings
from django.db.models import Count, F, Q

from apps.core import outbox
from apps.core.models import Link
from apps.core.suppression import fingerprint
from apps.introductions.models import AddressCode

CODE = "introductions:code"
LIFE = timedelta(minutes=15)
TRIES = 3
PRESSED_TWICE = timedelta(minutes=1)
AN_HOUR = 3
"""So many codes go to one address in an hour, whatever letters they are for."""
TO_ONE = 6
"""And in a day."""
A_DAY = 8
"""So many codes one letter may send in a day, wherever to."""
OF_MEMBER = 40
"""And all letters of one member together: whoever writes letters to nobody but themself reaches no crowd."""


class TooMany(Exception):
    """This address, this letter or its member has had their codes for now; none was sent."""


class Outcome(StrEnum):
    """What a typed code was. `spent`: none is good any more: too late, three wrong tries, or used."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"


def send(link: Link, address: str, *, now: datetime) -> None:
    """Mail a code to this address, or let the one of a moment ago stand; TooMany."""
    Link.objects.select_for_update().get(pk=link.pk)  # of two presses at once the second sees the first
    whose = fingerprint(address)
    own = AddressCode.objects.filter(link=link)
    if own.filter(fingerprint=whose, sent_at__gt=now - PRESSED_TWICE, used_at=None).exists():
        return
    if _is_too_many(link, whose, now):
        raise TooMany
    code = f"{secrets.randbelow(10**6):06d}"
    made = AddressCode(link=link, fingerprint=whose, digest=_digest(link, address, code), sent_at=now)
    made.save()
    outbox.put(
        key=f"{CODE}:{made.pk}",
        kind=CODE,
        recipient=address,
        secret={"code": code},
        now=now,
        stale_at=now + LIFE,
    )


def confirm(link: Link, address: str, typed: str, *, now: datetime) -> Outcome:
    """Whether that is the code which went to this address; a wrong one counts as a try.

    An outcome, never an error: an error would take the count back with it.
    """
    rows = AddressCode.objects.filter(link=link, fingerprint=fingerprint(address))
    last = rows.filter(sent_at__gt=now - LIFE).order_by("pk").last()
    if last is None:
        return Outcome.SPENT
    live = AddressCode.objects.filter(pk=last.pk, used_at=None)
    if not live.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        return Outcome.SPENT
    if hmac.compare_digest(bytes(last.digest), _digest(link, address, typed)):
        return Outcome.RIGHT if live.update(used_at=now) else Outcome.SPENT
    return Outcome.WRONG if live.filter(tries__lt=TRIES).exists() else Outcome.SPENT


def forget_old(now: datetime) -> None:
    """Codes of more than a day ago count for nothing any more."""
    AddressCode.objects.filter(sent_at__lt=now - timedelta(days=1)).delete()


def _is_too_many(link: Link, whose: bytes, now: datetime) -> bool:
    day = AddressCode.objects.filter(sent_at__gt=now - timedelta(days=1))
    counts = day.aggregate(
        in_hour=Count("pk", Q(fingerprint=whose, sent_at__gt=now - timedelta(hours=1))),
        to_one=Count("pk", Q(fingerprint=whose)),
        of_letter=Count("pk", Q(link=link)),
        of_member=Count("pk", Q(link__member=link.member_id)),
    )
    most = {"in_hour": AN_HOUR, "to_one": TO_ONE, "of_letter": A_DAY, "of_member": OF_MEMBER}
    return any(counts[name] >= number for name, number in most.items())


def _digest(link: Link, address: str, code: str) -> bytes:
    key = f"kith.address-code.v1\n{settings.SECRET_KEY}".encode()
    return hmac.digest(key, f"{link.pk}\n{address.strip().lower()}\n{code}".encode(), sha256)

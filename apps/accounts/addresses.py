"""Which e-mail addresses Kith takes: those every mail header can hold as they are."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 254  # RFC 5321 4.5.3.1.3, without the angle brackets
LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def plain_address(address: str) -> str:
    """The address in lower case, its domain in ASCII (RFC 5890).

    ValidationError for quoted or international local parts, spaces, address literals and lists:
    legal here and there, but each a way to make one header say two things.
    """
    local, _at, domain = address.strip().lower().rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    whole = f"{local}@{domain}"
    if not (LOCAL_PART.fullmatch(local) and DOMAIN.fullmatch(domain) and len(whole) <= LONGEST):
        raise ValidationError(_("Kith cannot write to this address. Use a plain one, like ana@example.org."))
    return whole

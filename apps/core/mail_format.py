"""The bytes of a message, by hand: headers that nobody can break out of, and two parts.

The standard library's EmailMessage takes longer to build a message than a server to accept it.
What is written here is narrower: one sender, one recipient, text beside HTML, both
quoted-printable. `tests/core/test_mail_format.py` holds it against the library's own reader.
"""

from __future__ import annotations

import re
import unicodedata
from binascii import b2a_qp
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache

from django.conf import settings

LONGEST_HEADER = 78  # characters of a header that holds words
# C0, C1, lone surrogates, line and paragraph separators, and marks that turn the reading direction
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
SPACES = re.compile(r"\s+")
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


class Undeliverable(ValueError):
    """No mail can go to this address."""


def clean_header(text: str) -> str:
    """Words that fit in one header: NFC, one line, no control characters, at most 78 characters."""
    clean = SPACES.sub(" ", UNFIT.sub(" ", unicodedata.normalize("NFC", text))).strip()
    return clean if len(clean) <= LONGEST_HEADER else clean[: LONGEST_HEADER - 1].rstrip() + "…"


def mailbox(address: str) -> str:
    """One address in ASCII as SMTP takes it (RFC 5321, the domain by IDNA); raises Undeliverable.

    Quoted local parts are refused: nobody has one, and they are how an address hides a second one.
    """
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise Undeliverable(address) from None
    is_well_formed = (
        at and len(local) <= 64 and len(local) + len(domain) < 254 and LOCAL_PART.fullmatch(local)
    )
    if not is_well_formed or not all(LABEL.fullmatch(label) for label in domain.split(".")):
        raise Undeliverable(address)
    return f"{local}@{domain}"


def envelope_headers(recipient: str, subject: str) -> list[tuple[str, str]]:
    """From (always ours), To (an address only) and Subject."""
    return [
        ("From", _from_header(settings.DEFAULT_FROM_EMAIL)),
        ("To", mailbox(recipient)),
        ("Subject", _words(clean_header(subject))),
    ]


def sender() -> str:
    """The address mail is sent from, for the envelope."""
    return _parsed(settings.DEFAULT_FROM_EMAIL)[1]


def date(at: datetime) -> str:
    """A Date header (RFC 5322)."""
    return format_datetime(at.astimezone(UTC))


def message(headers: list[tuple[str, str]], text: str, html: str) -> bytes:
    """A multipart/alternative message (RFC 2046) with CRLF line ends.

    The boundary holds `=_`, which quoted-printable never writes, so no body can contain it.
    """
    boundary = "=_kith"
    lines = [f"{name}: {value}" for name, value in headers]
    lines.append("MIME-Version: 1.0")
    lines.append(f'Content-Type: multipart/alternative; boundary="{boundary}"')
    parts = [b"\r\n".join(line.encode("ascii") for line in lines), b"\r\n\r\n"]
    for subtype, body in (("plain", text), ("html", html)):
        parts.append(
            f"--{boundary}\r\nContent-Type: text/{subtype}; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        )
        parts.append(_quoted(body))
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts)


def _quoted(body: str) -> bytes:
    """A body as quoted-printable, with a line end at its end.

    b2a_qp breaks long lines with whatever ended the first line it saw: one without any gets bare LFs.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    whole = lines if lines.endswith("\r\n") else lines + "\r\n"
    return b2a_qp(whole.encode(errors="replace"), istext=True)


@lru_cache(maxsize=512)  # few kinds, one subject a day each
def _words(text: str) -> str:
    """Words of a header, encoded (RFC 2047) where they are not plain ASCII or could be taken as encoded."""
    if text.isascii() and "=?" not in text:
        return text
    return Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")


_parsed = lru_cache(maxsize=8)(parseaddr)


@lru_cache(maxsize=8)
def _from_header(address: str) -> str:
    name, ours = _parsed(address)
    words = _words(clean_header(name))
    return formataddr((name, ours)) if words == name else f"{words} <{ours}>"

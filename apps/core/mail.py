"""Mail: what kinds there are, and how one row of the outbox becomes the bytes of one message.

A kind is declared in its app's `mails.py` and listed in `config/wiring.py`. Words, HTML and
MIME are made at the moment of sending, so a mail never says what is no longer so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from apps.core import mail_format
from apps.core.links import absolute, unsubscribe_token
from apps.core.mail_style import inlined

if TYPE_CHECKING:
    from apps.core.outbox import Outbox

BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind of message.

    `template` is a path stem: `mail/nudges/note` stands for `.subject.txt`, `.txt` and `.html`.
    `context(row, now)` runs at the moment of sending, outside any scope; it may enter
    `acting_as(row.member_id)`. None means that nobody wants the mail any more: it is cancelled. With
    `reply_to` in it, one address, answers go there.
    A `security` mail (codes) belongs to no list and cannot be unsubscribed from. Any other
    names its list: a word for `List-Id`, and in `list_label` what its reader would call it.
    """

    name: str
    template: str
    context: Callable[[Outbox, datetime], dict[str, Any] | None]
    security: bool = False
    list_name: str = ""
    list_label: str | Promise = ""


kinds: dict[str, MailKind] = {}
"""Every kind by name; filled from `config/wiring.py`."""


def message_id(key: str) -> str:
    """RFC 5322 Message-ID of an outbox key: the same on every copy, so that readers fold them."""
    digest = hashlib.sha256(f"{settings.MAIL_DOMAIN}\n{key}".encode(errors="replace"))
    return f"<{digest.hexdigest()[:32]}@{settings.MAIL_DOMAIN}>"


def compose(row: Outbox, kind: MailKind, *, now: datetime) -> bytes | None:
    """The whole message of one outbox row, ready for SMTP; None when it is no longer wanted.

    `now` is the instant of this try; the Date header is the first one's. Raises
    `mail_format.Undeliverable` for an address no mail can go to, and whatever the templates raise.
    """
    with translation.override(_language(row)):
        context = kind.context(row, now)
        if context is None:
            return None
        unsubscribe_url = _unsubscribe_url(row, kind)
        subject, text, html = _render(kind.template, context | {"unsubscribe_url": unsubscribe_url})
    headers = [
        *mail_format.envelope_headers(row.recipient, subject),
        ("Date", mail_format.date(row.first_tried_at or now)),
        ("Message-ID", row.message_id),
        ("Auto-Submitted", "auto-generated"),
        *_list_headers(kind, unsubscribe_url),
    ]
    if context.get("reply_to"):
        headers.append(("Reply-To", mail_format.mailbox(context["reply_to"])))
    return mail_format.message(headers, text, inlined(html))


def _language(row: Outbox) -> str:
    return getattr(row.member, "language", "") or settings.LANGUAGE_CODE


def _render(template: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML; only the last is escaped."""
    shared = context | {"public_url": settings.PUBLIC_URL, "promises_url": absolute("/promises/")}
    plain = Context(shared, autoescape=False)
    subject = mail_format.clean_header(_template(f"{template}.subject.txt").render(plain))
    text = BLANK_LINES.sub("\n\n", _template(f"{template}.txt").render(plain)).strip()
    html = _template(f"{template}.html").render(Context(shared | {"subject": subject}))
    return subject, text + "\n", html


def _template(name: str) -> Any:
    return get_template(name).template  # type: ignore[attr-defined]  # the engine's own, for autoescape


def _unsubscribe_url(row: Outbox, kind: MailKind) -> str:
    if kind.security:
        return ""
    return absolute(reverse("unsubscribe", args=[unsubscribe_token(row.recipient, kind.list_name)]))


def _list_headers(kind: MailKind, unsubscribe_url: str) -> list[tuple[str, str]]:
    """RFC 2919 and RFC 2369; RFC 8058's one click only where it travels by https."""
    if kind.security:
        return []
    headers = [("List-Unsubscribe", f"<{unsubscribe_url}>")]
    if kind.list_name:
        headers.append(("List-Id", f"Kith {kind.list_name} <{kind.list_name}.{settings.MAIL_DOMAIN}>"))
    if settings.PRODUCTION:
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers

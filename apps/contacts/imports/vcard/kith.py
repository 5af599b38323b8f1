"""Properties that only Kith writes, and INTEREST, which Kith writes for what people enjoy."""

from __future__ import annotations

from apps.contacts.imports.vcard.draft import Draft
from apps.contacts.imports.vcard.lines import Head
from apps.contacts.imports.vcard.properties import Handler
from apps.contacts.imports.vcard.values import tidy


def of_kith(field: str) -> Handler:
    """X-KITH-RELATION and its like: what only Kith writes, under its name; the first counts."""

    def handler(draft: Draft, head: Head, value: str) -> None:
        draft.of_kith.setdefault(field, draft.cut(tidy(value), head))

    return handler


def span(draft: Draft, head: Head, value: str) -> None:
    """X-KITH-FROM and X-KITH-UNTIL: since when, and until when, somebody is at the ORG of this group."""
    draft.spans[head.group, head.name] = tidy(value)[:40]


def interest(draft: Draft, head: Head, value: str) -> None:
    """INTEREST (RFC 6715), of which other programs write several."""
    if text := draft.cut(tidy(value), head):
        draft.interests.append(text)

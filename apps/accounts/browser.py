"""What a browser says of its owner's place: zone, language, country. All of it can be changed later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from apps.accounts.countries import COUNTRIES
from apps.core import dates

FALLBACK_ZONE = "UTC"


def place_of(given: Mapping[str, Any], accept_language: str) -> dict[str, str]:
    """`time_zone`, `language` and `country` for a new member.

    `given` is what the form's hidden inputs hold and may be anything; what is missing or unknown
    there is taken from Accept-Language (RFC 9110), and else is UTC, the site's language, no country.
    """
    tags = [tag for tag, _weight in parse_accept_lang_header(accept_language.lower())]
    zone = str(given.get("time_zone") or "")
    return {
        "time_zone": zone if dates.zone_named(zone) else FALLBACK_ZONE,
        "language": _language([str(given.get("language") or "").lower(), *tags]),
        "country": _country([str(given.get("country") or ""), *(_region(tag) for tag in tags)]),
    }


def _language(tags: list[str]) -> str:
    for tag in tags:
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _country(codes: list[str]) -> str:
    return next((code.upper() for code in codes if code.upper() in COUNTRIES), "")


def _region(tag: str) -> str:
    parts = tag.split("-")
    return next((part for part in parts[1:] if len(part) == 2), "")

"""Addresses: what finds an e-mail address, number or page again, and by which words it is searched.

Pure functions. `match_key` is stored beside what was typed; matching an import and finding duplicates
compare it, never the typed text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers

from apps.core.fold import fold, tokens

KEY_LENGTH = 320
TOKEN_LENGTH = 40
"""As long as the column `SearchToken.token`."""
# Fewer digits are an extension or an emergency number: they identify nobody.
LEAST_DIGITS = 5
LEAST_TO_SEARCH = 3
LAST_DIGITS = 4
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
LIKE_A_NUMBER = re.compile(r"[\s\d+()./\-]+")
# Said by so many addresses that it says nothing about one: searching "ou…" must not list everybody.
MAIL_HOUSES = frozenset(
    {
        *("aol", "fastmail", "gmail", "gmx", "googlemail", "hotmail", "icloud", "live", "mac", "mail", "me"),
        *("msn", "outlook", "posteo", "proton", "protonmail", "qq", "t-online", "web", "yahoo", "yandex"),
        "zoho",
    }
)


def match_key(kind: str, value: str, country: str = "") -> str:
    """What finds this address again, whoever typed it; "" where it identifies nothing.

    E-mail in lower case; a telephone number in E.164, read as in `country` (ISO 3166, two letters) where
    it has no country code, or its digits where the country is not known; a page without scheme, "www.",
    query and closing slash; a messenger's name without "@"; a postal address folded.
    """
    value = unicodedata.normalize("NFKC", value).strip()
    match kind:
        case "email":
            key = value.lower()
        case "phone":
            key = _number(value, country.upper())
        case "url":
            key = SCHEME.sub("", value.lower()).removeprefix("www.").split("?")[0].split("#")[0].rstrip("/")
        case "messenger":
            key = value.lower().removeprefix("@")
        case _:
            key = fold(value)
    return key[:KEY_LENGTH]


def search_keys(kind: str, value: str, key: str) -> set[str]:
    """The words under which a person is found by this address; `key` is its `match_key`.

    Of an e-mail address the whole of it, the words before the "@" and the name of the house; of a number
    the beginning of each group of digits as typed, with and without the country code, and its last four.
    """
    if kind == "email" and "@" in key:
        local, _, domain = key.rpartition("@")
        labels = [label for label in domain.split(".")[:-1] if label not in MAIL_HOUSES]
        return {key[:TOKEN_LENGTH], *tokens(local), *tokens(" ".join(labels))}
    if kind == "phone":
        return {digits[:TOKEN_LENGTH] for digits in _beginnings(value, key) if len(digits) >= LEAST_TO_SEARCH}
    if kind == "messenger":
        return set(tokens(key))
    return set()


def digits_asked(query: str) -> str:
    """The digits of a query that looks like a telephone number, else "". Leading zeros do not count."""
    if not LIKE_A_NUMBER.fullmatch(query):
        return ""
    digits = "".join(DIGITS.findall(query.replace("(0)", ""))).lstrip("0")
    return digits if len(digits) >= LEAST_TO_SEARCH else ""


@lru_cache(maxsize=4096)
def _number(value: str, country: str) -> str:
    try:
        number = phonenumbers.parse(value, country or None)
    except phonenumbers.NumberParseException:
        return _bare(value)
    # a number without its area code is "possible" too, but is nobody's alone
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return _bare(value)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _bare(value: str) -> str:
    """The digits alone: the same number written alike is still found again."""
    digits = "".join(DIGITS.findall(value))
    return digits if len(digits) >= LEAST_DIGITS else ""


def _beginnings(value: str, key: str) -> set[str]:
    groups = DIGITS.findall(value.replace("(0)", ""))
    found = {"".join(groups[start:]).lstrip("0") for start in range(len(groups))}
    whole = key.lstrip("+0")
    return found | {whole, _national(key), whole[-LAST_DIGITS:]}


def _national(key: str) -> str:
    """An E.164 number without its country code, which is one to three digits and never begins another."""
    if not key.startswith("+"):
        return key.lstrip("0")
    for length in (1, 2, 3):
        if int(key[1 : 1 + length] or 0) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return key[1 + length :].lstrip("0")
    return ""

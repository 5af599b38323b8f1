"""The small grammar inside vCard values: escapes, components, labels, links."""

from __future__ import annotations

import binascii
import re

from apps.contacts.imports.limits import PHOTO_BYTES

# Apple writes its built-in labels as _$!<HomePage>!$_.
_BUILT_IN = re.compile(r"_\$!<([^<>]{1,60})>!\$_")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Google writes its built-in labels in capitals where Apple has none.
_GOOGLE = {"GRAND_CENTRAL", "PROFILE", "BLOG", "RELATIVE", "REFERRED_BY", "DOMESTIC_PARTNER", "HOMEPAGE"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_LINKS = {"http", "https", "mailto", "tel"}
_EMAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+")
_URN = re.compile(r"urn:uuid:", re.IGNORECASE)
_DATA = re.compile(r"data:[A-Za-z0-9/+.-]{0,60}(?:;[A-Za-z0-9=-]{0,40}){0,4},")
# What JPEG, PNG and GIF look like in base64, for writers that forget to say ENCODING.
_PICTURE_STARTS = ("/9j/", "iVBOR", "R0lGOD", "UklGR")


def unescape(value: str) -> str:
    r"""Text of RFC 6350 section 3.4: `\n`, `\,`, `\;`, `\\`, and `\:` and `\"` as old writers put them.

    A backslash at the end of a line, and one before any other letter, stays what it is.
    """
    if "\\" not in value:
        return value
    value = value.replace("\\\\", "\x00").replace("\\n", "\n").replace("\\N", "\n").replace("\\\n", "\n")
    value = value.replace("\\,", ",").replace("\\;", ";").replace("\\:", ":").replace('\\"', '"')
    return value.replace("\x00", "\\")


def split(value: str, separator: str) -> list[str]:
    """The parts between separators that no backslash takes away; each still escaped."""
    if "\\" not in value:
        return value.split(separator)
    kept = "\\" + separator
    hidden = value.replace("\\\\", "\x00").replace(kept, "\x01")
    return [part.replace("\x01", kept).replace("\x00", "\\\\") for part in hidden.split(separator)]


def tidy(value: str) -> str:
    """Unescaped, on one line, without blanks at the ends or doubled."""
    if "\\" in value:
        value = unescape(value)
    return " ".join(value.split())


def read_label(value: str) -> str:
    """An X-ABLabel as people read it: built-in ones in lower case, one's own as written."""
    label = tidy(value)[:100]
    if match := _BUILT_IN.fullmatch(label):
        return _HUMP.sub(" ", match[1]).lower()
    return label.replace("_", " ").lower() if label in _GOOGLE else label


def read_email(value: str) -> str | None:
    """The address alone, out of `mailto:ada@example.org?subject=…` or `Ada <ada@example.org>`, or None."""
    address = value.rpartition("<")[2].rstrip("> ") if value.endswith(">") else value
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
    return address if _EMAIL.fullmatch(address) else None


def read_phone(value: str) -> str:
    """The number as written; a tel: URI (RFC 3966) as number and extension."""
    if value[:4].lower() != "tel:":
        return value
    number, *params = value[4:].split(";")
    extensions = [param[4:] for param in params if param[:4].lower() == "ext="]
    return f"{number} ext. {extensions[0]}" if extensions else number


def scheme_of(value: str) -> str:
    """The scheme in lower case, "" where there is none; `www.example.org:8080` has none."""
    match = _SCHEME.match(value)
    return match[1].lower() if match else ""


def is_link(value: str) -> bool:
    """Whether a value may stand behind a link: http, https, mailto, tel, or no scheme at all."""
    return scheme_of(value) in _LINKS or not scheme_of(value)


def without_urn(value: str) -> str:
    """A UID without `urn:uuid:`, so that 3.0 and 4.0 name the same card alike."""
    return _URN.sub("", value, count=1) if _URN.match(value) else value


def is_inline_picture(value: str) -> bool:
    return value.startswith(("data:", *_PICTURE_STARTS))


def _unpacked(value: str) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        # One letter too many or too few is how a cut-off picture ends; most viewers show it all the same.
        return binascii.a2b_base64(value.rstrip("=")[:-1] + "==")


def read_picture(value: str) -> bytes:
    """The bytes of a base64 or data: value; OverflowError beyond 2 MB, ValueError where it cannot be read."""
    if value[:5] == "data:":
        match = _DATA.match(value)
        if match is None or ";base64" not in match[0]:
            raise ValueError("not base64")
        value = value[match.end() :]
    # Even with a line end after each 60 characters the text of 2 MB is shorter than this.
    if len(value) > PHOTO_BYTES * 3 // 2:
        raise OverflowError
    raw = _unpacked(value.rstrip("= \n") + "==")
    if len(raw) > PHOTO_BYTES:
        raise OverflowError
    if not raw:
        raise ValueError("empty")
    return raw

"""Content lines, which calendars (RFC 5545) and cards (RFC 2426, RFC 6350) share: escapes and folds."""

from __future__ import annotations

# RFC 2426 section 2.6, RFC 5545 section 3.1, RFC 6350 section 3.2: octets, without the line end.
_LINE = 75


def escape(text: str) -> str:
    """A text value (RFC 5545 section 3.3.11, RFC 6350 section 3.4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def line(text: str) -> bytes:
    """The line folded and ended. No fold falls within a character, nor makes a line longer than 75 octets."""
    raw = text.encode("utf-8", "replace")
    if len(raw) <= _LINE:
        return raw + b"\r\n"
    pieces = []
    start, room = 0, _LINE
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, _LINE - 1
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces) + b"\r\n"

"""How text goes into a vCard line: escapes, parameters, folds."""

from __future__ import annotations

from collections.abc import Iterable

# RFC 2426 section 2.6, RFC 6350 section 3.2: octets, without the line end.
_LINE = 75


def escape(text: str) -> str:
    """A text value (RFC 6350 section 3.4)."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def components(parts: Iterable[str]) -> str:
    """A value of several components."""
    return ";".join(map(escape, parts))


def link(text: str) -> str:
    """A URI value: commas and semicolons stand for themselves, a backslash does not."""
    return text.replace("\\", "\\\\").replace("\n", " ")


def parameter(text: str, version: str) -> str:
    """A parameter value in quotes; what may not stand there is caret-escaped (RFC 6868), in 3.0 left out."""
    if version == "4.0":
        text = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return '"' + text.replace('"', "").replace("\n", " ") + '"'


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

"""From the bytes of one card to its properties: decoding, unfolding, quoted-printable, parameters.

vCard 2.1 (versit 1996), 3.0 (RFC 2425, RFC 2426) and 4.0 (RFC 6350, RFC 6868) are told apart only where
they differ. Every step is linear in the size of the card.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from apps.contacts.imports.decoding import CONTROLS, Encoding, clean, codec_named, decode_line
from apps.contacts.imports.limits import CARD_LINES

# A head longer than this says nothing any more, and is not worth remembering.
_HEAD_CHARACTERS = 2_000
_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9_-]*)[ \t]*")
_BARE_ENCODINGS = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "B": "b", "7BIT": "", "8BIT": ""}
_VALUE_KINDS = {"URL", "URI", "CONTENT-ID", "CID", "INLINE"}
_HEX_START = re.compile("=[0-9A-Fa-f]{2}")
# Says how, never what: no part of a label.
_SILENT = {"pref", "voice", "internet", "msg", "text", "x400", "dom", "intl", "postal", "parcel", "x-pref"}
_PLACES = ("home", "work")
_CARETS = re.compile(r"\^[n'^]")
_CARET_MEANING = {"^n": "\n", "^'": '"', "^^": "^"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon. `label` and `rank` (0 none, 1 most preferred) come from TYPE and PREF."""

    name: str
    group: str
    types: tuple[str, ...]
    label: str
    rank: int
    encoding: str
    charset: str
    params: dict[str, str]


def decode_block(data: bytes, encoding: Encoding) -> tuple[list[str], set[str]]:
    """The card's unfolded lines, and codes of remarks.

    As a whole where it is UTF-8, else line by line, for a fold may split a character and a line may have a
    charset of its own. Shift_JIS writes a backslash inside characters, so that nothing is unescaped before.
    """
    if b"\x1b" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if encoding.is_utf16 or encoding.name == "utf-8" or text.isascii():
                if not text.isascii() or len(data.translate(None, CONTROLS)) != len(data):
                    text = clean(text)
                return unfold(text), set()
    lines, remarks = [], set()
    for line in unfold(data.decode("latin-1").replace("\x00", "")):
        text, remark = decode_line(line.encode("latin-1"), encoding, _declared(line))
        lines.append(clean(text))
        remarks.add(remark)
    return lines, remarks - {""}


def unfold(text: str) -> list[str]:
    """Logical lines. After a quoted-printable soft break nothing is taken off the next line (RFC 2045)."""
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if "=\n" in text or "= \n" in text:
        return _unfold_quoted(text)
    return text.replace("\n ", "").replace("\n\t", "").split("\n", CARD_LINES)


def _unfold_quoted(text: str) -> list[str]:
    lines: list[list[str]] = []
    quoted = soft = blank = False
    for raw in text.split("\n", CARD_LINES):
        if soft and not raw and not blank:
            # Some writers put an empty line after each soft break; others end the value with one.
            blank = True
            continue
        if soft and (not blank or _HEX_START.match(raw)):
            lines[-1].append(raw)
        elif raw[:1] in (" ", "\t") and lines:
            lines[-1].append(raw[1:])
        else:
            quoted = "QUOTED-PRINTABLE" in raw.partition(":")[0].upper()
            lines.append([raw])
        stripped = raw.rstrip(" \t")
        soft, blank = quoted and stripped.endswith("="), False
        if soft:
            lines[-1][-1] = lines[-1][-1].rstrip(" \t")[:-1]
    return ["".join(parts) for parts in lines]


def _declared(line: str) -> str:
    """The codec that a raw line's CHARSET names, "" for none; quoted-printable is ASCII by now."""
    head = line[:_HEAD_CHARACTERS].partition(":")[0]
    if "CHARSET" not in head.upper():
        return ""
    parsed = parse_head(head)
    return (codec_named(parsed.charset) or "") if parsed and parsed.encoding != "q" else ""


def properties(lines: list[str]) -> Iterator[tuple[Head | None, str]]:
    """Each property in order, head and raw value; None and the line where a line is no property.

    A line goes on with the one before it when that ends in a backslash, holds text, or is base64.
    """
    head: Head | None = None
    value = ""
    tail: list[str] = []
    for line in lines:
        name, colon, rest = line.partition(":")
        if '"' in name and name.count('"') % 2:
            name, rest = _split_quoted(line)
        found = (parse_head(name) if len(name) < 200 else _parse_head(name)) if colon else None
        if found is not None:
            if head is not None:
                yield head, ("\n".join([value, *tail]) if tail else value)
            head, value, tail = found, rest, []
        elif not line.strip() or line.startswith("#"):
            continue
        elif head is not None and ((tail[-1] if tail else value).endswith("\\") or _goes_on(head)):
            tail.append(line)
        else:
            yield None, line
    if head is not None:
        yield head, ("\n".join([value, *tail]) if tail else value)


def _goes_on(head: Head) -> bool:
    return head.encoding == "b" or head.name in ("NOTE", "ADR", "LABEL") or head.name.startswith("X-KITH-")


def _split_quoted(line: str) -> tuple[str, str]:
    """Splits at the first colon outside quotes; at the first colon where a quote is never closed."""
    at = 0
    for number, part in enumerate(line[:_HEAD_CHARACTERS].split('"')):
        colon = part.find(":") if number % 2 == 0 else -1
        if colon >= 0:
            return line[: at + colon], line[at + colon + 1 :]
        at += len(part) + 1
    name, _, rest = line.partition(":")
    return name, rest


def _parse_head(text: str) -> Head | None:
    """A head as in `EMAIL;TYPE=home,pref`, `item1.TEL`, `TEL;CELL;PREF`; None where it is no head."""
    first, *raw_params = _split_params(text[:_HEAD_CHARACTERS])
    match = _NAME.fullmatch(first)
    if match is None:
        return None
    named, params = _read_params(raw_params)
    return Head(
        name=match[2].upper(),
        group=(match[1] or "").lower(),
        types=named,
        label=label_of(named),
        rank=_rank(named, params.get("PREF", "")),
        encoding=_BARE_ENCODINGS.get(params.get("ENCODING", "").upper(), ""),
        charset=params.get("CHARSET", ""),
        params=params,
    )


parse_head = lru_cache(maxsize=2048)(_parse_head)


def _read_params(raw_params: list[str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The TYPE words in lower case, and the other parameters by name."""
    types: list[str] = []
    params: dict[str, str] = {}
    for raw in raw_params:
        key, equals, value = raw.partition("=")
        key = key.strip().upper()
        if not equals:
            key, value = _bare(key)
        if key == "TYPE":
            parts = value.replace('"', "").split(",")
            types += [part.strip().lower().removeprefix("type=") for part in parts]
        elif key:
            params.setdefault(key, _unquoted(value.strip()))
    return tuple(dict.fromkeys(part for part in types if part))[:20], params


def _split_params(text: str) -> list[str]:
    """Splits at semicolons outside quotes."""
    if '"' not in text:
        return text.split(";")
    parts = [""]
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            parts[-1] += f'"{piece}"'
            continue
        first, *more = piece.split(";")
        parts[-1] += first
        parts += more
    return parts


def _bare(word: str) -> tuple[str, str]:
    """What a parameter without a name means (vCard 2.1)."""
    if word in _BARE_ENCODINGS:
        return "ENCODING", word
    return ("VALUE", word) if word in _VALUE_KINDS else ("TYPE", word)


def _unquoted(value: str) -> str:
    """Without quotes and caret escapes (RFC 6868); a caret that escapes nothing stays."""
    if value[:1] == '"':
        value = value.strip('"')
    return _CARETS.sub(lambda match: _CARET_MEANING[match[0]], value) if "^" in value else value


def label_of(types: tuple[str, ...]) -> str:
    """What the TYPE words of a property come to on the screen: "home fax", "mobile", ""."""
    words = ["mobile" if word in ("cell", "mobile") else word.removeprefix("x-") for word in types]
    words = [word for word in words if word not in _SILENT]
    return " ".join(sorted(dict.fromkeys(words), key=lambda word: word not in _PLACES))[:100]


def _rank(types: tuple[str, ...], preference: str) -> int:
    if preference.isascii() and preference.isdigit() and len(preference) < 4:
        return max(1, int(preference))
    return 1 if "pref" in types else 0


def decode_quoted(value: str, head: Head, encoding: Encoding) -> tuple[str, str]:
    """A quoted-printable value as the same value in plain text, and the code of a remark.

    Split at the semicolons first, so that an encoded one stays part of its component; one that follows an
    encoded backslash is told only once the letters are known, for Shift_JIS has that byte inside of some.
    """
    remark = ""
    parts = []
    for part in value.split(";"):
        raw = binascii.a2b_qp(part.encode("utf-8", "replace"))
        text, problem = decode_line(raw, encoding, codec_named(head.charset) or "" if head.charset else "")
        if problem and "utf" in head.charset.lower():
            # A writer that counts bytes has cut the last character in two.
            text, problem = raw.decode("utf-8", "replace").rstrip("�"), "characters_lost"
        remark = remark or problem
        text = clean(text).replace("\r\n", "\n").replace("\r", "\n")
        parts.append(text.replace("\\;", ";").replace(";", "\\;"))
    return ";".join(parts), remark

"""From bytes to text: which encoding a file is in, decided once, and how a single line is decoded.

The order: byte-order mark, UTF-16 without a mark, strict UTF-8, the charset the file declares, detection,
windows-1252. One line in a strange encoding never spoils its neighbours: each is decoded for itself.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import charset_normalizer

from apps.contacts.imports.limits import MEBIBYTE


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the file's letters are written.

    `name` is a codec; `guessed` says that nothing in the file proves it; `spare` is tried for lines that
    `name` cannot decode.
    """

    name: str = "utf-8"
    guessed: bool = False
    spare: str = "cp1252"

    @property
    def is_utf16(self) -> bool:
        return self.name.startswith("utf-16")


# A charset nobody should be able to name from within a file (punycode, unicode_escape, zlib …) is not here.
_TEXT_CODECS = re.compile(
    r"(utf-8|iso8859-[0-9]+|cp(1250|1251|1252|1253|1254|1255|1256|1257|1258|437|850|852|866|874|932|949|950)"
    r"|shift_jis(_2004|x0213)?|euc_(jp|kr|jis_2004|jisx0213)|iso2022_(jp|jp_1|jp_2|jp_3|jp_ext|kr)"
    r"|gb2312|gbk|gb18030|big5(hkscs)?|koi8-[ru]|mac-(roman|latin2|cyrillic|greek|turkish)|johab|tis-620)",
    re.ASCII,
)
# What the label means in practice: the superset that the writers really used.
_SUPERSETS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932"}
_SUPERSETS |= {"gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "tis-620": "cp874", "big5": "cp950"}

_MULTIBYTE = re.compile(r"cp9(32|49|50)|gb|big5|euc_|shift_jis|iso2022|johab")
_DECLARED = re.compile(rb'CHARSET="?([A-Za-z0-9_:.-]{1,40})', re.IGNORECASE)
_LATIN = re.compile(r"cp12(50|52|54|57|58)|latin|iso8859|mac_|cp4|cp8|cp5|hp_roman|cp1140")
# Letters of Central Europe that windows-1252 shows as signs, beside a letter.
_CENTRAL = re.compile("[A-Za-zó][³¹¿£¯¥ª]|[³¿£¯¥¹ª][a-zó]")

_SAMPLE = 64 * 1024
_DETECTABLE = ["cp1252", "cp1250", "cp1251", "cp932", "gb18030", "cp949", "euc_jp", "big5", "koi8_r"]
_DETECTABLE += ["cp1253", "cp1254", "cp1255", "cp1256"]

# Everything below U+0020 but tab, line feed and carriage return; DEL.
CONTROLS = bytes(n for n in (*range(32), 127) if n not in (9, 10, 13))
# The same, the C1 controls, the bidirectional controls, byte-order marks and surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def decide(chunks: Iterable[bytes]) -> Encoding:
    """The encoding of a file, from all of its bytes or from its first ones. Linear; never raises."""
    iterator = iter(chunks)
    head = next(iterator, b"")
    if (marked := _by_mark(head)) is not None:
        return marked
    if _is_utf8(head):
        decoder = codecs.getincrementaldecoder("utf-8")()
        for chunk in _chain(head, iterator):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _by_content(chunk)
        return Encoding()
    return _by_content(head)


def codec_named(label: str) -> str | None:
    """The codec behind a CHARSET parameter, or None where the name says nothing to us."""
    try:
        name = codecs.lookup(label.strip().strip('"').replace(":", "-")).name
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if _TEXT_CODECS.fullmatch(name) else None


def decode_line(raw: bytes, encoding: Encoding, declared: str = "") -> tuple[str, str]:
    """One line as text, and the code of a remark ("" where all is well). Never raises."""
    if raw.isascii() and b"\x1b" not in raw:
        return raw.decode("ascii"), ""
    for codec in _candidates(encoding, declared, escaped=b"\x1b$" in raw):
        try:
            text = raw.decode(codec)
        except ValueError:
            continue
        sure = codec == "utf-8" or (codec == declared) or (codec == encoding.name and not encoding.guessed)
        return text, "" if sure else "encoding_guessed"
    return raw.decode("cp1252", "replace"), "characters_lost"


def clean(text: str) -> str:
    """Without NUL, controls, bidirectional controls and surrogates; in composed form (NFC)."""
    if text.isascii():
        return _INVISIBLE.sub("", text) if not text.isprintable() else text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


@lru_cache(maxsize=64)
def _candidates(encoding: Encoding, declared: str, *, escaped: bool) -> tuple[str, ...]:
    named = [name for name in (declared, encoding.name) if name]
    if escaped:
        named.append("iso2022_jp")
    # A multi-byte codec seldom accepts by accident; a single-byte one accepts everything: UTF-8 before those.
    strict = [name for name in named if _MULTIBYTE.match(name)]
    return tuple(dict.fromkeys([*strict, "utf-8", *named, encoding.spare]))


def _chain(head: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield head
    yield from rest


def _by_mark(head: bytes) -> Encoding | None:
    if head.startswith(codecs.BOM_UTF8):
        return Encoding()
    if head.startswith(codecs.BOM_UTF16_LE):
        return Encoding("utf-16-le")
    if head.startswith(codecs.BOM_UTF16_BE):
        return Encoding("utf-16-be")
    start = head[:4096]
    zeros_even, zeros_odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half >= 4 and zeros_odd * 5 >= half * 2 and zeros_even * 8 <= zeros_odd:
        return Encoding("utf-16-le")
    if half >= 4 and zeros_even * 5 >= half * 2 and zeros_odd * 8 <= zeros_even:
        return Encoding("utf-16-be")
    return None


def _is_utf8(part: bytes, *, final: bool = False) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part, final)
    except UnicodeDecodeError:
        return False
    return True


def _by_content(part: bytes) -> Encoding:
    """For a part that is not UTF-8 as it stands; lines folded within a character are joined first."""
    part = part[:MEBIBYTE]
    joined = part.replace(b"\r\n ", b"").replace(b"\n ", b"").replace(b"\r ", b"")
    if _is_utf8(joined):
        return Encoding()
    lines = [line for line in re.split(rb"[\r\n]+", joined) if not line.isascii()]
    strange = [line for line in lines if not _is_utf8(line, final=True)]
    if len(lines) - len(strange) > len(strange):
        return Encoding("utf-8", guessed=True, spare=_detect(strange))
    return _declared(part) or Encoding(_detect(strange), guessed=True)


def _declared(part: bytes) -> Encoding | None:
    labels = Counter(label.decode("ascii") for label in _DECLARED.findall(part))
    for label, _count in labels.most_common(20):
        codec = codec_named(label)
        if codec not in (None, "utf-8"):
            return Encoding(str(codec))
    return None


def _detect(lines: list[bytes]) -> str:
    sample = b"\n".join(line.partition(b":")[2] or line for line in lines)[:_SAMPLE]
    runs = re.findall(rb"[\x80-\xff]+", sample)
    # "Jörg": letters that stand alone among ASCII are Western; a detector is easily misled by so few.
    if sum(len(run) == 1 and run >= b"\xc0" for run in runs) * 2 < len(runs):
        best = charset_normalizer.from_bytes(sample, cp_isolation=_DETECTABLE).best()
        if best is not None and not _LATIN.match(best.encoding):
            return codec_named(best.encoding) or "cp1252"
    return "cp1250" if _CENTRAL.search(sample.decode("cp1252", "replace")) else "cp1252"

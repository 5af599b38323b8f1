"""Files as streams of bytes: lines, line counts, UTF-16 on the way in, and a file made of stored parts.

Behind `as_utf8` every reader sees one byte per ASCII character; `measure` leads back to offsets of the file.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from apps.contacts.imports.decoding import Encoding

# CR CR LF is what iTunes backups and some mail gateways make of CR LF.
LINE_END = re.compile(rb"\r\r\n|\r\n|\n|\r")
_PORTION = 64 * 1024


def as_utf8(chunks: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The chunks as they are, or UTF-16 turned into UTF-8. A lone surrogate becomes U+FFFD."""
    if not encoding.is_utf16:
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")


def measure(data: bytes, encoding: Encoding) -> int:
    """How many bytes of the file `data`, cut from `as_utf8`, stands for."""
    if not encoding.is_utf16:
        return len(data)
    return len(data.decode("utf-8", "replace").encode("utf-16-le"))


def line_ends(data: bytes | bytearray) -> int:
    """How many lines end in `data`, whichever way."""
    returns = data.count(b"\r")
    pairs = data.count(b"\r\n") + data.count(b"\r\r\n") if returns else 0
    return data.count(b"\n") + returns - pairs


def skip(chunks: Iterable[bytes], offset: int) -> Iterator[bytes]:
    """The chunks without their first `offset` bytes."""
    for chunk in chunks:
        if offset < len(chunk):
            yield chunk[offset:] if offset else chunk
        offset = max(0, offset - len(chunk))


def portions(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of at least 64 KiB, but for the last, so that work per piece stays small."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        if len(waiting) >= _PORTION:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)


def lines(chunks: Iterable[bytes], longest: int) -> Iterator[bytes]:
    """Each line with its end. One beyond `longest` bytes comes in pieces; only the last has an end."""
    tail = b""
    for piece in portions(chunks):
        data = tail + piece
        start = 0
        for match in LINE_END.finditer(data):
            # The end may go on in the next piece.
            if match.end() > len(data) - 3 and match[0] != b"\n":
                break
            yield data[start : match.end()]
            start = match.end()
        tail = data[start:]
        if len(tail) > longest + 2:
            yield tail[:-2]
            tail = tail[-2:]
    yield from _last_lines(tail)


def _last_lines(tail: bytes) -> Iterator[bytes]:
    start = 0
    for match in LINE_END.finditer(tail):
        yield tail[start : match.end()]
        start = match.end()
    if start < len(tail):
        yield tail[start:]


class PartsFile(io.RawIOBase):
    """A seekable file over parts of equal size (the last may be shorter), for reading a stored ZIP.

    `read_part(n)` gives the bytes of part n, counted from 0. Two parts are kept at hand.
    """

    def __init__(self, read_part: Callable[[int], bytes], size: int, part_size: int) -> None:
        self._read_part, self._size, self._part_size = read_part, size, part_size
        self._at = 0
        self._held: dict[int, bytes] = {}

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        number, within = divmod(self._at, self._part_size)
        if self._at >= self._size:
            return 0
        piece = self._part(number)[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _part(self, number: int) -> bytes:
        if number not in self._held:
            while len(self._held) > 1:
                self._held.pop(next(iter(self._held)))
            self._held[number] = self._read_part(number)
        return self._held[number]

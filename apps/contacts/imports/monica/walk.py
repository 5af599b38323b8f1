"""Walks through JSON without building it: where each element lies, one pass, no recursion.

The whole of an export would take many times its size as objects; this way only one element at a time does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from apps.contacts.imports.decoding import Encoding, decode_line
from apps.contacts.imports.limits import JSON_ENTRY_BYTES, JSON_NESTING, JSON_WORD_BYTES

_STRING = rb'"(?:[^"\\]++|\\.?)*+(?:"|\Z)'
_BRACKET = re.compile(_STRING + rb"|[{}\[\]]", re.DOTALL)
_TEXT = re.compile(_STRING, re.DOTALL)
_BLANKS = re.compile(rb"[ \t\r\n]*+")
_PLAIN = re.compile(rb"[^\s,:\[\]{}\"]++")
_CLOSES = {b"}": b"{", b"]": b"["}


class Broken(ValueError):
    """What stands here is no JSON."""


class Span(NamedTuple):
    """Where a value lies, and how deep it goes."""

    start: int
    end: int
    depth: int


class Cursor:
    """A place in JSON text that moves forward only."""

    def __init__(self, data: bytes | bytearray) -> None:
        self._data = data
        self._at = 3 if data[:3] == b"\xef\xbb\xbf" else 0

    def peek(self) -> bytes:
        """The next byte that is no blank; empty at the end."""
        match = _BLANKS.match(self._data, self._at)
        self._at = match.end() if match else self._at
        return bytes(self._data[self._at : self._at + 1])

    def entries(self) -> Iterator[str]:
        """Each key of the object here ("" for the elements of a list), the cursor at its value.

        A value the caller does not read is skipped.
        """
        opening = self._take(b"{[")
        while (following := self.peek()) not in b"}]":
            key = self._key() if opening == b"{" else ""
            self.peek()
            begun = self._at
            yield key
            if self._at == begun:
                self.skip()
            if self.peek() == b",":
                self._at += 1
                if self.peek() in (b"}", b"]", b""):
                    raise Broken
            elif self.peek() not in (b"}", b"]"):
                raise Broken
        if not following or _CLOSES[following] != opening:
            raise Broken
        self._at += 1

    def skip(self) -> Span:
        """Goes past the value here."""
        first, start = self.peek(), self._at
        depth = 0
        if first in (b"{", b"["):
            depth = self._past_brackets()
        else:
            match = (_TEXT if first == b'"' else _PLAIN).match(self._data, start)
            if match is None:
                raise Broken
            self._at = match.end()
        return Span(start, self._at, depth)

    def text(self) -> str:
        """The value here where it is a word or two, else ""; goes past it."""
        span = self.skip()
        if span.end - span.start > JSON_WORD_BYTES:
            return ""
        found = load(self._data, span, Encoding())
        return found if isinstance(found, str) else ""

    def _past_brackets(self) -> int:
        opened = bytearray()
        deepest = 0
        for match in _BRACKET.finditer(self._data, self._at):
            token = match[0]
            if token in (b"{", b"["):
                opened += token
                deepest = max(deepest, len(opened))
            elif token in (b"}", b"]"):
                if opened[-1:] != _CLOSES[token]:
                    raise Broken
                opened.pop()
                if not opened:
                    self._at = match.end()
                    return deepest
        raise Broken

    def _key(self) -> str:
        if self.peek() != b'"':
            raise Broken
        key = self.text()
        self._take(b":")
        return key

    def _take(self, wanted: bytes) -> bytes:
        found = self.peek()
        if not found or found not in wanted:
            raise Broken
        self._at += 1
        return found


def load(data: bytes | bytearray, span: Span, encoding: Encoding) -> Any:
    """The value at `span`, or None where it cannot be read or is too large to be built."""
    if span.end - span.start > JSON_ENTRY_BYTES:
        return None
    return parse(decode_line(bytes(data[span.start : span.end]), encoding)[0], span.depth)


def parse(text: str, depth: int) -> Any:
    """The value that JSON text stands for; None where it is none, or nested beyond all sense."""
    if depth > JSON_NESTING:
        return None
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return None

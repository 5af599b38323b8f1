"""Looks into ZIP archives and unpacks the contacts in them: 128 MB at most, and never onto the disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from apps.contacts.imports.decoding import decide
from apps.contacts.imports.limits import FILE_BYTES, MEBIBYTE
from apps.contacts.imports.streams import as_utf8

# No archive of contacts lists more files than fit in here; zipfile would read any number.
_DIRECTORY_BYTES = 4 * MEBIBYTE
_END = b"PK\x05\x06"
_END_SEARCH = 66_000
_ENCRYPTED = 0x1
# What zipfile raises on damaged input; a method it does not know is a RuntimeError.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    ArithmeticError,
    RuntimeError,
)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Other files of LinkedIn's archives, by which one without Connections.csv is known.
_LINKEDIN = {"messages.csv", "invitations.csv", "profile.csv", "positions.csv", "registration.csv"}


class Holds(StrEnum):
    LINKEDIN = "linkedin"
    VCARDS = "vcards"
    LINKEDIN_WITHOUT_CONNECTIONS = "linkedin_zip_without_connections"
    OFFICE_SHEET = "xlsx"
    OFFICE = "office"
    OTHER = "zip_without_contacts"


class ArchiveRefused(Exception):
    """`code` is a key of remarks.KINDS: zip_broken, zip_encrypted, zip_unreadable or zip_too_big."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds, and the names of the members that are to be read."""

    holds: Holds
    members: tuple[str, ...] = ()


def look_into(file: IO[bytes]) -> Contents:
    """What the archive in a seekable file holds; raises ArchiveRefused where it cannot be listed."""
    names = [entry.filename for entry in _open(file).infolist() if not entry.is_dir()]
    by_base = {name.rpartition("/")[2].lower(): name for name in reversed(names) if not _is_hidden(name)}
    if connections := by_base.get("connections.csv"):
        return Contents(Holds.LINKEDIN, (connections,))
    visible = [name for name in names if not _is_hidden(name)]
    cards = tuple(name for name in visible if name.lower().endswith((".vcf", ".vcard")))
    if cards:
        return Contents(Holds.VCARDS, cards)
    if by_base.keys() & _LINKEDIN:
        return Contents(Holds.LINKEDIN_WITHOUT_CONNECTIONS)
    if "[content_types].xml" in by_base:
        return Contents(Holds.OFFICE_SHEET if any(name.startswith("xl/") for name in names) else Holds.OFFICE)
    return Contents(Holds.OFFICE if "mimetype" in by_base and "content.xml" in by_base else Holds.OTHER)


def unpack(file: IO[bytes], contents: Contents) -> Iterator[bytes]:
    """The bytes of the members, one after the other, as one file in pieces of 1 MB at most.

    Several members are brought to UTF-8 where they are UTF-16, so that they agree. Raises ArchiveRefused,
    also half way: store the pieces first, read them afterwards.
    """
    archive = _open(file)
    several = len(contents.members) > 1
    room = FILE_BYTES
    for name in contents.members:
        for piece in _agreeing(_member(archive, name)) if several else _member(archive, name):
            room -= len(piece)
            if room < 0:
                raise ArchiveRefused("zip_too_big")
            yield piece
        if several:
            yield b"\r\n"


def _open(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        _check_directory(file)
        return zipfile.ZipFile(file)
    except _FAULTS:
        raise ArchiveRefused("zip_broken") from None


def _check_directory(file: IO[bytes]) -> None:
    """The size of the list of files, before zipfile reads it whole (APPNOTE 4.3.16)."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SEARCH))
    tail = file.read(_END_SEARCH)
    at = tail.rfind(_END)
    if at < 0:
        raise zipfile.BadZipFile
    (directory,) = struct.unpack_from("<L", tail, at + 12)
    if directory > _DIRECTORY_BYTES:
        raise ArchiveRefused("zip_too_big")


def _is_hidden(name: str) -> bool:
    """macOS adds a shadow of each file."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("._")


def _member(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    entry = archive.getinfo(name)
    if entry.flag_bits & _ENCRYPTED:
        raise ArchiveRefused("zip_encrypted")
    if entry.compress_type not in _METHODS:
        raise ArchiveRefused("zip_unreadable")
    try:
        with archive.open(entry) as member:
            while piece := member.read(MEBIBYTE):
                yield piece
    except _FAULTS:
        raise ArchiveRefused("zip_broken") from None


def _agreeing(pieces: Iterator[bytes]) -> Iterator[bytes]:
    first = next(pieces, b"")
    encoding = decide([first])

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    return as_utf8(whole(), encoding)

"""What a file is, from its first bytes: one of ours, or one of those people bring by mistake."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import IO

from apps.contacts.imports.archive import ArchiveRefused, Holds, look_into
from apps.contacts.imports.decoding import Encoding, clean, decide
from apps.contacts.imports.limits import HEADER_LINES, MEBIBYTE
from apps.contacts.imports.monica.reader import fault, is_monica
from apps.contacts.imports.table.csv_rows import cells_of
from apps.contacts.imports.table.header import DELIMITERS, find_bare, find_titled


class Kind(StrEnum):
    """Values are kept in the database; those that cannot be read are keys of remarks.KINDS."""

    VCARD = "vcard"
    LINKEDIN = "linkedin"
    LINKEDIN_ZIP = "linkedin_zip"
    VCARD_ZIP = "vcard_zip"
    MONICA = "monica_json"
    EMPTY = "empty"
    VCARD_EMPTY = "vcard_empty"
    LINKEDIN_MESSAGES = "linkedin_messages"
    LINKEDIN_INVITATIONS = "linkedin_invitations"
    LINKEDIN_OTHER = "linkedin_other"
    LINKEDIN_ZIP_WITHOUT_CONNECTIONS = "linkedin_zip_without_connections"
    GOOGLE_CSV = "google_csv"
    OUTLOOK_CSV = "outlook_csv"
    THUNDERBIRD_CSV = "thunderbird_csv"
    WINDOWS_MAIL_CSV = "windows_mail_csv"
    KITH_CSV = "kith_csv"
    CSV_OTHER = "csv_other"
    CSV_ONE_COLUMN = "csv_one_column"
    CSV_EMPTY = "csv_empty"
    CSV_PROSE = "csv_prose"
    ZIP_WITHOUT_CONTACTS = "zip_without_contacts"
    ZIP_ENCRYPTED = "zip_encrypted"
    ZIP_BROKEN = "zip_broken"
    ZIP_UNREADABLE = "zip_unreadable"
    ZIP_TOO_BIG = "zip_too_big"
    ICS = "ics"
    XLSX = "xlsx"
    OFFICE = "office"
    IMAGE = "image"
    PDF = "pdf"
    JSON = "json"
    JSON_BROKEN = "json_broken"
    JSON_TOO_BIG = "json_too_big"
    HTML = "html"
    XML = "xml"
    LDIF = "ldif"
    OUTLOOK_DATA = "outlook_data"
    ARCHIVE_OTHER = "archive_other"
    UNKNOWN = "unknown"

    @property
    def is_readable(self) -> bool:
        return self.is_table or self.is_archive or self in (Kind.VCARD, Kind.MONICA)

    @property
    def is_table(self) -> bool:
        """Whether it is read by its columns."""
        return self in _TABLES

    @property
    def is_archive(self) -> bool:
        """Whether the file is to be unpacked (archive.unpack) before it is read."""
        return self in (Kind.LINKEDIN_ZIP, Kind.VCARD_ZIP)


_TABLES = {Kind.LINKEDIN, Kind.GOOGLE_CSV, Kind.OUTLOOK_CSV, Kind.THUNDERBIRD_CSV, Kind.WINDOWS_MAIL_CSV}
_TABLES |= {Kind.KITH_CSV, Kind.CSV_OTHER}
_MAGIC = {
    b"\xff\xd8\xff": Kind.IMAGE,
    b"\x89PNG": Kind.IMAGE,
    b"GIF8": Kind.IMAGE,
    b"BM": Kind.IMAGE,
    b"%PDF": Kind.PDF,
    b"!BDN": Kind.OUTLOOK_DATA,
    b"\xd0\xcf\x11\xe0": Kind.OUTLOOK_DATA,
    b"\x1f\x8b": Kind.ARCHIVE_OTHER,
    b"Rar!": Kind.ARCHIVE_OTHER,
    b"7z\xbc\xaf": Kind.ARCHIVE_OTHER,
    b"BZh": Kind.ARCHIVE_OTHER,
}
_SAMPLE = 16 * 1024
# A line this long is a sentence rather than a name.
_LONG = 80
_IN_ARCHIVE = {Holds.LINKEDIN: Kind.LINKEDIN_ZIP, Holds.VCARDS: Kind.VCARD_ZIP}
_BEGIN = re.compile(
    r"(?:^|[\r\n])[ \t]*(?:[\w-]{1,60}\.)?BEGIN[ \t]*:V(CARD|CALENDAR)[ \t]*(?=[\r\n]|$)", re.I
)
_MARKUP = re.compile(r"<(!doctype html|html|\?xml|[a-z][\w:-]*[ >])", re.IGNORECASE)
_LDIF = re.compile(r"(?:^|[\r\n])(?:dn:{1,2} |objectclass: )", re.IGNORECASE)
# Columns of LinkedIn's other files; all of one set must be there.
_SHEETS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.LINKEDIN_MESSAGES, frozenset(("conversation id", "sender profile url"))),
    (Kind.LINKEDIN_MESSAGES, frozenset(("conversation id", "from", "content"))),
    (Kind.LINKEDIN_INVITATIONS, frozenset(("from", "to", "sent at", "direction"))),
    (Kind.LINKEDIN_OTHER, frozenset(("first name", "last name", "maiden name", "headline"))),
    (Kind.LINKEDIN_OTHER, frozenset(("company name", "title", "started on", "finished on"))),
)


def identify(head: bytes, filename: str = "", *, file: IO[bytes] | None = None) -> Kind:
    """What a file is whose first bytes (up to 1 MB are looked at) are `head`. Never raises.

    `file`, the whole of it and seekable, is needed for archives only: what a ZIP holds stands at its end.
    """
    head = head[:MEBIBYTE]
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Kind.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(file) if file else Kind.ZIP_BROKEN
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return _by_name(kind, filename)
    if head[4:8] == b"ftyp" or head[8:12] == b"WEBP":
        return Kind.IMAGE
    encoding = decide([head])
    return _of_text(head, _text(head, encoding), encoding, filename.lower(), file)


def _by_name(kind: Kind, filename: str) -> Kind:
    """An old Excel sheet and an Outlook message begin with the same bytes."""
    return Kind.XLSX if kind is Kind.OUTLOOK_DATA and filename.lower().endswith(".xls") else kind


def _text(head: bytes, encoding: Encoding) -> str:
    return head.decode(encoding.name, "replace").lstrip("\ufeff")


def _in_archive(file: IO[bytes]) -> Kind:
    try:
        contents = look_into(file)
    except ArchiveRefused as refusal:
        return Kind(refusal.code)
    return _IN_ARCHIVE.get(contents.holds) or Kind(contents.holds.value)


def _of_text(
    head: bytes, text: str, encoding: Encoding, filename: str, file: IO[bytes] | None = None
) -> Kind:
    if match := _BEGIN.search(text):
        return Kind.VCARD if match[1].upper() == "CARD" else _calendar(text)
    start = text.lstrip()[:200]
    if start[:1] in ("{", "["):
        return _of_json(head, text.lstrip(), encoding, file)
    if sheet := _sheet(text):
        return sheet
    if layout := find_titled(head, encoding):
        return Kind(layout.dialect)
    if match := _MARKUP.match(start):
        return Kind.HTML if "html" in match[1].lower() else Kind.XML
    if filename.endswith((".vcf", ".vcard")):
        return Kind.VCARD_EMPTY
    if filename.endswith(".ics"):
        return Kind.ICS
    if filename.endswith(".ldif") or _LDIF.search(text[:4096]):
        return Kind.LDIF
    return _of_table(head, text, encoding, filename)


def begins_card(text: str) -> bool:
    """Whether a line of the text begins a vCard."""
    match = _BEGIN.search(text)
    return bool(match and (match[1].upper() == "CARD" or _calendar(text) is Kind.VCARD))


def _of_json(head: bytes, text: str, encoding: Encoding, file: IO[bytes] | None) -> Kind:
    """An export of Monica's that is whole, or what is wrong with it; JSON of others cannot be read."""
    if not is_monica(text):
        return Kind.JSON
    if file is None:
        return Kind.MONICA
    file.seek(0)
    return Kind(fault(iter(lambda: file.read(MEBIBYTE), b""), encoding) or Kind.MONICA)


def _calendar(text: str) -> Kind:
    """A calendar, unless cards follow it."""
    return Kind.VCARD if re.search(r"[\r\n]BEGIN:VCARD", text, re.IGNORECASE) else Kind.ICS


def _sheet(text: str) -> Kind | None:
    """One of LinkedIn's files that is not the list of connections."""
    lines = re.split(r"[\r\n]+", clean(text[: MEBIBYTE // 4]), maxsplit=HEADER_LINES)[:HEADER_LINES]
    for line in lines:
        for delimiter in DELIMITERS:
            titles = {title.strip().lower() for title in cells_of(line, delimiter)}
            for kind, wanted in _SHEETS:
                if wanted <= titles:
                    return kind
    return None


def _of_table(head: bytes, text: str, encoding: Encoding, filename: str) -> Kind:
    """A table without titles; what is only named like one, and why it is none."""
    if "\x00" in text:
        return Kind.UNKNOWN
    if find_bare(head, encoding):
        return Kind.CSV_OTHER
    if not filename.endswith((".csv", ".tsv", ".tab")):
        return Kind.UNKNOWN
    if not text.strip(",;\t\"' \r\n"):
        return Kind.CSV_EMPTY
    lines = [line for line in re.split(r"[\r\n]+", text[:_SAMPLE]) if line.strip()]
    long = sum(len(line) > _LONG or line.rstrip().endswith(".") for line in lines)
    return Kind.CSV_PROSE if long * 2 >= len(lines) else Kind.CSV_ONE_COLUMN

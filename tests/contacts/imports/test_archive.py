"""Archives are unpacked in pieces, never beyond 128 MB, and every damage has its name."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from apps.contacts.imports import archive as archives
from apps.contacts.imports.archive import ArchiveRefused, Holds, look_into, unpack
from apps.contacts.imports.streams import PartsFile

CARD = "BEGIN:VCARD\r\nFN:{}\r\nEND:VCARD\r\n"


def make_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def refusal(file: io.BytesIO) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        list(unpack(file, look_into(file)))
    return refused.value.code


def test_connections_from_anywhere_in_a_linkedin_archive(rows_of, fixture_bytes):
    data = fixture_bytes("linkedin-2024.csv")
    file = make_zip(
        {"messages.csv": b"x", "Export 2024/Connections.csv": data, "__MACOSX/._Connections.csv": b"x"}
    )
    contents = look_into(file)
    assert (contents.holds, contents.members) == (Holds.LINKEDIN, ("Export 2024/Connections.csv",))
    assert b"".join(unpack(file, contents)) == data
    assert len(rows_of(data)) == 7


def test_vcards_of_an_archive_become_one_file(rows_of):
    marked = ("\ufeff" + CARD.format("Zoë")).encode("utf-16-le")
    file = make_zip({"a.vcf": CARD.format("Ana").encode().rstrip(), "b/c.VCF": marked, "note.txt": b"x"})
    whole = b"".join(unpack(file, look_into(file)))
    assert [row.card.name for row in rows_of(whole)] == ["Ana", "Zoë"]


def test_archive_from_stored_parts(fixture_bytes):
    file = make_zip({"Connections.csv": fixture_bytes("linkedin-2024.csv")}).getvalue()
    asked: list[int] = []

    def part(number: int) -> bytes:
        asked.append(number)
        return file[number * 50 : (number + 1) * 50]

    stored = io.BufferedReader(PartsFile(part, len(file), 50))
    assert b"".join(unpack(stored, look_into(stored))) == fixture_bytes("linkedin-2024.csv")
    assert max(asked) == (len(file) - 1) // 50


def test_bomb_is_stopped_at_the_limit(monkeypatch):
    monkeypatch.setattr(archives, "FILE_BYTES", 3 << 20)
    file = make_zip({"Connections.csv": b"\0" * (4 << 20)})
    pieces: list[bytes] = []
    with pytest.raises(ArchiveRefused) as refused:
        pieces.extend(unpack(file, look_into(file)))
    assert (refused.value.code, sum(map(len, pieces))) == ("zip_too_big", 3 << 20)


def test_many_vcards_share_one_limit(monkeypatch):
    monkeypatch.setattr(archives, "FILE_BYTES", 1000)
    assert refusal(make_zip({f"{n}.vcf": b"\0" * 300 for n in range(4)})) == "zip_too_big"


def test_directory_too_long_to_be_read():
    data = bytearray(make_zip({"Connections.csv": b"x"}).getvalue())
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 5 << 20)
    assert refusal(io.BytesIO(bytes(data))) == "zip_too_big"


def test_encrypted():
    data = bytearray(make_zip({"Connections.csv": b"x"}).getvalue())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(io.BytesIO(bytes(data))) == "zip_encrypted"


def test_packed_in_an_unusual_way():
    assert refusal(make_zip({"Connections.csv": b"x"}, zipfile.ZIP_LZMA)) == "zip_unreadable"


@pytest.mark.parametrize("damage", [0, 30, 50, 60, 400])
def test_damaged_anywhere(damage, fixture_bytes):
    data = bytearray(make_zip({"Connections.csv": fixture_bytes("linkedin-2024.csv")}).getvalue())
    data[damage] ^= 0xFF
    assert refusal(io.BytesIO(bytes(data))) in ("zip_broken", "zip_encrypted", "zip_unreadable")


def test_no_archive_at_all():
    assert refusal(io.BytesIO(b"PK\x03\x04 nothing else")) == "zip_broken"

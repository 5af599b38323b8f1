"""Files damaged at any place, and what every reader owes whatever it is given."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import astuple, replace
from typing import Any

from apps.contacts.imports.archive import ArchiveRefused, look_into, unpack
from apps.contacts.imports.card import Row, fingerprint
from apps.contacts.imports.limits import KEPT_CHARACTERS
from apps.contacts.imports.reading import Plan, make_plan, rows, settle
from apps.contacts.imports.remarks import CODES, KINDS
from apps.contacts.imports.sniff import Kind, identify
from tests.contacts.imports.damage_sources import disturbed, repacked, sources

SLOWEST = 0.2
INVISIBLE = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
NAMES = {"monica": "monica.json", "zip": "people.zip"} | {
    f"vcard {n}.{m}": "x.vcf" for n, m in ("21", "30", "40")
}
# What breaks parsers: markers, escapes, folds, quotes, brackets, encodings, at any place.
SPLINTERS = [
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b"\r\n ", b"\r", b"\n", b"\x00", b'"', b"\\", b";",
    b":", b"=", b"=\r\n", b",", b"ENCODING=QUOTED-PRINTABLE", b";CHARSET=UTF-16", b";CHARSET=punycode",
    b";ENCODING=b", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x83\x5c",
    b"\x1b$B", b"^n",
    b"PHOTO:data:,", b"BDAY:", b"=80", b"TYPE=", b"%s%n", b"9" * 400, b";" * 300, b"N:", b"FN:",
    b"X-ABLabel:_$!<",
    b"\x85\xe2\x80\xa8", b"\t", b"item1.",
    b"{", b"}", b"[", b"]", b"[" * 2000, b'"\\ud800"', b"null", b"1e999", b"-", b'""', b'","', b" ::: ",
    b"* ", b"0/0/00", b"--02-30", b"PK\x05\x06", b"=1+1", b"'",
]  # fmt: skip


def mutate(dice: random.Random, data: bytes) -> bytes:
    """The same with one to twelve places changed, stuffed, cut out or doubled, and now and then cut off."""
    damaged = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(damaged) + 1)
        match dice.randrange(5):
            case 0:
                damaged[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                damaged[at:at] = dice.choice(SPLINTERS)
            case 2:
                del damaged[at : at + dice.randint(1, 40)]
            case 3:
                damaged[at:at] = damaged[at // 2 : at // 2 + dice.randint(1, 80)]
            case _:
                damaged = damaged[: max(1, at)] if dice.random() < 0.2 else damaged
    return bytes(damaged)


def damaged_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Kind and bytes of that many damaged files, as many of each kind."""
    dice, whole = random.Random(seed), sources()
    kinds = sorted(whole)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        source = dice.choice(whole[kind])
        if kind == "zip" and dice.random() < 0.5:
            yield kind, repacked(source, lambda member: mutate(dice, member))
        elif kind == "monica" and dice.random() < 0.6:
            yield kind, json.dumps(disturbed(dice, json.loads(source)), indent=1).encode()
        else:
            yield kind, mutate(dice, source)


def read(kind: str, data: bytes) -> tuple[Kind, bytes, Plan | None, list[Row]]:
    """What a file is, what is inside, how it is read, and its rows."""
    file = io.BytesIO(data)
    found = identify(data[: 1 << 20], NAMES.get(kind, "x.csv"), file=file)
    if not found.is_readable:
        return found, data, None, []
    if found.is_archive:
        try:
            data = b"".join(unpack(file, look_into(file)))
        except ArchiveRefused as refusal:
            return Kind(refusal.code), data, None, []
    plan = make_plan([data])
    if plan is None:
        return found, data, None, []
    plan = settle(plan, [data[plan.start.offset :]])
    return found, data, plan, list(rows(plan, [data[plan.begin(plan.start) :]]))


def check(kind: Kind, data: bytes, plan: Plan | None, found: list[Row]) -> None:
    """Every row is accounted for and fit to be stored; a file that is not read has its sentence."""
    if plan is None:
        assert kind.is_readable or kind.value in KINDS
        return
    assert Plan.from_json(plan.to_json()) == plan
    end = 0
    for number, row in enumerate(found, 1):
        assert row.number == number
        assert end <= row.end <= len(data) + 1
        check_row(row)
        end = row.end
    if found:
        middle = found[len(found) // 2]
        rest = rows(plan, [data[plan.begin(middle.after) :]], middle.after)
        assert list(rest) == found[middle.number :]


def check_row(row: Row) -> None:
    assert (row.card is None) != (row.refused is None)
    assert row.refused is None or (row.refused.code in CODES and row.refused.code != "unreadable")
    assert len(row.text) <= KEPT_CHARACTERS
    row.text.encode("utf-8")
    assert not INVISIBLE.search(row.text + (row.refused.detail if row.refused else ""))
    if row.card:
        assert row.card.name.strip()
        assert all(remark.code in CODES for remark in row.card.remarks)
        assert not any(INVISIBLE.search(text) for text in texts(astuple(replace(row.card, photo=None))))
        fingerprint(row.card)


def texts(value: Any) -> Iterator[str]:
    """Every text in nested tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)

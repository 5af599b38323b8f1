"""Whole files of every kind that Kith reads, to be damaged."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.contacts.imports.monica_making import (
    EMAIL,
    LINKEDIN,
    PHONE,
    contact,
    export,
    several,
    special,
    thing,
    way,
)

FIXTURES = Path(__file__).parent / "fixtures"
ODD_VALUES = 0.03
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1e300,
    10**40,
    "",
    "\ud800",
    "\x00\u202e",
    "2024-02-30",
    "x" * 3000,
    [],
    {},
]
ODD += [[[]], [None], {"properties": 7}, {"type": "contact", "values": [{}]}, "c-2", "d-1"]


def sources() -> dict[str, list[bytes]]:
    """Files by kind."""
    google = _fixtures("damage/google-*.csv")
    (outlook,), (thunderbird,), (windows,) = (
        _fixtures(f"damage/{name}.csv") for name in ("outlook", "thunderbird", "windows-mail")
    )
    loose, bare = _fixtures("damage/any.tsv", "damage/bare.csv")
    cards, connections = _fixtures("apple-30.vcf", "phone-21.vcf"), _fixtures("linkedin-2024.csv")
    return {
        "vcard 2.1": _fixtures("*-21.vcf", "shift-jis.vcf", "ansi-declared.vcf"),
        "vcard 3.0": _fixtures("*-30.vcf", "broken.vcf", "bom*.vcf", "utf16*.vcf", "fold*.vcf"),
        "vcard 4.0": _fixtures("*-40.vcf"),
        "linkedin": _fixtures("linkedin-*.csv"),
        "google": [*google, _in(google[0], "utf-16")],
        "outlook": [_in(outlook, "cp1252"), outlook.replace(b"\n", b"\r\n")],
        "thunderbird": [thunderbird, windows, _in(windows, "cp1252")],
        "any table": [loose, bare, loose.replace(b"\t", b";"), _in(loose, "utf-16")],
        "monica": [monica()],
        "zip": [archive(*cards), archive(*connections)],
    }


def _in(data: bytes, encoding: str) -> bytes:
    return data.decode().encode(encoding)


def _fixtures(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(FIXTURES.glob(pattern))]


def monica() -> bytes:
    """An export with everything in it that the reader knows."""
    ana = contact(
        "00000001-0000-4000-8000-000000000000",
        several(
            "contact_field", way("1", EMAIL, "a@example.org"), way("2", PHONE, "1"), way("3", LINKEDIN, "a")
        ),
        several("address", thing("4", name="Home", street="Rua 1", city="Lisboa", country="PT")),
        several("note", thing("5", body="a note\nof two lines"), thing("6", body="é \ud800")),
        several("call", thing("7", called_at="2024-01-05T20:00:00Z", content="The boat")),
        several("conversation", thing("8", happened_at="2024-01-06", messages=[thing("9", content="Hi")])),
        several("reminder", thing("10", initial_date="2024-06-01", title="Boat", frequency_type="year")),
        several("pet", thing("11", name="Rex", category="dog")),
        ["d-1", "p-1"],
        **{"first_name": "Ana", "last_name": "Lima", "tags": ["choir"], "stay_in_touch_frequency": 30},
        **{"birthdate": special("1980-03-22"), "first_met_through": "c-2", "is_dead": True},
    )
    ben = contact(
        "c-2", ["d-1"], first_name="Ben", last_talked_to="2024-01-01", birthdate=special("2024-02-29")
    )
    picture = "data:image/png;base64,iVBORw0KGgo="
    return export(
        several("contact", ana, ben),
        several("relationship", thing("r-1", type="friend", contact_is="c-2", of_contact=ana["uuid"])),
        several("activity", thing("d-1", summary="Dinner", happened_at="2024-02-10")),
        several("photo", thing("p-1", dataUrl=picture)),
        journal=1,
    )


def disturbed(dice: random.Random, value: Any) -> Any:
    """The same JSON, whole as such, with some of its values exchanged, dropped or doubled."""
    if dice.random() < ODD_VALUES:
        return dice.choice(ODD)
    if isinstance(value, dict):
        return {k: disturbed(dice, v) for k, v in value.items() if dice.random() > ODD_VALUES}
    if isinstance(value, list):
        kept = [disturbed(dice, one) for one in value]
        return kept + kept[:1] if dice.random() < ODD_VALUES else kept
    return value


def archive(*members: bytes) -> bytes:
    """A ZIP of cards, or of LinkedIn's list where it holds a table."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, data in enumerate(members):
            name = f"{number}.vcf" if b"VCARD" in data.upper() else "Connections.csv"
            opened.writestr(name, data)
    return packed.getvalue()


def repacked(data: bytes, damage: Callable[[bytes], bytes]) -> bytes:
    """A whole archive whose members are damaged, which gets further than one that cannot be opened."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return archive(*(damage(opened.read(name)) for name in opened.namelist()))

"""Monica exports for tests: the shape its version 4 writes, with people of our own."""

from __future__ import annotations

import json
from typing import Any

EMAIL, PHONE, LINKEDIN, TELEGRAM = "t-email", "t-phone", "t-linkedin", "t-telegram"
TYPES = [(EMAIL, "Email", "email", "mailto:"), (PHONE, "Phone", "phone", "tel:")]
TYPES += [(LINKEDIN, "LinkedIn", None, None), (TELEGRAM, "Telegram", None, "telegram:")]
WRITTEN = "2024-03-01T09:30:00.000000Z"


def thing(uuid: str, **told: Any) -> dict[str, Any]:
    return {"uuid": uuid, "created_at": WRITTEN, "updated_at": WRITTEN, "properties": told}


def several(kind: str, *values: Any) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def special(day: str, *, yearless: bool = False, by_age: bool = False) -> dict[str, Any]:
    return {"date": f"{day}T00:00:00.000000Z", "is_year_unknown": yearless, "is_age_based": by_age}


def contact(uuid: str, *parts: Any, **told: Any) -> dict[str, Any]:
    """`parts` are the collections and lists of uuids that belong to them."""
    told = {"is_partial": False, "is_active": True, "is_dead": False, "number_of_views": 3, **told}
    return {**thing(uuid, **told), "data": list(parts)}


def way(uuid: str, kind: str, said: str) -> dict[str, Any]:
    return thing(uuid, data=said, type=kind)


def export(*parts: Any, journal: int = 0) -> bytes:
    """`parts` stand in the account as collections; contact field types come after them."""
    kinds = [
        thing(uuid, name=name, type=kind, protocol=protocol, delible=kind is None)
        for uuid, name, kind, protocol in TYPES
    ]
    account = {
        "uuid": "a-1",
        "data": [several("user", thing("u-1", locale="en")), *parts],
        "properties": {"journal_entries": [thing(f"j-{n}", post="a day") for n in range(journal)]},
        "instance": {
            "contact_field_types": kinds,
            "genders": [thing("g-w", name="Woman", type="F")],
            "life_event_types": [thing("l-moved", name="moved")],
        },
    }
    whole = {"version": "1.0-preview.1", "app_version": "4.1.2", "export_date": WRITTEN, "account": account}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")

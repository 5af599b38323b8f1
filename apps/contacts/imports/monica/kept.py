"""Whatever else Monica keeps of a person: what Kith has no place of its own for stays with them as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.contacts.imports.monica.values import Sayings, line, properties, uuid_in


def gift(value: Any, sayings: Sayings) -> None:
    told = properties(value)
    status = line(told.get("status"))
    about = (
        told.get("name"),
        told.get("comment"),
        told.get("url"),
        told.get("amount"),
        _day(told.get("date")),
    )
    sayings.keep(f"gift {status}".strip(), *about)


def debt(value: Any, sayings: Sayings) -> None:
    told = properties(value)
    sum_ = " ".join(filter(None, (line(told.get("amount")), line(told.get("currency")))))
    whose = "i owe" if told.get("in_debt") is True else "owes me"
    sayings.keep(whose, sum_, told.get("reason"), told.get("status"))


def task(value: Any, sayings: Sayings) -> None:
    told = properties(value)
    done = told.get("completed") is True
    sayings.keep("task done" if done else "task", told.get("title"), told.get("description"))


def pet(value: Any, sayings: Sayings) -> None:
    told = properties(value)
    sayings.keep("pet", told.get("name"), told.get("category"))


def life_event(value: Any, types: Mapping[str, dict[str, str]], sayings: Sayings) -> None:
    told = properties(value)
    kind = types.get(line(told.get("type")), {})
    what = kind.get("name") or kind.get("translation_key", "").replace("_", " ")
    details = told.get("specific_information")
    sayings.keep(
        "life event", _day(told.get("happened_at")), told.get("name") or what, told.get("note"), details
    )


def document(value: Any, names: Mapping[str, str], sayings: Sayings) -> None:
    """Kith keeps no documents; that there was one is said."""
    name = names.get(uuid_in(value), "")
    sayings.say("document_left", name)
    sayings.keep("document", name)


def unknown(kind: str, value: Any, sayings: Sayings) -> None:
    """A collection of a later version: its texts are kept under its name."""
    told = properties(value) or value
    parts = list(told.values()) if isinstance(told, dict) else [told]
    sayings.keep(kind.replace("_", " ")[:60] or "monica", *parts)


def _day(value: Any) -> str:
    return line(value)[:10]

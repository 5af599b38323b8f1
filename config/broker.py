"""Kith's one Redis address, in the two dialects its libraries speak."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit


def broker_url(redis_url: str) -> str:
    """The address for Celery: kombu spells a socket `redis+socket://…?virtual_host=0`.

    Empty when there is no broker; pages work then, and mail waits for its sweep.
    """
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    login = f":{parts.password}@" if parts.password else ""
    number = parse_qs(parts.query).get("db", ["0"])[0]
    return f"redis+socket://{login}{parts.path}?virtual_host={number}"

"""Services and an empty database of its own, for drills and benchmarks."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config.embedded import Services, state_dir


@contextmanager
def services(folder: str, *, durable: bool) -> Iterator[dict[str, str]]:
    """The environment of services in `var/<folder>`; those with an address already are used as they are."""
    with Services(state_dir() / folder, durable=durable, mailbox=False) as found:
        yield dict(os.environ) | found | {"DJANGO_SETTINGS_MODULE": "config.settings"}


@contextmanager
def database(name: str, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """An empty database beside the one of DATABASE_URL, dropped at the end."""
    address = urlsplit(environment["DATABASE_URL"])
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as server:
        drop(server, name)  # left by a run that was killed
        server.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield environment | {"DATABASE_URL": urlunsplit(address._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as server:
            drop(server, name)


def drop(server: psycopg.Connection[Any], name: str, *, seconds: float = 60) -> None:
    """Drop a database, whoever uses it; a vacuum of it, which only a superuser may end, is waited for."""
    until = time.monotonic() + seconds
    while True:
        try:
            server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
            return
        except psycopg.errors.InsufficientPrivilege:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)

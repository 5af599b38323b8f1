"""Scenario 12 at large: every link of 1,000 mails is fetched ten times by GET and HEAD; nothing changes.

The mails are of every kind there is, sent over real SMTP; the site is a real web process. Beside their links
go those that members hand on themselves, and every address on the pages behind them. Each link is opened in
Chromium too, scripts running; of each kind a few are left open until nothing more is asked for.
"""

from __future__ import annotations

import http.client
import logging
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import sync_playwright

from apps.core.outbox import Outbox, State
from apps.core.sending import Pause, Round
from config.embedded import REPOSITORY
from tests.fingerprints import changed, tables
from tests.handing import all_urls
from tests.mailing import MAKERS, an_asker, links_of, put_one
from tests.scanning import scan
from tests.smtp import MailServer

MAILS, TIMES = 1_000, 10
SETTLED_OF_EACH = 4
HANDING_MEMBERS = 5
PATIENCE_SECONDS = 60.0


def run() -> dict[str, Any]:
    """Figures of the drill."""
    logging.getLogger("mail.log").setLevel("WARNING")  # it tells every line of SMTP
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the synchronous browser runs a loop
    port = free_port()
    settings.PUBLIC_URL = f"http://localhost:{port}"
    mailed = links_by_kind()
    handed = [url for number in range(HANDING_MEMBERS) for url in handed_on(number)]
    links = list(dict.fromkeys([*(each for found in mailed.values() for each in found), *handed]))
    with web(port):
        before, started = tables(), time.monotonic()
        statuses = scan(links, Browserless(port).fetch, times=TIMES)
        seconds = time.monotonic() - started
        fetched = changed(before)
        rendered, complaints = render(mailed, handed)
        by_scripts = changed(before)
    return {
        "passed": not fetched and not by_scripts and max(statuses) < 500 and not complaints,
        "mails": Outbox.objects.filter(state=State.SENT).count(),
        "kinds": len(mailed),
        "links": len(links),
        "fetches": sum(statuses.values()),
        "statuses": {str(status): number for status, number in sorted(statuses.items())},
        "tables_changed_by_fetching": fetched,
        "rendered": rendered,
        "tables_changed_by_rendering": by_scripts,
        "complaints": complaints[:5],
        "seconds": round(seconds, 1),
    }


def links_by_kind() -> dict[str, list[str]]:
    """A thousand mails, of each kind alike many, put as the program does and sent over SMTP; their links."""
    number = 0
    while Outbox.objects.count() < MAILS:
        put_one(list(MAKERS)[number % len(MAKERS)], timezone.now())
        number += 1
    kinds = {row.message_id: row.kind for row in Outbox.objects.all()}
    server = MailServer().start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    while Outbox.objects.filter(state=State.DUE).exists():
        Round(timezone.now, pause=Pause(), seconds=20).run()
    server.stop()
    found: dict[str, dict[str, None]] = {}
    for each in server.received:
        message = each.message
        found.setdefault(kinds[message["Message-ID"]], {}).update(dict.fromkeys(links_of(message)))
    return {kind: list(links) for kind, links in found.items()}


def handed_on(number: int) -> list[str]:
    """The addresses that one member hands on, of every purpose."""
    return all_urls(an_asker(100_000 + number), now=timezone.now())


class Browserless:
    """Fetches as a scanner does: one connection, no cookies, no redirects followed."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.line = http.client.HTTPConnection("localhost", port, timeout=30)

    def fetch(self, method: str, url: str) -> tuple[int, str]:
        """One fetch; again where the server had closed the line."""
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        for last_try in (False, True):
            try:
                self.line.request(method, path, headers={"User-Agent": "a machine"})
                answer = self.line.getresponse()
                return answer.status, answer.read().decode(errors="replace")
            except (http.client.HTTPException, ConnectionError):
                self.line.close()
                if last_try:
                    raise
        raise AssertionError


def render(mailed: dict[str, list[str]], handed: list[str]) -> tuple[int, list[str]]:
    """Each in Chromium, scripts running, some of each kind allowed to settle; what it complained of."""
    settled = {*handed, *(url for links in mailed.values() for url in links[:SETTLED_OF_EACH])}
    chosen = dict.fromkeys([*(url for links in mailed.values() for url in links), *handed])
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("KITH_BROWSER"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        pages = [url for url in chosen if not re.search(r"\.(ics|vcf)$", url)]
        for url in pages:
            page.goto(url, wait_until="networkidle" if url in settled else "load")
        browser.close()
    return len(pages), complaints


@contextmanager
def web(port: int) -> Iterator[None]:
    """The site's web process, as `make run` starts it."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--log-level", "error", "config.wsgi:application"]
    more = {"PUBLIC_URL": settings.PUBLIC_URL, "KITH_RELAX_LIMITS": "1"}
    process = subprocess.Popen(command, cwd=REPOSITORY, env=os.environ | more)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        connections.close_all()


def wait_for(port: int) -> None:
    """Return once somebody listens there."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("the web process does not listen")


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""A real browser, and a real site: `config.up` with its beat, worker, outbox and mailbox."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from config.mailbox import Caught, messages
from tests.e2e.journeys import PASSWORD, WALKED, sign_in
from tests.e2e.looking import WIDTHS, Complaints, picture

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Seat = tuple[Page, Complaints]
DEMO, EMPTY = "demo@kith.example", "empty@example.org"
PATIENCE = 180  # seconds; on a machine that does much else a start or a command may take long


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    path = os.environ.get("KITH_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(base_url, width="phone", …)`: a page; what its browser complains of fails the test."""
    contexts: list[tuple[BrowserContext, Complaints]] = []

    def open_page(base_url: str, *, width: str = "wide", scheme: str = "light", **more: Any) -> Page:
        context = browser.new_context(
            base_url=base_url, viewport=WIDTHS[width], color_scheme=scheme, locale="en-GB", **more
        )
        contexts.append((context, Complaints(context)))
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_page
    for context, _ in contexts:
        context.close()
    for _, complaints in contexts:
        complaints.none()


@dataclass
class Site:
    """A running `make run`, on a port and state folder of its own."""

    url: str
    state: Path
    process: subprocess.Popen[str]
    environ: dict[str, str]

    def mail_to(self, address: str, *, after: int = 0, seconds: float = 30) -> Caught:
        """Wait for the newest message to that address, beyond the first `after` ones."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [mail for mail in messages(self.state) if address in mail.recipients]
            if len(found) > after:
                return found[0]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} within {seconds} s")

    def manage(self, *arguments: str) -> str:
        """Run `manage.py …` beside the site; what it printed."""
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything from nothing, as a newcomer gets it; its clock ticks every two seconds."""
    state, port = tmp_path_factory.mktemp("site"), free_port()
    kept = {key: value for key, value in os.environ.items() if not re.match(OURS, key)}
    environ = kept | {
        "KITH_STATE_DIR": str(state),
        "PORT": str(port),
        "KITH_TICK": "2",
        "KITH_RELAX_LIMITS": "1",
        "KITH_OPERATORS": DEMO,
    }
    log = (state / "site.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "config.up"],
        cwd=settings.BASE_DIR,
        env=environ,
        stdout=log,
        stderr=log,
        text=True,
    )
    running = Site(f"http://localhost:{port}", state, process, environ)
    try:
        wait_until_live(running, state / "site.log")
        yield running
        # after all journeys: rhythm and search of everybody as if computed anew
        running.manage("shell", "-c", "from tests.recomputing import assert_nothing_differs as a; a()")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


OURS = (
    r"(DATABASE_URL|REDIS_URL|EMAIL_URL|SECRET_KEY|PUBLIC_URL|PORT|DJANGO_SETTINGS|"
    r"KITH_(?!BROWSER|PG_BIN|VALKEY_BIN))"
)


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_live(site: Site, log: Path, seconds: float = PATIENCE) -> None:
    """Return once the site answers; fail with its log when it does not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and site.process.poll() is None:
        try:
            with urllib.request.urlopen(site.url + "/health/live", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture
def screen() -> Callable[[Page, str], None]:
    """Keep a picture of the page under var/screens/."""
    return picture


@pytest.fixture(scope="session")
def empty_books(site: Site) -> Iterator[str]:
    """Addresses of members with nobody in their book, made many at once: a command costs seconds."""

    def each() -> Iterator[str]:
        while True:
            emails = [f"book-{time.time_ns()}-{number}@example.org" for number in range(16)]
            made = f"from tests.e2e.planting import welcome; welcome({emails})"
            site.manage("shell", "-v0", "-c", made)
            yield from emails

    return each()


@pytest.fixture(params=WALKED)
def walked(request: Any, site: Site, opened: Callable[..., Page], empty_books: Iterator[str]) -> Page:
    """A fresh member's page, for a journey: on a phone, and with KITH_EVERY_WIDTH on a wide screen too."""
    page = opened(site.url, width=request.param, reduced_motion="reduce")
    sign_in(page, next(empty_books))
    return page


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> Callable[[str], Any]:
    """`signed_in(DEMO)`: the cookies of that member, made and signed in once; for `storage_state=`."""
    kept: dict[str, Any] = {}

    def cookies_of(email: str) -> Any:
        if email not in kept:
            made = ("demo",) if email == DEMO else ("add_member", email)
            site.manage(*made, "--password", PASSWORD)
            context = browser.new_context(base_url=site.url)
            sign_in(context.new_page(), email)
            kept[email] = context.storage_state()
            context.close()
        return kept[email]

    return cookies_of


@pytest.fixture(scope="session")
def seats(site: Site, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[dict[str, Seat]]:
    """A page each for the demo member, an empty member, a newcomer whose book fills, and a passer-by."""
    who = {"demo": DEMO, "empty": EMPTY, "newcomer": "newcomer@example.org", "nobody": None}
    taken = Seats(site, browser, signed_in, who)
    yield taken
    taken.close()


class Seats(dict[str, Seat]):
    """Pages that stay open from test to test; each is made when it is first asked for."""

    def __init__(self, site: Site, browser: Browser, signed_in: Any, who: dict[str, str | None]) -> None:
        super().__init__()
        self.site, self.browser, self.signed_in, self.who = site, browser, signed_in, who

    def __missing__(self, name: str) -> Seat:
        email = self.who[name]
        context = self.browser.new_context(
            base_url=self.site.url,
            storage_state=self.signed_in(email) if email else None,
            locale="en-GB",
            reduced_motion="reduce",
        )
        self[name] = seat = context.new_page(), Complaints(context)
        return seat

    def close(self) -> None:
        """Leave them all."""
        for page, _ in self.values():
            page.context.close()


def taken(name: str) -> Callable[..., Iterator[Page]]:
    """A fixture: that seat's page, wide again; what its browser complains of fails the test."""

    def take(seats: dict[str, Seat]) -> Iterator[Page]:
        page, complaints = seats[name]
        complaints.heard.clear()
        page.set_viewport_size(WIDTHS["wide"])
        yield page
        complaints.none()

    return take


demo = pytest.fixture(taken("demo"))
newcomer = pytest.fixture(taken("newcomer"))
nobody = pytest.fixture(taken("nobody"))


@pytest.fixture(scope="session")
def planted(site: Site, signed_in: Callable[[str], Any]) -> dict[str, Any]:
    """Keys of the demo member's rows, one of each kind; lists have somebody difficult in them."""
    signed_in(DEMO)
    return dict(
        json.loads(
            site.manage("shell", "-v0", "-c", f"from tests.e2e.planting import plant; plant('{DEMO}')")
        )
    )

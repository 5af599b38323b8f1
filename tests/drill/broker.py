"""D3: the broker is emptied, killed and brought back while mail is put and pages are asked for.

A broker, a worker, beat and a web server of the drill's own. Nothing may be lost, no page may fail
or wait, and what was put while nobody could be woken follows within a minute of the broker's return.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.utils import timezone
from redis import Redis

from apps.core.outbox import put
from config.broker import broker_url
from config.celery import app
from config.embedded import REPOSITORY
from config.embedded.binaries import valkey_server
from config.up import commands
from tests.smtp import MailServer

A_BATCH, FLUSHES = 20, 10
MAILS = A_BATCH * (FLUSHES + 1)
A_MINUTE = 62  # beat's tick, and a breath to send
PAGES = ("/", "/accounts/login/", "/promises/")


def run() -> dict[str, Any]:
    """Figures of the drill."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        mail = MailServer().start()
        stack.callback(mail.stop)
        redis_url = f"unix://{folder}/broker.sock?db=0"
        app.conf.broker_url = app.conf.broker_write_url = broker_url(redis_url)
        os.environ["KITH_LOG_LEVEL"] = "ERROR"
        environment = os.environ | {"REDIS_URL": redis_url, "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}"}
        broker = stack.enter_context(running(broker_command(folder), environment))
        port = free_port()
        for command in commands(port, folder).values():  # web, worker and beat, as `make run` starts them
            stack.enter_context(running([sys.executable, *command], environment))
        figures = emptied(mail, folder)
        broker.kill()
        broker.wait()
        figures |= while_away(f"http://127.0.0.1:{port}")
        stack.enter_context(running(broker_command(folder), environment))
        figures |= after_return(mail)
    in_order = not figures["lost"] and not figures["failed_pages"]
    is_quick = figures["seconds_after_return"] <= A_MINUTE and figures["slowest_page"] <= 1
    return {"passed": in_order and is_quick} | figures


def emptied(mail: MailServer, folder: Path) -> dict[str, Any]:
    """The broker loses all it has, ten times, while mail is put."""
    for turn in range(FLUSHES):
        put_batch(f"emptied{turn}")
        Redis(unix_socket_path=f"{folder}/broker.sock").flushall()
    seconds = seconds_until(lambda: len(mail.copies()) == FLUSHES * A_BATCH, 90)
    return {"seconds_after_ten_flushes": seconds}


def while_away(site: str) -> dict[str, Any]:
    """Nobody can be woken: mail is put and pages are asked for all the same."""
    began = time.monotonic()
    put_batch("away")
    seconds_to_put = time.monotonic() - began
    pages = [page(site + path) for _ in range(5) for path in PAGES]
    return {
        "seconds_to_put_20_while_away": round(seconds_to_put, 2),
        "failed_pages": sum(status >= 400 for status, _ in pages),
        "slowest_page": round(max(seconds for _, seconds in pages), 2),
    }


def after_return(mail: MailServer) -> dict[str, Any]:
    """The broker is back, empty."""
    seconds = seconds_until(lambda: len(mail.copies()) == MAILS, 120)
    copies = mail.copies()
    return {
        "seconds_after_return": seconds,
        "lost": MAILS - len(copies),
        "extra_copies": copies.total() - len(copies),
    }


def put_batch(name: str) -> None:
    """Twenty mails, each in a transaction of its own, as twenty forms would."""
    for number in range(A_BATCH):
        put(
            key=f"{name}:{number}",
            kind="account:password_changed",
            recipient=f"{name}{number}@example.org",
            now=timezone.now(),
        )


def seconds_until(is_so: Callable[[], bool], patience: float) -> float:
    """How long it took."""
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < patience:
        time.sleep(0.1)
    return round(time.monotonic() - began, 1)


def page(url: str) -> tuple[int, float]:
    """Status and seconds of one page."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            status = answer.status
            answer.read()
    except urllib.error.HTTPError as error:
        status = error.code
    return status, time.monotonic() - began


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process and whatever it starts, ended together."""
    silence = subprocess.DEVNULL  # they complain, as they should
    process = subprocess.Popen(
        command, env=environment, cwd=REPOSITORY, start_new_session=True, stdout=silence, stderr=silence
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def broker_command(folder: Path) -> list[str]:
    place = ["--unixsocket", f"{folder}/broker.sock", "--dir", str(folder)]
    return [str(valkey_server()), "--port", "0", "--save", "", "--loglevel", "warning", *place]


def free_port() -> int:
    with socket.socket() as once:
        once.bind(("127.0.0.1", 0))
        port: int = once.getsockname()[1]
        return port

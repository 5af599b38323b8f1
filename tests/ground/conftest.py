"""Each test of the ground has a state folder of its own, and leaves nothing behind."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.places import PRIVATE_ROOT, Places
from tests.ground.trial import OURS, Site, eventually, free_port, kill, running


@pytest.fixture(autouse=True, scope="module")
def _newcomer() -> Iterator[None]:
    """The addresses of the test run's own services are not for these tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in OURS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder that the server's user can reach, as in a checkout anywhere but under /root."""
    yield from _fresh_state()


@pytest.fixture(scope="module")
def shared_state() -> Iterator[Path]:
    """A state folder for all tests of a module."""
    yield from _fresh_state()


@pytest.fixture(scope="module")
def site(shared_state: Path) -> Iterator[Site]:
    """A running site, shared by the tests of a module."""
    started = Site(shared_state, free_port())
    try:
        started.wait_until_ready()
        yield started
    finally:
        if started.process.poll() is None:
            started.end()


def _fresh_state() -> Iterator[Path]:
    above = Path(tempfile.mkdtemp(prefix="kith-ground-", dir="/tmp"))
    above.chmod(0o711)
    state = above / "var"
    state.mkdir(mode=0o711)
    yield state
    for used in [path.parent.resolve() for path in above.rglob("pids")]:
        _end_what_runs(used)
        sockets = Places.of(used).sockets
        shutil.rmtree(sockets, ignore_errors=True)
        shutil.rmtree(PRIVATE_ROOT / sockets.name, ignore_errors=True)
    shutil.rmtree(above)


def _end_what_runs(state: Path) -> None:
    """What a failed test left; a passed one has left nothing."""
    pids = {int(path.read_text()) for path in (state / "pids").glob("*")}
    if not eventually(lambda: not running(pids), seconds=1):
        for pid in running(pids):
            kill(pid)

"""Where the embedded services keep data, secrets and sockets."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from config.embedded.processes import Account, ServiceError, can_enter, server_account

REPOSITORY = Path(__file__).resolve().parents[2]
# Not $TMPDIR: two shells with different ones must find the same sockets, and macOS's is too long.
SOCKETS_ROOT = Path("/tmp")
PRIVATE_ROOT = Path("/var/lib")


def state_dir() -> Path:
    """`$KITH_STATE_DIR`, else `var/` in the checkout; absolute, perhaps not there yet."""
    return Path(os.environ.get("KITH_STATE_DIR") or REPOSITORY / "var").resolve()


@dataclass(frozen=True)
class Places:
    """The folders of one state folder's services.

    `state` holds data and secrets; `sockets` is short, because a Unix socket's path ends at 104 bytes;
    `account` is whom Postgres runs as, None for ourselves.
    """

    state: Path
    sockets: Path
    account: Account | None

    @classmethod
    def of(cls, state: Path) -> Places:
        """The places of a state folder; touches nothing."""
        tag = hashlib.sha256(os.fsencode(state)).hexdigest()[:8]
        return cls(state, SOCKETS_ROOT / f"kith-{os.geteuid()}-{tag}", server_account())

    def make(self) -> None:
        """Make the folders; raises ServiceError where they are not ours to use."""
        # as root the server's user must be able to pass through, not to look
        mode = 0o711 if self.account else 0o700
        with contextlib.suppress(PermissionError):
            self.state.mkdir(mode=mode, parents=True, exist_ok=True)
        if not os.access(self.state, os.W_OK | os.X_OK):
            raise ServiceError(
                f"{self.state} is not yours to write in; set KITH_STATE_DIR to another folder."
            )
        self.pids.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=mode)
        found = self.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise ServiceError(f"{self.sockets} belongs to someone else; remove it, or set KITH_STATE_DIR.")
        self.sockets.chmod(mode)

    @property
    def pids(self) -> Path:
        """One file per running process, its name the process's, its content the pid."""
        return self.state / "pids"

    @property
    def server_home(self) -> Path:
        """Where Postgres keeps its data: the state folder, unless its user cannot get there.

        That is so for root with a checkout under /root, which stays as private as it was.
        """
        if self.account is None or can_enter(self.state, self.account):
            return self.state
        home = PRIVATE_ROOT / self.sockets.name
        home.mkdir(mode=0o711, exist_ok=True)
        return home

    def folder_for_server(self, path: Path) -> Path:
        """Make `path` a folder that belongs to the server's user alone."""
        path.mkdir(mode=0o700, exist_ok=True)
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)
        return path

    def secret(self, name: str) -> str:
        """The random secret kept in the state folder under `name`, made on first use (mode 0600)."""
        path = self.state / name
        if not path.exists():
            write_private(path, secrets.token_hex(32))
        return path.read_text()


def write_private(path: Path, text: str, owner: Account | None = None) -> None:
    """Write a file that only its owner may read; complete or not there at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if owner:
        os.chown(fresh, owner.uid, owner.gid)
    fresh.rename(path)

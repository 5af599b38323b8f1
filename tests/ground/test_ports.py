"""The port is checked before anything starts: the web server itself would share it in silence."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from config.embedded import ServiceError
from config.ports import is_live, refuse_if_taken, wanted_port
from tests.ground.trial import free_port


@contextmanager
def listening(host: str, *, family: int = socket.AF_INET, shared: bool = False) -> Iterator[int]:
    with socket.socket(family) as server:
        if shared:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind((host, 0))
        server.listen()
        yield server.getsockname()[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_taken_port_names_the_way_out(host: str) -> None:
    with listening(host) as port, pytest.raises(ServiceError) as refused:
        refuse_if_taken(port)
    assert str(refused.value) == (
        f"Port {port} is in use. Stop what listens there, or: make run PORT={port + 1}"
    )


def test_port_that_another_server_is_willing_to_share_is_taken() -> None:
    with listening("127.0.0.1", shared=True) as port, pytest.raises(ServiceError, match="in use"):
        refuse_if_taken(port)


def test_port_taken_on_ipv6_alone_is_taken() -> None:
    with (
        suppress(OSError),
        socket.socket(socket.AF_INET6) as probe,
    ):  # a machine without IPv6 has no such case
        probe.bind(("::1", 0))
        probe.listen()
        with pytest.raises(ServiceError, match="in use"):
            refuse_if_taken(probe.getsockname()[1])


def test_free_port_is_not_refused_even_right_after_use() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # the server's side closes first and waits in the kernel
        client.close()
    refuse_if_taken(port)


@pytest.mark.parametrize(("given", "port"), [(None, 8000), ("", 8000), ("8001", 8001), ("65535", 65535)])
def test_port_comes_from_the_environment(given: str | None, port: int) -> None:
    assert wanted_port(given) == port


@pytest.mark.parametrize("given", ["0", "65536", "-1", "http", "8000 ", "٨٠٠٠", "80.5"])
def test_what_is_no_port_is_a_sentence(given: str) -> None:
    with pytest.raises(ServiceError, match="must be a number from 1 to 65535"):
        wanted_port(given)


if os.geteuid() != 0:  # root may use every port

    def test_port_of_the_system_is_a_sentence() -> None:
        with pytest.raises(ServiceError, match="choose one above 1023"):
            refuse_if_taken(81)


@pytest.mark.parametrize(
    ("answer", "live"),
    [(b"HTTP/1.1 200 OK", True), (b"HTTP/1.1 301 https", True), (b"HTTP/1.1 503 Away", False), (b"", False)],
)
def test_site_is_live_when_it_answers(answer: bytes, live: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer_once() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(answer + b"\r\n\r\n")

        threading.Thread(target=answer_once).start()
        assert is_live(server.getsockname()[1]) is live


def test_nothing_listening_is_not_live() -> None:
    assert not is_live(free_port())

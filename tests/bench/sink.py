"""Mail servers to measure against, each a process of its own: `python -m tests.bench.sink bare|aiosmtpd`.

`bare` answers 250 to everything and reads no more than it must: it is the fastest server there is,
so a client's own work weighs most against it. Both print their port.
"""

from __future__ import annotations

import asyncio
import sys


class Bare(asyncio.Protocol):
    """Just enough SMTP for one client that makes no mistakes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.in_message, self.seen = False, b""
        self.transport.write(b"220 bare\r\n")

    def data_received(self, data: bytes) -> None:
        self.seen += data
        while True:
            end = self.seen.find(b"\r\n.\r\n" if self.in_message else b"\r\n")
            if end < 0:
                return
            line, self.seen = self.seen[:end], self.seen[end + (5 if self.in_message else 2) :]
            if self.in_message:
                self.in_message = False
                self.transport.write(b"250 taken\r\n")
            elif line[:4].upper() == b"DATA":
                self.in_message = True
                self.transport.write(b"354 go on\r\n")
            elif line[:4].upper() == b"QUIT":
                self.transport.write(b"221 bye\r\n")
                self.transport.close()
            else:
                self.transport.write(b"250 bare\r\n")


class Forgetful:
    """For aiosmtpd: takes every message and keeps none."""

    async def handle_DATA(self, *_: object) -> str:
        return "250 taken"


async def serve(kind: str) -> None:
    """Answer until killed."""
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    factory = Bare if kind == "bare" else lambda: SMTP(Forgetful(), loop=loop)
    server = await loop.create_server(factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))

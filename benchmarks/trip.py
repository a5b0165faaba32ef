"""A longer way to a server: what each side sends arrives later at the other."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65536


class Trip:
    """A port of this machine that leads to another one.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        time: Milliseconds there and back, for all that is sent from now on.
    """

    def __init__(self, server: int) -> None:
        self.time = 0.0
        self.port = 0
        self._server = server
        self._connections: set[asyncio.Task[None]] = set()

    async def listen(self) -> None:
        """Listen from now on."""
        listening = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.ensure_future(self._connect(reader, writer))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", self._server)
        await asyncio.gather(self._carry(reader, there[1]), self._carry(there[0], writer))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one direction: all of it takes as long, however much is on its way."""
        now = asyncio.get_running_loop().time
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            data = b"-"
            while data:
                due, data = await on_its_way.get()
                await asyncio.sleep(due - now())
                writer.write(data)
                await writer.drain()
            writer.close()

        delivery = asyncio.ensure_future(deliver())
        data = b"-"
        while data:
            # Whoever has gone sends no more, however they went.
            data = b""
            with suppress(ConnectionError):
                data = await reader.read(CHUNK)
            on_its_way.put_nowait((now() + self.time / 2000, data))
        with suppress(ConnectionError):
            await delivery


@contextmanager
def longer_trip(server: int) -> Iterator[Trip]:
    """A port that leads to the server on another port, for the length of the context."""
    trip, ready, ended = Trip(server), threading.Event(), asyncio.Event()
    loops = []

    async def lead() -> None:
        loops.append(asyncio.get_running_loop())
        await trip.listen()
        ready.set()
        await ended.wait()

    thread = threading.Thread(target=asyncio.run, args=(lead(),))
    thread.start()
    ready.wait()
    try:
        yield trip
    finally:
        # Which ends whatever connection is open.
        loops[0].call_soon_threadsafe(ended.set)
        thread.join()

"""A forked kernel's process, as its client sees it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
from typing import TYPE_CHECKING, Any

from studywidgets.execution.forkserver.connection import CannotForkError, ServerGoneError
from studywidgets.execution.forkserver.order import ANSWER_LIMIT, FAREWELL

if TYPE_CHECKING:
    import socket

ANSWER = 5
"""Seconds within which a keeper that is alive has done what it is asked to."""


class ForkedProcess:
    """What provisioners use of `subprocess.Popen`, for a process whose parent is a keeper.

    Attributes:
        pid: Its number, which is that of its process group, too; 0 before it is there.
        returncode: Its exit code, negative for a signal; None while it runs.
        peak: The most memory that it had at a time, in bytes, with what it shared; 0 at first.
        stdin: None: no pipe leads to it or from it.
        stdout: Likewise.
        stderr: Likewise.
    """

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket) -> None:
        """Take over the client's end of the channel to the keeper."""
        channel.settimeout(0)
        self._channel = channel
        self._unanswered = 0
        self._keeper = 0
        self.pid = 0
        self.returncode: int | None = None
        self.peak = 0

    async def started(self) -> None:
        """Wait until it is there.

        Raises:
            CannotForkError: It can't be forked.
            OSError: It could not be started in another way either.
        """
        while (answer := self._receive()) is None:
            await self._readable()
        if not answer:
            raise ServerGoneError
        if "failed" in answer:
            raise CannotForkError(answer["failed"])
        if "refused" in answer:
            raise OSError(*answer["refused"])
        self.pid = answer["pid"]
        self._keeper = answer["keeper"]

    def poll(self) -> int | None:
        """Its exit code, once it has ended."""
        while self.returncode is None and (answer := self._receive()) is not None:
            if "signal" in answer:
                self._unanswered -= 1
                continue
            self.peak = answer.get("peak", 0)
            self.returncode = answer.get("code", -signal.SIGKILL)
            if not answer:
                # Somebody killed the keeper, which kills the kernel, but not what that started.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.pid, signal.SIGKILL)
        return self.returncode

    async def ended(self) -> int:
        """Wait until it has ended; returns its exit code."""
        while (code := self.poll()) is None:
            await self._readable()
        return code

    def wait(self) -> int:
        """As `ended`, where there is no event loop."""
        while (code := self.poll()) is None:
            readable = select.poll()
            readable.register(self._channel, select.POLLIN)
            readable.poll()
        return code

    async def signal(self, number: int) -> None:
        """Send a signal to its process group; it has been delivered when this returns."""
        self._tell(bytes([number]))
        self._unanswered += 1
        try:
            await asyncio.wait_for(self._answered(), ANSWER)
        except asyncio.TimeoutError:
            self._end_keeper()

    async def _answered(self) -> None:
        while self.poll() is None and self._unanswered:
            await self._readable()

    async def release(self) -> None:
        """End it, if it still runs, and wait until nothing is there any more that it started."""
        if self._channel.fileno() < 0:
            return
        self._tell(FAREWELL)
        try:
            await asyncio.wait_for(self._let_go(), ANSWER)
        except asyncio.TimeoutError:
            self._end_keeper()
        self.close()

    async def _let_go(self) -> None:
        await self.ended()
        while self._receive() != {}:
            await self._readable()

    def _end_keeper(self) -> None:
        """End a keeper that a cell has stopped; the kernel goes with it, the rest by the server."""
        # As long as the channel is open, the number is the keeper's.
        if self.poll() is None or self._receive() is None:
            os.kill(self._keeper, signal.SIGKILL)

    async def abandon(self) -> None:
        """End it, which may not be there yet, and wait until nothing is there any more."""
        self._tell(FAREWELL)
        while self._receive() != {}:
            await self._readable()

    def close(self) -> None:
        """Close the channel, on which the keeper ends the process, if it still runs."""
        self._channel.close()

    def _tell(self, message: bytes) -> None:
        # A keeper that is gone does not answer either, and that is noticed.
        with contextlib.suppress(ConnectionError):
            self._channel.send(message)

    def _receive(self) -> dict[str, Any] | None:
        """The next answer, an empty one when no other can come; None when there is none yet."""
        try:
            message = self._channel.recv(ANSWER_LIMIT)
        except BlockingIOError:
            return None
        except ConnectionError:
            return {}
        return dict(json.loads(message)) if message else {}

    async def _readable(self) -> None:
        """Wait until there is something to receive."""
        loop = asyncio.get_running_loop()
        event = asyncio.Event()
        # A loop calls one reader a descriptor, and several tasks may wait.
        descriptor = os.dup(self._channel.fileno())
        loop.add_reader(descriptor, event.set)
        try:
            await event.wait()
        finally:
            loop.remove_reader(descriptor)
            os.close(descriptor)

"""A kernel's client that spends less time on each message."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.session import json_unpacker
from traitlets import Type

if TYPE_CHECKING:
    from jupyter_client.session import Session

IN_A_ROW = 100
"""Messages after which others get a turn, although there are more."""


class PromptChannel(AsyncZMQSocketChannel):
    """Takes a message that is there at once, and waits once for one that is not.

    jupyter_client waits until there is one, and then for it, also when it is there.
    """

    def __init__(self, socket: zmq.asyncio.Socket, session: Session, loop: object = None) -> None:
        """Take what the base class takes."""
        super().__init__(socket, session, loop)
        self._direct: zmq.Socket[bytes] = zmq.Socket.shadow(socket.underlying)
        self._taken = 0

    async def get_msg(  # type: ignore[override] # as in the base class
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        """The next message."""
        self._taken = (self._taken + 1) % IN_A_ROW
        if self._taken == 0:
            await asyncio.sleep(0)
        try:
            parts = self._direct.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            return await (self._recv() if timeout is None else super().get_msg(timeout))
        return self.session.deserialize(self.session.feed_identities(parts)[1])


class PromptClient(AsyncKernelClient):
    """A client with such channels, for which the date of a message is of no interest."""

    shell_channel_class = Type(PromptChannel)
    iopub_channel_class = Type(PromptChannel)

    def __init__(self, **options: object) -> None:
        """Take what the base class takes."""
        super().__init__(**options)
        self.session.unpack = undated


def undated(packed: bytes) -> object:
    """A part of a message, without the date that headers have: to read it takes long.

    No other part has a date on its outermost level.
    """
    part: object = json_unpacker(packed)
    if isinstance(part, dict):
        part.pop("date", None)
    return part

"""A kernel's client that spends less time on each message."""

from __future__ import annotations

import asyncio
from hmac import compare_digest
from queue import Empty
from typing import TYPE_CHECKING, Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.session import DELIM, json_unpacker
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
            if timeout is not None and not await self.socket.poll(int(timeout * 1000)):
                raise Empty from None
            parts = await self.socket.recv_multipart()
        return unpacked(parts, self.session)


class PromptClient(AsyncKernelClient):
    """A client with such channels."""

    shell_channel_class = Type(PromptChannel)
    iopub_channel_class = Type(PromptChannel)


def unpacked(parts: list[bytes], session: Session) -> dict[str, Any]:
    """A message from its parts, as Jupyter's wire protocol has them.

    jupyter_client does so, too, and makes dates of all texts in headers that look like one, which
    takes longer than all the rest.

    Raises:
        ValueError: It is not from this kernel.
    """
    signature, *packed = parts[parts.index(DELIM) + 1 :]
    if session.auth is not None and not compare_digest(signature, session.sign(packed[:4])):
        message = "a message is not signed with the kernel's key"
        raise ValueError(message)
    header, parent, metadata, content = map(json_unpacker, packed[:4])
    return {
        "header": header,
        "msg_id": header["msg_id"],
        "msg_type": header["msg_type"],
        "parent_header": parent,
        "metadata": metadata,
        "content": content,
        "buffers": [memoryview(buffer) for buffer in packed[4:]],
    }

"""A kernel's client that spends less time on each message."""

from __future__ import annotations

from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from traitlets import Type


class PromptChannel(AsyncZMQSocketChannel):
    """Waits once for a message; jupyter_client waits until there is one, and then for it."""

    async def get_msg(  # type: ignore[override] # as in the base class
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        """The next message. Without a timeout nobody has to know whether there is one."""
        return await (self._recv() if timeout is None else super().get_msg(timeout))


class PromptClient(AsyncKernelClient):
    """A client with such channels."""

    shell_channel_class = Type(PromptChannel)
    iopub_channel_class = Type(PromptChannel)

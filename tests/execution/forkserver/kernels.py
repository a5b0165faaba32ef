"""Kernels that are started through the provisioner, and what is asked of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from studywidgets.execution.forkserver.kernelspec import forking
from studywidgets.execution.forkserver.process import ForkedProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator

    from jupyter_client.asynchronous.client import AsyncKernelClient

PATIENCE = 10
"""Seconds after which a kernel that should have answered is taken to hang."""


class OneSpec(KernelSpecManager):
    """Knows one kernelspec, under every name."""

    def __init__(self, content: dict[str, Any]) -> None:
        """Take the content of its `kernel.json`."""
        super().__init__()
        self._content = content

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kernelspec."""
        assert kernel_name
        return KernelSpec(resource_dir="", **self._content)


def environment(**variables: str) -> dict[str, str]:
    """The variables of this process and these, without the one that makes ipykernel different."""
    inherited = {**os.environ, **variables}
    inherited.pop("PYTEST_CURRENT_TEST", None)
    return inherited


def manager(**config: Any) -> AsyncKernelManager:
    """A manager of this interpreter's kernel, forked; with values for the provisioner's traits."""
    return AsyncKernelManager(kernel_spec_manager=OneSpec(forking(get_kernel_dict(), **config)))


def usual_manager() -> AsyncKernelManager:
    """A manager of this interpreter's kernel, as jupyter_client starts it."""
    return AsyncKernelManager(kernel_spec_manager=OneSpec(get_kernel_dict()))


class Kernel:
    """A running kernel and a client of it."""

    def __init__(self, manager: AsyncKernelManager, client: AsyncKernelClient) -> None:
        """Take what was started."""
        self.manager = manager
        self.client = client

    @property
    def provisioner(self) -> Any:
        """The provisioner of the kernel."""
        return self.manager.provisioner

    @property
    def keeper(self) -> psutil.Process:
        """The process that started the kernel's."""
        parent = psutil.Process(self.provisioner.pid).parent()
        assert parent is not None
        return parent

    @property
    def server(self) -> psutil.Process:
        """The process that has started the keeper."""
        parent = self.keeper.parent()
        assert parent is not None
        return parent

    @property
    def is_forked(self) -> bool:
        """Whether a keeper has started it."""
        return isinstance(self.provisioner.process, ForkedProcess)

    async def debug(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Ask the kernel's debugger; returns its answer."""
        content = {"type": "request", "seq": 1, "command": command, "arguments": arguments}
        message = self.client.session.msg("debug_request", content)
        self.client.control_channel.send(message)
        while True:
            reply = await self.client.get_control_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] == message["header"]["msg_id"]:
                return dict(reply["content"])

    async def run(self, code: str, meanwhile: Callable[[], Awaitable[object]] | None = None) -> str:
        """Run a cell; returns what it printed and the name of the exception that it raised.

        Args:
            code: The cell.
            meanwhile: What to do once, when it has printed something.
        """
        request = self.start(code)
        said = ""
        while True:
            message = await self.client.get_iopub_msg(timeout=PATIENCE)
            content = message["content"]
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "stream":
                said += content["text"]
                if meanwhile:
                    await meanwhile()
                    meanwhile = None
            elif message["msg_type"] == "error":
                said += content["ename"]
            elif content.get("execution_state") == "idle":
                return said

    def start(self, code: str) -> str:
        """Start a cell and don't wait for its end; returns the request's id."""
        return str(self.client.execute(code))

    async def ready(self) -> None:
        """Wait until the kernel answers."""
        await self.client.wait_for_ready(timeout=PATIENCE)


@contextlib.asynccontextmanager
async def running(manager: AsyncKernelManager, **launch: Any) -> AsyncIterator[Kernel]:
    """A kernel that answers; at the end it is shut down at once."""
    await manager.start_kernel(**{"env": environment(), **launch})
    client = manager.client()
    client.start_channels()
    started = Kernel(manager, client)
    try:
        await started.ready()
        yield started
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


def run(test: Coroutine[Any, Any, Any]) -> Any:
    """Run a test's coroutine."""
    return asyncio.run(asyncio.wait_for(test, 2 * PATIENCE))


async def gone(*numbers: int) -> None:
    """Wait until processes are gone, zombies included, whoever reaps them."""
    for number in numbers:
        with contextlib.suppress(psutil.NoSuchProcess):
            await asyncio.to_thread(psutil.Process(number).wait, PATIENCE)


def opened() -> list[str]:
    """What this process has open: files, sockets, pipes."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.append(str(link.readlink()))
    return sorted(found)


@contextlib.contextmanager
def connected(runtime: Path, kernel: str) -> Iterator[BlockingKernelClient]:
    """A client of one of Jupyter's kernels, whose connection file is in a folder."""
    client = BlockingKernelClient()
    client.load_connection_file(str(runtime / f"kernel-{kernel}.json"))
    client.start_channels(iopub=True, stdin=False, hb=False, control=False)
    try:
        yield client
    finally:
        client.stop_channels()


def asked(runtime: Path, kernel: str, expression: str) -> str:
    """The value of an expression in one of Jupyter's kernels, once it answers."""
    with connected(runtime, kernel) as client:
        asking = {"value": expression}
        reply = client.execute("", user_expressions=asking, reply=True, timeout=PATIENCE)
    return str(reply["content"]["user_expressions"]["value"]["data"]["text/plain"])


def parents(runtime: Path, kernel: str) -> list[int]:
    """The processes above one of Jupyter's kernels: its keeper, the server, Jupyter."""
    above = asked(runtime, kernel, "[one.pid for one in __import__('psutil').Process().parents()]")
    return [int(one) for one in json.loads(above)[:3]]

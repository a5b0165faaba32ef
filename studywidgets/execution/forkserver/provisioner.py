"""The kernel provisioner: what jupyter_client asks to start, to signal and to end a kernel."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Integer, Tuple, Unicode

from studywidgets.execution.forkserver.client import CLEANUP, fork
from studywidgets.execution.forkserver.connection import CannotForkError
from studywidgets.execution.forkserver.order import Order
from studywidgets.execution.forkserver.servers import server
from studywidgets.execution.sockets import folder_prefix, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jupyter_client.connect import KernelConnectionInfo
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import KernelManager

    from studywidgets.execution.forkserver.process import ForkedProcess

LAUNCHER = ["-m", "ipykernel_launcher"]
"""What stands in a Python kernel's command between the interpreter's words and the kernel's own."""

UNDERSTOOD = {"env", "cwd", "stdout", "stderr", "kernel_id"}
"""What of jupyter_client's arguments for a start makes sense for a fork."""

NOT_LINUX = "it needs Linux"

SOCKETS = ("shell_port", "iopub_port", "stdin_port", "control_port")
"""What of a connection's information names the sockets that a client connects to first."""

LISTENING = 1
"""Seconds after which clients look for a kernel's sockets themselves."""

LOOK = 0.002
"""Seconds between two looks for them."""

MEMORY_AT_START = 256_000_000
"""Bytes that a kernel which is not forked takes until it is ready, with the stacks of threads."""

_log = logging.getLogger(__name__)
_said: set[str] = set()


class ForkServerProvisioner(LocalProvisioner):
    """Forks kernels where that is possible; elsewhere they start as jupyter_client starts them."""

    memory = Integer(
        0,
        min=0,
        config=True,
        help="Bytes of memory that a kernel may take beyond what it starts with; 0 for any number.",
    )
    folder = Unicode(
        help="A private folder of the kernel's, for its sockets and whatever else; whoever sets it "
        "removes it. If none is set, there is one for the sockets only."
    )

    without = Tuple(
        help="Names of modules that count as not installed while the server imports what kernels "
        "need."
    )

    _forked: ForkedProcess | None = None
    _made_folder = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - as in the base class
        """Choose the transport before the connection file is written; the rest is as usual."""
        manager = self.parent
        # An address that somebody has set is to be reached from other machines.
        if manager and manager.transport == "tcp" and not manager.trait_has_value("ip"):
            # On a full disk there are ports.
            with contextlib.suppress(OSError):
                self._choose_sockets(manager)
        return await super().pre_launch(**kwargs)

    def _choose_sockets(self, manager: KernelManager) -> None:
        parent, transport = scratch_folder()
        if sys.platform != "linux" or transport != "ipc":
            return
        if not self.folder:
            self.folder = tempfile.mkdtemp(prefix=folder_prefix(), dir=parent)
            self._made_folder = True
        manager.transport = transport
        manager.ip = str(Path(self.folder, "kernel-ipc"))

    async def launch_kernel(
        self,
        cmd: list[str],
        **kwargs: Any,  # noqa: ANN401 - as in the base class
    ) -> KernelConnectionInfo:
        """Fork the kernel; if that is impossible, say why, once, and start it as usual.

        Raises:
            OSError: It can't be started in any way.
        """
        try:
            self._forked = await self._fork(cmd, kwargs)
        except CannotForkError as error:
            _say_once(f"Kernels start without the fork server, which takes longer: {error}.")
            info = await super().launch_kernel(cmd, **kwargs)
            self._limit_memory()
            return info
        self.process = cast("subprocess.Popen[bytes]", self._forked)
        self.pid = self.pgid = self._forked.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        await self._listening(self._forked)
        return self.connection_info

    async def _listening(self, kernel: ForkedProcess) -> None:
        """Wait for the kernel's sockets, so that its clients find them.

        They are there after some hundredths of a second; who finds none tries again after a tenth.
        """
        found = dict(self.connection_info)
        if found.get("transport") != "ipc":
            return
        sockets = [Path(f"{found['ip']}-{found[port]}") for port in SOCKETS]
        until = time.monotonic() + LISTENING
        while not all(socket.exists() for socket in sockets):
            if kernel.poll() is not None or time.monotonic() > until:
                return
            await asyncio.sleep(LOOK)

    async def _fork(self, cmd: list[str], given: dict[str, Any]) -> ForkedProcess:
        if sys.platform != "linux":
            raise CannotForkError(NOT_LINUX)
        if unknown := sorted(given.keys() - UNDERSTOOD):
            message = f"it can't heed {', '.join(unknown)}"
            raise CannotForkError(message)
        python, arguments = _taken_apart(cmd)
        leftovers = [self.folder, getattr(self.parent, "connection_file", "")]
        order = Order(
            command=cmd,
            arguments=arguments,
            # A kernel has it from whatever started it.
            environment={**given["env"], "JPY_PARENT_PID": str(os.getpid())},
            folder=str(given.get("cwd") or Path.cwd()),
            leftovers=[path for path in leftovers if path],
            memory=self.memory,
        )
        with contextlib.ExitStack() as opened:
            stdout = _descriptor(given.get("stdout"), 1, opened)
            stderr = _descriptor(given.get("stderr"), 2, opened)
            return await fork(python, order, stdout, stderr, self.without)

    def _limit_memory(self) -> None:
        if self.memory and self.process and sys.platform == "linux":
            import resource  # noqa: PLC0415 - Windows has none

            limit = MEMORY_AT_START + self.memory
            resource.prlimit(self.process.pid, resource.RLIMIT_DATA, (limit, limit))

    async def wait(self) -> int | None:
        """Wait until the kernel has ended; its exit code."""
        if self._forked is None or not self.has_process:
            return await super().wait()
        code = await self._forked.ended()
        self.process = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's process group."""
        if self._forked is None:
            await super().send_signal(signum)
        else:
            # Its keeper knows for sure that the group is still the kernel's.
            await self._forked.signal(signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as in the base class
        """End the kernel's process group at once."""
        await super().kill(restart)
        if self._forked is not None:
            # jupyter_client would look for it in tenths of a second.
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._forked.ended(), CLEANUP)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - as in the base class
        """End what is left of the kernel, and remove its folder if it was made here."""
        if self._forked is not None:
            await self._forked.release()
            self._forked = self.process = None
        await super().cleanup(restart)
        if self._made_folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)


def start_server(spec: KernelSpec) -> None:
    """Start the server that forks the kernels of a kernelspec, without waiting for it.

    Raises:
        CannotForkError: They can't be forked.
    """
    if sys.platform != "linux":
        raise CannotForkError(NOT_LINUX)
    python, _ = _taken_apart(spec.argv)
    server(python, {**os.environ, **spec.env})


def _taken_apart(cmd: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of a Python kernel's command that are the interpreter's, and the kernel's own."""
    for start in range(1, len(cmd) - 1):
        if cmd[start : start + 2] == LAUNCHER:
            python, arguments = cmd[:start], cmd[start + 2 :]
            return [*map(os.path.expanduser, python)], [*map(os.path.expanduser, arguments)]
    message = f"the kernel's command is not `python {' '.join(LAUNCHER)}`"
    raise CannotForkError(message)


def _descriptor(stream: int | IO[Any] | None, usual: int, opened: contextlib.ExitStack) -> int:
    """The descriptor of a stream that is given as for `subprocess.Popen`."""
    if stream is None:
        return usual
    if stream == subprocess.DEVNULL:
        return opened.enter_context(Path(os.devnull).open("wb")).fileno()
    if isinstance(stream, int) and stream < 0:
        message = "it makes no pipes for a kernel's output"
        raise CannotForkError(message)
    return stream if isinstance(stream, int) else stream.fileno()


def _say_once(text: str) -> None:
    if text not in _said:
        _said.add(text)
        _log.warning(text)

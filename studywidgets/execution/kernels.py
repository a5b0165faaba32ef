"""Starting the kernel that runs a lesson, and ending it with everything that it started."""

from __future__ import annotations

import asyncio
import shutil
import signal
import tempfile
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from studywidgets.execution.channels import PromptClient
from studywidgets.execution.environment import UNATTENDED, variables_in
from studywidgets.execution.forkserver.process import ForkedProcess
from studywidgets.execution.forkserver.provisioner import ForkServerProvisioner
from studywidgets.execution.sockets import folder_prefix, scratch_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import zmq.asyncio

LOOK = 0.1
"""Seconds between two looks at a process."""


class OwnInterpreter(KernelSpecManager):
    """Knows one kernel, `python3`, and that it is the interpreter that runs this.

    The first `python3` that Jupyter finds may be one that a user installed years ago from another
    environment. With no folder to look in, only ipykernel's own built-in spec is left.
    """

    def _kernel_dirs_default(self) -> list[str]:
        return []


class RunningKernel:
    """A kernel process and what it wrote outside of any cell.

    Attributes:
        manager: The manager that started it.
    """

    def __init__(self, manager: AsyncKernelManager, log: Path) -> None:
        self.manager = manager
        self._log = log
        provisioner: Any = manager.provisioner
        self._process = provisioner.process

    async def ended(self) -> None:
        """Wait until the process has ended."""
        if isinstance(self._process, ForkedProcess):
            await self._process.ended()
        # Another one can only be looked at.
        while self._process.poll() is None:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)

    def end(self) -> str:
        """How the process ended: "" while it runs, else its exit code or the signal's name."""
        code = self._process.poll()
        if code is None:
            return ""
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def peak(self) -> int:
        """The most memory that the process had, in bytes; 0 if it runs or nobody has counted."""
        return self._process.peak if isinstance(self._process, ForkedProcess) else 0

    def room(self) -> int:
        """Bytes that are free on the disk with the kernel's files."""
        return shutil.disk_usage(self._log.parent).free

    def last_words(self, lines: int = 20) -> str:
        """The end of what the process wrote by itself: the reason why it died, mostly."""
        # A cell may have removed it.
        with suppress(OSError):
            text = self._log.read_text(encoding="utf-8", errors="replace")
            return "\n".join(text.splitlines()[-lines:])
        return ""


@asynccontextmanager
async def running_kernel(
    folder: Path,
    name: str = NATIVE_KERNEL_NAME,
    *,
    context: zmq.asyncio.Context | None = None,
    memory: int = 0,
) -> AsyncIterator[RunningKernel]:
    """Run a kernel in `folder` for the length of the context.

    It is forked where that is possible. At the end its whole process group is killed, whatever
    state it is in.

    Args:
        folder: Its working folder.
        name: What the notebook calls it.
        context: The ZeroMQ context of its client's sockets; without one, it has its own.
        memory: Bytes of memory that it may take beyond what it starts with; 0 for any number.

    Raises:
        jupyter_client.kernelspec.NoSuchKernel: `name` is not `python3`.
        OSError: The process can't be started.
    """
    parent, transport = scratch_folder()
    with tempfile.TemporaryDirectory(
        prefix=folder_prefix(), dir=parent, ignore_cleanup_errors=True
    ) as made:
        scratch = Path(made)
        manager = AsyncKernelManager(
            kernel_name=name,
            kernel_spec_manager=OwnInterpreter(),
            transport=transport,
            connection_file=str(scratch / "kernel.json"),
            client_factory=PromptClient,
            **({"context": context} if context else {}),
        )
        manager.provisioner = ForkServerProvisioner(
            parent=manager,
            kernel_spec=manager.kernel_spec,
            folder=made,
            memory=memory,
            without=UNATTENDED,
        )
        log = scratch / "kernel.log"
        try:
            with log.open("wb") as sink:
                await manager.start_kernel(
                    cwd=str(folder),
                    env=variables_in(scratch),
                    # No kernel sees what another one has run.
                    extra_arguments=["--HistoryManager.hist_file=:memory:"],
                    stdout=sink,
                    stderr=sink,
                )
            yield RunningKernel(manager, log)
        finally:
            # A kernel that never started has nothing to end.
            if manager.has_kernel:
                await manager.provisioner.kill()
                await manager.provisioner.wait()
            await manager.cleanup_resources()

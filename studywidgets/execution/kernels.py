"""Starting the kernel that runs a lesson, and ending it with everything that it started."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from studywidgets.execution.sockets import FOLDER_PREFIX, scratch_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


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

    async def end(self) -> str:
        """How the process ended: "" while it runs, else its exit code or the signal's name."""
        provisioner = self.manager.provisioner
        code = await provisioner.poll() if provisioner is not None else None
        if code is None:
            return ""
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    def last_words(self, lines: int = 20) -> str:
        """The end of what the process wrote by itself: the reason why it died, mostly."""
        text = self._log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])


@asynccontextmanager
async def running_kernel(
    folder: Path, name: str = NATIVE_KERNEL_NAME
) -> AsyncIterator[RunningKernel]:
    """Run a kernel in `folder` for the length of the context.

    At the end its whole process group is killed, whatever state it is in.

    Raises:
        jupyter_client.kernelspec.NoSuchKernel: `name` is not `python3`.
        OSError: The process can't be started.
    """
    parent, transport = scratch_folder()
    with tempfile.TemporaryDirectory(
        prefix=FOLDER_PREFIX, dir=parent, ignore_cleanup_errors=True
    ) as made:
        scratch = Path(made)
        manager = AsyncKernelManager(
            kernel_name=name,
            kernel_spec_manager=OwnInterpreter(),
            transport=transport,
            connection_file=str(scratch / "kernel.json"),
        )
        log = scratch / "kernel.log"
        try:
            with log.open("wb") as sink:
                await manager.start_kernel(
                    cwd=str(folder), env=_environment(scratch), stdout=sink, stderr=sink
                )
            yield RunningKernel(manager, log)
        finally:
            # A kernel that never started has nothing to shut down: waiting for it would raise.
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
            else:
                await manager.cleanup_resources()


def _environment(scratch: Path) -> dict[str, str]:
    return {
        # So that a cell that prints a set prints the same twice.
        "PYTHONHASHSEED": "0",
        **os.environ,
        # The user's start-up files would be part of the lesson, and kernels would share a history.
        "IPYTHONDIR": str(scratch / "ipython"),
    }

"""A forked process becomes a kernel, like one that was started as a program of its own."""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studywidgets.execution.forkserver.order import Order

NO_PARENT_TO_WATCH = 1
"""What ipykernel takes for a parent that never ends: here the keeper watches over the client."""


def run_kernel(order: Order, stdout: int, stderr: int) -> None:
    """Be the kernel until it is shut down; the process is in its working folder already.

    Args:
        order: The kernel.
        stdout: The descriptor of what becomes the standard output.
        stderr: Likewise.
    """
    _become_program(order, stdout, stderr)
    # The server has imported them: here they only get their names.
    import ipywidgets  # noqa: PLC0415

    from studywidgets.execution.forkserver.application import IPKernelApp  # noqa: PLC0415

    app: Any = IPKernelApp.instance(parent_handle=NO_PARENT_TO_WATCH)
    app.initialize(order.arguments)
    # ipywidgets does this where it is imported in a running kernel.
    ipywidgets.register_comm_target()
    if order.memory:
        _limit_memory(order.memory)
    app.start()


def _become_program(order: Order, stdout: int, stderr: int) -> None:
    """Give the process what a program has from its start; what it inherits is the server's."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for descriptor, standard in ((stdout, 1), (stderr, 2)):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(order.environment)
    time.tzset()
    import ipykernel_launcher  # noqa: PLC0415 - only for the place of its file

    sys.argv[:] = [ipykernel_launcher.__file__, *order.arguments]
    sys.orig_argv[:] = order.command
    gc.enable()


def _limit_memory(more: int) -> None:
    """Let the process take only so many more bytes of memory than it has now.

    What counts is memory of its own that it can write to (`RLIMIT_DATA`), not addresses as such
    (`RLIMIT_AS`), of which allocators and threads reserve many.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [now] = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:"))
    limit = now * 1024 + more
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

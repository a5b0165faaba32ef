"""The server's program: it imports what every kernel needs, and then forks when it is asked to.

It has no second thread and no ZeroMQ context: of a process that forks only one thread is copied,
with every lock that the others hold, and ZeroMQ's threads would be missing in the copy.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.execution.forkserver.keeper import (
    adopt_orphans,
    child_bell,
    children,
    end_children,
    keep,
    remove,
)
from studywidgets.execution.forkserver.kernel import run_kernel
from studywidgets.execution.forkserver.order import DESCRIPTORS, Order, failed
from studywidgets.execution.forkserver.preload import NO_ADVICE, preload

if TYPE_CHECKING:
    from collections.abc import Mapping


def main() -> None:
    """Serve the client at the socket whose descriptor is the program's first argument.

    The second is how the paths of the client's private folders begin; the others are the modules to
    do without.

    Ends the process when the client is gone, and removes what that has left. It returns in kernels
    only, at their end.
    """
    connection = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given = dict(os.environ)
    trouble = preload(sys.argv[3:])
    added = {name: value for name, value in os.environ.items() if given.get(name) != value}
    added.pop(NO_ADVICE, None)
    nursery = _Nursery()
    ends = select.poll()
    for end in (connection, nursery.bell):
        ends.register(end, select.POLLIN)
    while True:
        ready = [descriptor for descriptor, _ in ends.poll()]
        if nursery.bell.fileno() in ready:
            nursery.tidy()
        if connection.fileno() not in ready:
            continue
        message, descriptors, _, _ = socket.recv_fds(connection, 1, DESCRIPTORS)
        if not message:
            nursery.close()
            folders = Path(sys.argv[2])
            remove([*map(str, folders.parent.glob(f"{folders.name}*"))])
            os._exit(0)
        # With too few, the client finds its channel closed.
        if len(descriptors) == DESCRIPTORS and nursery.fork(descriptors[0], trouble or company()):
            connection.close()
            _start_kernel(added, *descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)


class _Nursery:
    """The server's children: keepers, and orphans of a keeper that somebody has killed.

    Attributes:
        bell: Can be read from when a child has ended.
    """

    def __init__(self) -> None:
        """Begin without children, and take in orphans."""
        self.bell, self._clapper = child_bell()
        self._keepers: set[int] = set()
        adopt_orphans()

    def fork(self, channel: int, trouble: str) -> bool:
        """Fork, if there is no trouble; true in the copy, which has no children."""
        if not trouble:
            try:
                keeper = os.fork()
            except OSError as error:
                trouble = str(error)
            else:
                if keeper == 0:
                    signal.set_wakeup_fd(-1)
                    self.bell.close()
                    self._clapper.close()
                    return True
                self._keepers.add(keeper)
                return False
        with socket.socket(fileno=os.dup(channel)) as client, contextlib.suppress(ConnectionError):
            client.send(failed(trouble))
        return False

    def tidy(self) -> None:
        """Let children go that have ended; if one was killed, kill those that are no keepers.

        A killed keeper takes its kernel along; what the kernel had started comes here then.
        """
        self.bell.recv(64)
        killed = False
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._keepers.discard(ended[0])
                killed = killed or ended[1] != 0
        for stray in set(children()) - self._keepers if killed else ():
            with contextlib.suppress(ProcessLookupError):
                os.kill(stray, signal.SIGKILL)

    def close(self) -> None:
        """Wait until the keepers have ended, which know by themselves, and end all others."""
        for keeper in self._keepers:
            with contextlib.suppress(ProcessLookupError):
                # A cell may have stopped it.
                os.kill(keeper, signal.SIGCONT)
        with contextlib.suppress(ChildProcessError):
            while self._keepers:
                self._keepers.discard(os.waitpid(-1, 0)[0])
        end_children()


def company() -> str:
    """Why this process is not alone, and must not be forked; or nothing."""
    if len([*Path("/proc/self/task").iterdir()]) > 1:
        return "something has started a thread in the server"
    # Every ZeroMQ context has one, also before it has a socket or a thread.
    for descriptor in Path("/proc/self/fd").iterdir():
        # One of them was open for the listing itself.
        with contextlib.suppress(FileNotFoundError):
            if str(descriptor.readlink()) == "anon_inode:[eventfd]":
                return "something has made a ZeroMQ context in the server"
    return ""


def _start_kernel(
    added: Mapping[str, str], channel: int, order_file: int, stdout: int, stderr: int
) -> None:
    """Become a keeper, and in its own fork the kernel.

    Args:
        added: The environment variables that modules have set when they were imported.
        channel: The socket to the client.
        order_file: The order.
        stdout: Where the kernel's standard output goes.
        stderr: Likewise.
    """
    order = Order.from_file(order_file)
    order.environment.update(added)
    keep(socket.socket(fileno=channel), order)
    run_kernel(order, stdout, stderr)

"""The parent of one kernel: it ends the kernel with everything that the kernel started.

It waits for two ends only: the kernel's, and the client's, which shows as the end of the channel.
What the kernel started becomes the keeper's own child when its parent is gone
(`PR_SET_CHILD_SUBREAPER` in prctl(2)), in whatever process group or session it is.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import shutil
import signal
import socket
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.execution.forkserver.order import (
    FAREWELL,
    ended,
    failed,
    refused,
    signalled,
    started,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studywidgets.execution.forkserver.order import Order

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def keep(client: socket.socket, order: Order) -> None:
    """Fork the kernel, and be its parent until the client has done with it.

    Returns in the kernel's process only, in its working folder; this process ends in here.
    """
    keeper = os.getpid()
    bell, clapper = child_bell()
    adopt_orphans()
    # A cell may have stopped it when the server goes: then it goes on, and finds the client gone.
    _prctl(PR_SET_PDEATHSIG, signal.SIGCONT)
    try:
        os.chdir(order.folder)
    except OSError as error:
        _give_up(client, refused(error))
    try:
        kernel = os.fork()
    except OSError as error:
        _give_up(client, failed(str(error)))
    if kernel == 0:
        signal.set_wakeup_fd(-1)
        for end in (client, bell, clapper):
            end.close()
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != keeper:
            # It ended before the line above.
            os.kill(os.getpid(), signal.SIGKILL)
        return
    code = 1
    try:
        # The folder may be removed or unmounted while the kernel runs.
        os.chdir("/")
        _Watch(client, bell, kernel).keep(order.leftovers)
        code = 0
    except BaseException:  # noqa: BLE001 - nothing of the server's program may go on in here
        traceback.print_exc()
    finally:
        os._exit(code)


def adopt_orphans() -> None:
    """Become the parent of whatever below this process loses its own."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def child_bell() -> tuple[socket.socket, socket.socket]:
    """A socket that can be read from when a child has ended, and the one that then writes to it."""
    bell, clapper = socket.socketpair()
    for end in (bell, clapper):
        end.settimeout(0)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(clapper.fileno(), warn_on_full_buffer=False)
    return bell, clapper


def _give_up(client: socket.socket, reason: bytes) -> None:
    with contextlib.suppress(OSError):
        client.send(reason)
    os._exit(1)


class _Watch:
    """Waits for the end of the kernel and for that of the client."""

    def __init__(self, client: socket.socket, bell: socket.socket, kernel: int) -> None:
        self._client = client
        self._bell = bell
        self._kernel = kernel
        self._runs = True

    def keep(self, leftovers: Sequence[str]) -> None:
        """Obey the client until it has done with the kernel, or is gone itself."""
        self._tell(started(self._kernel, os.getpid()))
        ends = select.poll()
        ends.register(self._bell, select.POLLIN)
        ends.register(self._client, select.POLLIN)
        while True:
            for descriptor, _ in ends.poll():
                if descriptor == self._bell.fileno():
                    self._bell.recv(64)
                    self._reap()
                    continue
                message = self._hear()
                if message and message != FAREWELL:
                    self._signal(message[0])
                    self._tell(signalled(message[0]))
                    continue
                self._signal(signal.SIGKILL)
                self._bury()
                if not message:
                    remove(leftovers)
                return

    def _hear(self) -> bytes:
        with contextlib.suppress(ConnectionError):
            return self._client.recv(1)
        return b""

    def _tell(self, answer: bytes) -> None:
        # If the client is gone, the channel's end says so, too.
        with contextlib.suppress(ConnectionError):
            self._client.send(answer)

    def _signal(self, number: int) -> None:
        if not self._runs:
            return
        try:
            os.killpg(self._kernel, number)
        except ProcessLookupError:
            # It has not made its process group yet.
            os.kill(self._kernel, number)

    def _reap(self) -> None:
        """Let children go that have ended: the kernel, and orphans of what it started."""
        with contextlib.suppress(ChildProcessError):
            while child := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if child.si_pid == self._kernel:
                    self._bury()
                else:
                    os.waitpid(child.si_pid, 0)

    def _bury(self) -> None:
        """Wait for the kernel's end, and end everything that it has left."""
        if not self._runs:
            return
        # Until it is reaped, no other process can get its number.
        os.waitid(os.P_PID, self._kernel, os.WEXITED | os.WNOWAIT)
        self._signal(signal.SIGKILL)
        _, status, usage = os.wait4(self._kernel, 0)
        self._runs = False
        self._tell(ended(os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024))
        end_children()


def end_children() -> None:
    """Kill all children, and those that become ours thereby, until there are none."""
    with contextlib.suppress(ChildProcessError):
        while True:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            for child in children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            os.waitpid(-1, 0)


def children() -> Iterator[int]:
    """The numbers of this process's children."""
    for process in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # The name, in brackets, may hold anything; the state and the parent follow it.
            fields = process.read_bytes().rpartition(b")")[2].split()
            if int(fields[1]) == os.getpid():
                yield int(process.parent.name)


def remove(paths: Sequence[str]) -> None:
    """Remove files, and folders with all that is in them, as far as that is possible."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
        # A cell may have taken the right to do so.
        with contextlib.suppress(OSError):
            Path(path).unlink()


def _prctl(option: int, value: int) -> None:
    # Without its effect a kernel could outlive its keeper; no system of today lacks it.
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)

"""The servers that this process has started.

A command that will run lessons starts a server before it does anything else, so this imports
little.
"""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.execution.forkserver.connection import (
    CannotForkError,
    ServerGoneError,
    connection,
)
from studywidgets.execution.sockets import folder_prefix, scratch_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studywidgets.execution.forkserver.order import Order

PROGRAM = """
import gc, sys
# Nothing is thrown away while it imports; and what it has is never looked through, see `preload`.
gc.disable()
# Otherwise a file in the working folder could take a module's place.
del sys.path[0]
from studywidgets.execution.forkserver.server import main
main()
"""

SETTLED_AT_START = ("PYTHON", "LANG", "LC_", "LD_", "MALLOC_", "GLIBC_")
"""How the variables begin that a program heeds when it starts, and a forked process no more."""


class ForkServer:
    """A server that this process has started and that ends with it."""

    def __init__(
        self, python: Sequence[str], environment: Mapping[str, str], without: Sequence[str]
    ) -> None:
        """Start the server, without waiting for it.

        Args:
            python: The interpreter, with options of its own.
            environment: The environment variables.
            without: The modules that it does without.

        Raises:
            CannotForkError: The interpreter can't be started.
        """
        folders = str(Path(scratch_folder()[0] or "", folder_prefix()))
        self._connection, its_end = connection()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter of the kernelspec
                [*python, "-c", PROGRAM, str(its_end.fileno()), folders, *without],
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                pass_fds=[its_end.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            self._connection.close()
            raise CannotForkError(str(error)) from error
        finally:
            its_end.close()

    def send(self, order: Order, stdout: int, stderr: int) -> socket.socket:
        """Ask for a kernel; returns this process's end of the channel to its keeper.

        Args:
            order: The kernel.
            stdout: The descriptor of its standard output.
            stderr: Likewise.

        Raises:
            ServerGoneError: The server has ended.
        """
        ours, its_end = connection()
        with its_end, order.as_file() as file:
            descriptors = [its_end.fileno(), file.fileno(), stdout, stderr]
            try:
                socket.send_fds(self._connection, [b"k"], descriptors)
            except ConnectionError as error:
                ours.close()
                raise ServerGoneError from error
        return ours

    def close(self) -> None:
        """End the server; its kernels run on."""
        # Not by the end of the connection, which means to it that this process was killed.
        self._process.kill()
        self._connection.close()
        self._process.wait()


_servers: dict[tuple[str, ...], ForkServer] = {}
_lock = threading.Lock()
"""Held while a server is looked up: several threads may run lessons, each in its own event loop."""


def server(
    python: Sequence[str], environment: Mapping[str, str], without: Sequence[str] = ()
) -> ForkServer:
    """The server that forks an interpreter's kernels for an environment; the first call starts it.

    Args:
        python: The interpreter, with options of its own.
        environment: The environment variables.
        without: Names of modules that count as not installed while it imports what kernels need.

    Raises:
        CannotForkError: The interpreter can't be started.
    """
    settled = sorted(
        f"{name}={value}"
        for name, value in environment.items()
        if name.startswith(SETTLED_AT_START)
    )
    key = (*python, *settled, *without)
    with _lock:
        if key not in _servers:
            _servers[key] = ForkServer(python, environment, without)
        return _servers[key]


def forget(gone: ForkServer) -> None:
    """Start another one in its place at the next need: somebody has killed it."""
    with _lock:
        for key, known in [*_servers.items()]:
            if known is gone:
                del _servers[key]
                gone.close()


def close_servers() -> None:
    """End all servers, and wait until they are gone."""
    while _servers:
        _servers.popitem()[1].close()


def _begin_anew() -> None:
    """In a fork of this process: they belong to the process that has started them."""
    global _lock  # noqa: PLW0603 - another thread may hold the one from before, for ever
    _lock = threading.Lock()
    _servers.clear()


atexit.register(close_servers)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)

"""Where the sockets between a kernel and its client can be."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

SOCKET_PATH_LIMIT = 103
"""Bytes in a Unix socket's path: 107 on Linux, 103 on macOS (`sun_path` less the closing NUL)."""

LONGEST_NAME = "sw-123456-123456-12345678/kernel-ipc-5"
"""As long as what is added to the temporary folder: a private folder and a socket in it."""

_chance = os.urandom(3).hex()


def folder_prefix() -> str:
    """How the names of this process's private folders begin, and those of no other process.

    By it they are found, if this process was killed.
    """
    # A fork of this process has a number of its own; in a container another may have the same.
    return f"sw-{_chance}-{os.getpid():x}-"


def scratch_folder() -> tuple[Path | None, str]:
    """Where kernels' private folders can be, and the transport to use: `(folder, "ipc" or "tcp")`.

    Sockets in the file system can't be taken by another process between choosing and using
    them, as ports can; but their paths are short, and Windows has none.
    """
    if os.name == "posix":
        # A long TMPDIR is common (macOS, test runners); /tmp is always there and short.
        for folder in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes it private
            if len(os.fsencode(folder)) + 1 + len(LONGEST_NAME) <= SOCKET_PATH_LIMIT:
                return Path(folder), "ipc"
    return None, "tcp"

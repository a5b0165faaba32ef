"""The memory of a command with all that it has started."""

# ruff: noqa: S603 - starts the commands that are measured
from __future__ import annotations

import contextlib
import subprocess
import time
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from benchmarks.peers import variables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PERIOD = 0.2
"""Seconds between two looks, each of which takes a core some hundredths of a second."""


def peak(command: Sequence[str | Path], folder: Path) -> float:
    """Run a command; returns the most memory that all its processes had at one time, in MB.

    Memory that processes share counts once (PSS in proc(5)): forked ones share most of theirs.
    Linux only.

    Raises:
        RuntimeError: The command failed.
    """
    with subprocess.Popen(
        command,
        cwd=folder,
        env=variables(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        most, top = 0, psutil.Process(running.pid)
        while running.poll() is None:
            most = max(most, _taken(top))
            time.sleep(PERIOD)
    if running.returncode:
        message = f"the command ended with {running.returncode}: {command}"
        raise RuntimeError(message)
    return most / 1e6


def _taken(top: psutil.Process) -> int:
    """Bytes that a process and all below it have now."""
    taken = 0
    # Any of them may have ended by the time that it is asked.
    with contextlib.suppress(psutil.Error):
        family = [top, *top.children(recursive=True)]
        for member in family:
            with contextlib.suppress(psutil.Error):
                taken += member.memory_full_info().pss
    return taken

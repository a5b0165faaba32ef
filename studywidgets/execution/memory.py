"""How much memory there is, and how much a run takes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

FIRST = 0.15
"""Seconds until the first look at the memory of a run, in which kernels have started."""

PERIOD = 1
"""Seconds between two looks; each takes some thousandths of a second."""


def available_memory(root: Path = Path("/")) -> int:
    """Bytes that this process and its children can still take.

    Where the system does not say, it is more than any machine has.

    Args:
        root: The top of the file system, with `proc` and `sys` in it.
    """
    found = [sys.maxsize, *_left_in_groups(root)]
    with contextlib.suppress(OSError):
        found.append(_kilobytes(root / "proc/meminfo", "MemAvailable:"))
    return min(found)


def _left_in_groups(root: Path) -> Iterator[int]:
    """What is left to each control group that this process is in and that has a limit."""
    top = root / "sys/fs/cgroup"
    with contextlib.suppress(OSError):
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
        for path in (line[3:] for line in lines if line.startswith("0::")):
            own = top / path.lstrip("/")
            for group in (own, *own.parents):
                # "max" is no number: then there is no limit.
                with contextlib.suppress(OSError, ValueError):
                    limit = int((group / "memory.max").read_text(encoding="ascii"))
                    taken = int((group / "memory.current").read_text(encoding="ascii"))
                    yield max(0, limit - taken)


class PeakMemory:
    """The most memory that this process and all below it have had at one time.

    Attributes:
        peak: In bytes; 0 where the system does not tell.
    """

    def __init__(self) -> None:
        self.peak = 0

    def look(self) -> None:
        """Note how much it is now."""
        self.peak = max(self.peak, taken_memory(os.getpid()))

    def note(self, taken: int) -> None:
        """Note how much one process has had: it may have been between two looks."""
        self.peak = max(self.peak, taken)

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look now and then for the length of the context, and at its end."""
        watch = asyncio.ensure_future(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            self.look()

    async def _watch(self) -> None:
        await asyncio.sleep(FIRST)
        while True:
            self.look()
            await asyncio.sleep(PERIOD)


def taken_memory(process: int) -> int:
    """Bytes that a process and all below it have now; 0 where the system does not tell.

    What several share counts once (`Pss` in proc(5)): forked kernels share most of theirs.
    """
    if sys.platform != "linux":
        return 0
    taken = 0
    for member in _family(process):
        # It may end at any time, or be another user's.
        with contextlib.suppress(OSError):
            taken += _kilobytes(Path("/proc", str(member), "smaps_rollup"), "Pss:")
    return taken


def _family(process: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, int] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - a path for each takes as long as all the rest
        with contextlib.suppress(OSError, ValueError):
            # After the name, in brackets, which may hold anything: the state and the parent.
            stat = Path("/proc", name, "stat").read_bytes()
            parents[int(name)] = int(stat.rpartition(b")")[2].split()[1])
    family = [process]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _kilobytes(file: Path, name: str) -> int:
    """The value of a line such as `Pss: 123 kB`, in bytes; 0 if there is none."""
    for line in file.read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0

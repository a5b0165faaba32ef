"""A disk on which one call fails, or all from one on, and on which the power can be cut."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studywidgets.record.folder import SUFFIX

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

CHANGING = ("mkdir", "rename", "unlink", "write_text")
READING = ("stat", "glob", "read_text")


class BrokenDisk:
    """What fails, how, and what of the rest was synced.

    Attributes:
        code: The system's number of the error.
        failing: The number of the first call that fails, from 0; none if it is negative.
        for_good: Whether all later calls fail as well.
        calls: How many calls there were.
    """

    def __init__(self, code: int, failing: int, *, for_good: bool, chance: random.Random) -> None:
        self.code = code
        self.failing = failing
        self.for_good = for_good
        self.calls = 0
        self._chance = chance
        self._synced: dict[int, int] = {}
        self._named: set[int] = set()
        self._fsync = os.fsync

    def repair(self) -> None:
        """Let nothing fail from now on."""
        self.failing = -1

    def call(self) -> None:
        """Count a call.

        Raises:
            OSError: It is one that fails.
        """
        number, self.calls = self.calls, self.calls + 1
        if number == self.failing or (self.for_good and 0 <= self.failing < number):
            raise OSError(self.code, os.strerror(self.code))

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Let the calls of this process go through this disk."""
        with pytest.MonkeyPatch.context() as patch:
            for name in (*CHANGING, *READING):
                patch.setattr(Path, name, self._counted(getattr(Path, name)))
            patch.setattr(Path, "open", self._opened(Path.open))
            patch.setattr(os, "fsync", self._sync)
            yield

    def cut_power(self, folder: Path) -> None:
        """Take away what was not synced: files without a synced name, and the ends of others."""
        for path in folder.glob(f"*{SUFFIX}"):
            status = path.stat()
            if status.st_ino not in self._named:
                path.unlink()
                continue
            safe = self._synced.get(status.st_ino, 0)
            os.truncate(path, self._chance.randint(safe, status.st_size))

    def _counted(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            self.call()
            return do(*given, **named)

        return done

    def _opened(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def opened(path: Path, mode: str = "r", *given: Any, **named: Any) -> Any:
            self.call()
            if mode == "xb":
                return _File(path, self, self._chance)
            return do(path, mode, *given, **named)

        return opened

    def _sync(self, handle: int) -> None:
        self.call()
        status = os.fstat(handle)
        self._fsync(handle)
        self._synced[status.st_ino] = status.st_size
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 -- pathlib's calls are counted
            self._named.update(entry.inode() for entry in os.scandir(f"/proc/self/fd/{handle}"))


class _File(io.FileIO):
    """A new file; of a write that fails, a part may have been written."""

    def __init__(self, path: Path, disk: BrokenDisk, chance: random.Random) -> None:
        super().__init__(path, "xb")
        self._disk = disk
        self._chance = chance

    def write(self, data: Any) -> int:
        content = memoryview(data)
        try:
            self._disk.call()
        except OSError:
            super().write(content[: self._chance.randint(0, len(content))])
            raise
        return super().write(content)

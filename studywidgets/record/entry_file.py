"""One file of entries, a line of JSON each: read as far as it goes, and only ever added to."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.record.entries import read_entry
from studywidgets.record.format import EntryError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studywidgets.record.entries import Entry


# What file systems of networks and of user space answer that store a name by themselves.
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands in a file from some place on.

    Attributes:
        entries: The entries of all whole lines that can be read.
        end: Where the next read goes on: behind the last whole line, in bytes from the start.
        damaged: How many whole lines hold no entry.
    """

    entries: tuple[Entry, ...]
    end: int
    damaged: int


def read_lines(path: Path, start: int = 0) -> Lines:
    """Read the whole lines of a file; a last line without its line break is left alone.

    Such a line is being written, or its writer was stopped in the middle of it.

    Args:
        path: The file.
        start: Where to begin, in bytes: an earlier read's `end`.

    Raises:
        OSError: The file can't be read.
    """
    with path.open("rb") as file:
        file.seek(start)
        content = file.read()
    whole = content[: content.rfind(b"\n") + 1]
    read = [_entry_or_none(line) for line in whole.splitlines()]
    entries = tuple(entry for entry in read if entry is not None)
    return Lines(entries, start + len(whole), len(read) - len(entries))


def _entry_or_none(line: bytes) -> Entry | None:
    try:
        return read_entry(json.loads(line))
    except (EntryError, ValueError, RecursionError):
        # RecursionError is what json raises for text that nests too deeply.
        return None


class EntryWriter:
    """A new file of entries, which nobody else writes to.

    Since it has one writer it needs no lock, which network file systems do not keep well. Once a
    write has failed, nobody can say what of it is in the file: `append` then raises for good, and
    whoever needs to write on makes another file.
    """

    def __init__(self, path: Path) -> None:
        """Make the file, with the folders above it.

        Raises:
            FileExistsError: There is such a file already.
            OSError: It can't be made.
        """
        self.path = path
        self._process = os.getpid()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb", buffering=0)
        self.size = 0
        try:
            _sync_folder(path.parent)
        except OSError:
            self.close()
            raise

    @property
    def usable(self) -> bool:
        """Whether no write has failed, and this is the process that made it, not a fork of it."""
        return not self._file.closed and self._process == os.getpid()

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries so that they are there when the machine stops the moment after.

        Raises:
            OSError: They may not be stored, in whole or in part.
        """
        lines = [json.dumps(entry.to_json(), separators=(",", ":")) for entry in entries]
        content = memoryview("".join(f"{line}\n" for line in lines).encode("ascii"))
        try:
            left = content
            while left:
                left = left[self._file.write(left) :]
            os.fsync(self._file.fileno())
        except OSError:
            self.close()
            raise
        self.size += len(content)

    def close(self) -> None:
        """Write no more; a file that never held anything whole is removed again."""
        self._file.close()
        if self.size == 0:
            self.path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """See to it that a new file's name is stored, where the system lets one ask for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)

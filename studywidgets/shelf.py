"""Values that wait on disk until they are needed: all of a large course would fill the memory."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

Slot: TypeAlias = "tuple[int, int] | bytes"
"""Where a value begins in the file of a shelf, and its length; or the packed value itself."""


def packed(value: object) -> bytes:
    """A value as a shelf keeps it."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class Shelf(Generic[T]):
    """A temporary file of values, which is gone when nobody holds the shelf any more.

    What one process has put there can be taken in every process that is forked afterwards.
    """

    def __init__(self) -> None:
        """Begin with nothing on it."""
        # Without a buffer, which a fork would write once more.
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with the shelf
        self._size = 0
        weakref.finalize(self, self._file.close)

    def put(self, value: bytes) -> Slot:
        """Put a packed value there; returns where it lies.

        Where the disk is full that is the memory.
        """
        self._file.seek(self._size)
        try:
            written = self._file.write(value)
        except OSError:
            return value
        if written < len(value):
            return value
        slot = (self._size, len(value))
        self._size += len(value)
        return slot

    def take(self, slot: Slot) -> T:
        """A value, made anew each time."""
        value: T = pickle.loads(self._content(slot))  # noqa: S301 - from our own process
        return value

    def _content(self, slot: Slot) -> bytes:
        if isinstance(slot, bytes):
            return slot
        start, length = slot
        if sys.platform == "win32":
            self._file.seek(start)
            return self._file.read(length)
        # Forked processes share the place at which a file is read.
        return os.pread(self._file.fileno(), length, start)


class Shelved(Sequence[T]):
    """A sequence of values on a shelf, each taken down when it is asked for."""

    def __init__(self, shelf: Shelf[T], slots: Iterable[Slot]) -> None:
        """Begin with the places of the values, in order."""
        self._shelf = shelf
        self._slots = tuple(slots)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._slots)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Shelved[T]: ...
    def __getitem__(self, place: int | slice) -> T | Shelved[T]:
        """Take one, or some to be taken later."""
        if isinstance(place, slice):
            return Shelved(self._shelf, self._slots[place])
        return self._shelf.take(self._slots[place])

    def __eq__(self, other: object) -> bool:
        """Compare it as what it stands for, a tuple."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """The hash of the tuple."""
        return hash(tuple(self))

    def __reduce__(self) -> tuple[type, tuple[list[T]]]:
        """Be a tuple in a process that has not the file."""
        return tuple, ([*self],)


class ShelvedMapping(Mapping[str, T]):
    """A mapping whose values are on a shelf, each taken down when it is asked for."""

    def __init__(self, shelf: Shelf[T], slots: Mapping[str, Slot]) -> None:
        """Begin with the place of each value."""
        self._shelf = shelf
        self._slots = slots

    def __len__(self) -> int:
        """How many there are."""
        return len(self._slots)

    def __iter__(self) -> Iterator[str]:
        """Go through the keys."""
        return iter(self._slots)

    def __getitem__(self, key: str) -> T:
        """Take a value."""
        return self._shelf.take(self._slots[key])

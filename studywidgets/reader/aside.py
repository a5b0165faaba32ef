"""Terms' files that are read once, for a build: what they hold waits on disk until it is built."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studywidgets.reader.files import Read
from studywidgets.reader.memory import Found, read_file, read_files
from studywidgets.shelf import Shelf, Shelved, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studywidgets.model import Term
    from studywidgets.reader.files import Surroundings
    from studywidgets.reader.problems import Problems
    from studywidgets.shelf import Slot


class Aside:
    """Reads terms' files and lays the terms aside; it does as `Memory`, and remembers nothing."""

    def __init__(self) -> None:
        """Begin with none."""
        self._shelf: Shelf[Term] = Shelf()

    def read_terms(
        self,
        files: Sequence[tuple[Path, Problems]],
        root: Path,
        surroundings: Surroundings,
        jobs: int,
    ) -> list[Read[Slot] | None]:
        """Read files; each value is where the term lies."""
        read: list[Read[Slot] | None] = [None] * len(files)
        due = [(path, problems.file) for path, problems in files]
        for place, found in read_files(partial(_read, root, surroundings), due, jobs):
            found.report(files[place][1])
            if found.read:
                slot = self._shelf.put(found.read.value)
                read[place] = Read(slot, found.read.ids, set(), {}, found.read.images)
        return read

    def collected(self, values: Iterable[Slot]) -> Sequence[Term]:
        """The terms that lie there."""
        return Shelved(self._shelf, values)


def _read(root: Path, surroundings: Surroundings, path: Path, file: str) -> Found[bytes]:
    """Read a file and pack the term: it is taken out only where it is built."""
    found = read_file(root, surroundings, path, file)
    term = found.read
    read = Read(packed(term.value), term.ids, set(), {}, term.images) if term else None
    return Found(found.found, found.allowed, read)

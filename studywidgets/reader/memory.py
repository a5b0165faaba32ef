"""Terms' files that were read before, for those who read a course again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studywidgets.reader.files import read_term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location, Term
    from studywidgets.reader.files import Read, Surroundings
    from studywidgets.reader.problems import Problems


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A file as it was, and what was read in it.

    Attributes:
        state: Its time of change in ns, its size and its inode.
        root: The resolved content folder.
        surroundings: What the file does not say itself.
        found: What was wrong with it by itself.
        allowed: What of that it allows, with the place where it does.
        read: The term.
    """

    state: tuple[int, int, int]
    root: Path
    surroundings: Surroundings
    found: tuple[Diagnostic, ...]
    allowed: dict[str, Location]
    read: Read[Term] | None


class Memory:
    """Reads a term's file only when it, or what it does not say itself, is not as it was.

    That the lessons of the last build have changed does not show.
    """

    def __init__(self) -> None:
        """Remember nothing."""
        self._known: dict[Path, _Remembered] = {}

    def read_term(
        self, path: Path, root: Path, surroundings: Surroundings, problems: Problems
    ) -> Read[Term] | None:
        """Read a file, or remember what was in it; the arguments and results are `read_term`'s."""
        # Before it is read: a change in between shows the next time.
        state = _state(path)
        known = self._known.get(path)
        as_it_was = known and (known.state, known.root, known.surroundings)
        if known is None or state is None or as_it_was != (state, root, surroundings):
            read = read_term(path, root, surroundings, problems)
            if state is not None:
                self._known[path] = _Remembered(
                    state, root, surroundings, tuple(problems.found), dict(problems.allowed), read
                )
            return read
        problems.extend(known.found)
        problems.allowed.update(known.allowed)
        return known.read

    def forget(self, changed: Iterable[Path]) -> None:
        """Forget what may have changed though it looks the same.

        Args:
            changed: Files that were saved. One that is not Markdown may be an image of any term.
        """
        for path in changed:
            if path.suffix.lower() != ".md":
                self._known.clear()
                return
            self._known.pop(path, None)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

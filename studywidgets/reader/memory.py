"""Terms' files that were read before, for those who read a course again and again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from studywidgets.processes import spread
from studywidgets.reader.files import read_term
from studywidgets.reader.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from studywidgets.diagnostics import Diagnostic
    from studywidgets.model import Location, Term
    from studywidgets.reader.files import Read, Surroundings

    State: TypeAlias = tuple[int, int, int] | None
    """A file's time of change in ns, its size and its inode, if they could be asked."""

T = TypeVar("T")

# So many files are read at a time, so that little is said between processes.
_TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was read in a file.

    Attributes:
        found: What was wrong with it by itself.
        allowed: What of that it allows, with the place where it does.
        read: The term, or what stands for it.
    """

    found: tuple[Diagnostic, ...]
    allowed: dict[str, Location]
    read: Read[T] | None

    def report(self, problems: Problems) -> None:
        """Add what was wrong to the problems of the file."""
        problems.extend(self.found)
        problems.allowed.update(self.allowed)


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A file as it was, and what was read in it.

    Attributes:
        state: As it was before it was read.
        root: The resolved content folder.
        surroundings: What the file does not say itself.
        found: What was read.
    """

    state: State
    root: Path
    surroundings: Surroundings
    found: Found[Term]


class Memory:
    """Reads a term's file only when it, or what it does not say itself, is not as it was.

    That the lessons of the last build have changed does not show.
    """

    def __init__(self) -> None:
        """Remember nothing."""
        self._known: dict[Path, _Remembered] = {}

    def read_terms(
        self,
        files: Sequence[tuple[Path, Problems]],
        root: Path,
        surroundings: Surroundings,
        jobs: int,
    ) -> list[Read[Term] | None]:
        """Read files, or remember what was in them.

        Args:
            files: The files, each with the problems to which what is wrong with it is added.
            root: The resolved content folder.
            surroundings: What the files do not say themselves.
            jobs: How many processes may read.

        Returns:
            What `read_term` gives for each file.
        """
        # Before they are read: a change in between shows the next time.
        states = {path: _state(path) for path, _ in files}
        due = [
            (path, problems.file)
            for path, problems in files
            if not self._is_known(path, states[path], root, surroundings)
        ]
        new: dict[Path, Found[Term]] = {}
        for place, found in read_files(partial(read_file, root, surroundings), due, jobs):
            new[due[place][0]] = found
        for path, found in new.items():
            if states[path] is not None:
                self._known[path] = _Remembered(states[path], root, surroundings, found)
        read = []
        for path, problems in files:
            found = new.get(path) or self._known[path].found
            found.report(problems)
            read.append(found.read)
        return read

    def collected(self, values: Iterable[Term]) -> Sequence[Term]:
        """The terms that were read, in an order."""
        return tuple(values)

    def _is_known(self, path: Path, state: State, root: Path, surroundings: Surroundings) -> bool:
        known = self._known.get(path)
        as_it_was = known and (known.state, known.root, known.surroundings)
        return state is not None and as_it_was == (state, root, surroundings)

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


def read_files(
    read: Callable[[Path, str], Found[T]], files: Sequence[tuple[Path, str]], jobs: int
) -> Iterator[tuple[int, Found[T]]]:
    """Read files, several at a time; yields the place of each and what was read."""
    parts = [files[start : start + _TOGETHER] for start in range(0, len(files), _TOGETHER)]
    for place, found in spread(partial(_read_part, read), parts, jobs):
        yield from enumerate(found, place * _TOGETHER)


def _read_part(
    read: Callable[[Path, str], Found[T]], files: Sequence[tuple[Path, str]]
) -> list[Found[T]]:
    return [read(path, file) for path, file in files]


def read_file(root: Path, surroundings: Surroundings, path: Path, file: str) -> Found[Term]:
    """Read one file, whose path in the content folder is `file`."""
    problems = Problems(file)
    read = read_term(path, root, surroundings, problems)
    return Found(tuple(problems.found), problems.allowed, read)


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino

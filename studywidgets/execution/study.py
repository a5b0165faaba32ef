"""The copies that students and instructors open, brought up to date without losing an edit."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from studywidgets.execution.lessons import UnreadableLessonError, find_lessons, read_lesson
from studywidgets.execution.run import run_lessons
from studywidgets.execution.stamp import (
    CopyState,
    environment,
    is_edited,
    stamp_of,
    stamped,
    state_of,
)
from studywidgets.execution.trust import trust_notebooks
from studywidgets.files import write_atomically
from studywidgets.ipynb import encoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

OUT_OF_DATE = frozenset({CopyState.ABSENT, CopyState.STALE})


@dataclass(frozen=True, slots=True)
class EditedCopy:
    """A copy that somebody edited, of which it is known what it was made as.

    Attributes:
        name: The lesson's name.
        lesson: The lesson's file.
        content: The copy as nbformat writes it.
        base: The cells that the copy was made with, without outputs and state of a view.
    """

    name: str
    lesson: Path
    content: bytes
    base: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of the copies, by lesson name.

    Attributes:
        results: The results of the lessons that were run.
        kept: Copies that somebody edited and that are therefore not brought up to date.
        removed: Copies of lessons that are gone.
    """

    results: tuple[LessonResult, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


class StudyFolder:
    """The folder of executed copies that belongs to a folder of lessons.

    It is `.studywidgets/executed` beside the lessons: out of the way of version control (it
    ignores itself), and JupyterLab is started in it, so that a student sees only lessons.
    """

    def __init__(self, lessons: Path) -> None:
        self._lessons = lessons
        self._home = lessons.absolute().parent / ".studywidgets"

    @property
    def copies(self) -> Path:
        """Where the executed copies are."""
        return self._home / "executed"

    def states(self) -> dict[Lesson, CopyState]:
        """Each lesson with the state of its copy.

        Raises:
            FileNotFoundError: There is no folder of lessons.
            OSError: A lesson can't be read.
        """
        made_in = environment()
        return {
            lesson: state_of(self.copies / lesson.name, lesson.source.read_bytes(), made_in)
            for lesson in find_lessons([self._lessons])
        }

    def edited(self) -> list[EditedCopy]:
        """The copies of lessons whose edits can be told from what was there before.

        Raises:
            FileNotFoundError: There is no folder of lessons.
        """
        found = []
        for lesson in find_lessons([self._lessons]) if self.copies.is_dir() else ():
            copy = self._read_copy(lesson.name)
            stamp = None if copy is None else stamp_of(copy)
            if copy is not None and stamp is not None and is_edited(copy, stamp):
                found.append(EditedCopy(lesson.name, lesson.source, _bytes(copy), stamp.cells))
        return found

    def settle(self, edited: EditedCopy) -> None:
        """Note that a copy's edits are in its lesson, so that the copy is made again.

        A copy that was saved meanwhile is left, with what it says it was made as.

        Raises:
            OSError: The copy can't be written.
        """
        copy = self._read_copy(edited.name)
        if copy is not None and _bytes(copy) == edited.content:
            write_atomically(self.copies / edited.name, encoded(stamped(copy, b"", "")))

    def _read_copy(self, name: str) -> NotebookNode | None:
        try:
            return read_lesson(self.copies / name)
        except UnreadableLessonError:
            return None

    def refresh(
        self,
        states: dict[Lesson, CopyState],
        *,
        jobs: int,
        timeout: float,
        content: Path | None = None,
        on_result: Callable[[LessonResult], None] = lambda _: None,
    ) -> Refreshed:
        """Run the lessons whose copy is absent or stale, and trust every copy that is ours.

        Arguments and exceptions are those of `run_lessons`.
        """
        write_atomically(self._home / ".gitignore", b"*\n")
        due = [lesson for lesson, state in states.items() if state in OUT_OF_DATE]
        read = {lesson: lesson.source.read_bytes() for lesson in due}
        kept = {lesson.name for lesson, state in states.items() if state is CopyState.EDITED}
        with tempfile.TemporaryDirectory(dir=self._home, prefix="run-") as made:
            results = run_lessons(
                due,
                jobs=jobs,
                timeout=timeout,
                write=Path(made),
                content=content,
                on_result=on_result,
            )
            for lesson, result in zip(due, results, strict=True):
                # A lesson that failed is noted as unknown, so that it is run again next time.
                bytes_run = read[lesson] if result.passed else b""
                if not self._take_over(Path(made) / lesson.name, lesson, bytes_run):
                    kept.add(lesson.name)
        removed = self._remove_orphans({lesson.name for lesson in states})
        ours = (self.copies / lesson.name for lesson in states if lesson.name not in kept)
        trust_notebooks(path for path in ours if path.exists())
        return Refreshed(tuple(results), tuple(sorted(kept)), tuple(removed))

    def _take_over(self, executed: Path, lesson: Lesson, bytes_run: bytes) -> bool:
        """Put an executed lesson in its place, unless somebody has edited the copy meanwhile."""
        copy = self.copies / lesson.name
        if not executed.exists():
            return True
        if state_of(copy, bytes_run, "") is CopyState.EDITED:
            return False
        text = stamped(read_lesson(executed), bytes_run, environment())
        write_atomically(copy, encoded(text))
        return True

    def _remove_orphans(self, names: set[str]) -> list[str]:
        if not self.copies.is_dir():
            return []
        orphans = [
            copy
            for copy in find_lessons([self.copies])
            if copy.name not in names and state_of(copy.source, b"", "") is CopyState.STALE
        ]
        for copy in orphans:
            copy.source.unlink()
        return [copy.name for copy in orphans]


def _bytes(notebook: NotebookNode) -> bytes:
    return encoded(nbformat.writes(notebook))

"""The copies that students and instructors open, brought up to date without losing an edit."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studywidgets.execution.copies import write_whole
from studywidgets.execution.lessons import find_lessons, read_lesson
from studywidgets.execution.run import run_lessons
from studywidgets.execution.stamp import CopyState, environment, stamped, state_of
from studywidgets.execution.trust import trust_notebooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

OUT_OF_DATE = frozenset({CopyState.ABSENT, CopyState.STALE})


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
        write_whole(self._home / ".gitignore", "*\n")
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
        write_whole(copy, stamped(read_lesson(executed), bytes_run, environment()))
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

"""Which lessons have not changed since they passed, kept in a cache folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studywidgets.execution.inputs import Inputs
from studywidgets.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

FILE = "passed.json"
FORMAT = 1


class PassedLessons:
    """The inputs with which each lesson passed when it ran last."""

    def __init__(self, folder: Path, content: Path | None) -> None:
        """Read what is kept.

        Args:
            folder: The cache folder; it need not be there.
            content: The folder of the content, if there is one.
        """
        self._file = folder / FILE
        self._inputs = Inputs(content)
        self._passed = self._read()
        self._now: dict[str, str | None] = {}

    def changed(self, lessons: Sequence[Lesson], copies: Path | None = None) -> list[Lesson]:
        """The lessons that have to run, in their order.

        Args:
            lessons: All that are asked for.
            copies: A folder in which each is to have an executed copy.

        Returns:
            Those whose inputs are not those with which they passed, and those without a copy.
        """
        self._now = {lesson.name: self._inputs_of(lesson) for lesson in lessons}
        return [
            lesson
            for lesson in lessons
            if self._now[lesson.name] != self._passed.get(lesson.name, "")
            or not (copies is None or (copies / lesson.name).exists())
        ]

    def _inputs_of(self, lesson: Lesson) -> str | None:
        try:
            return self._inputs.of(lesson)
        except OSError:
            # A lesson that passes with what can't be read is run again next time.
            return None

    def note(self, results: Iterable[LessonResult]) -> None:
        """Keep with which inputs lessons have passed; those that failed have passed with none.

        Args:
            results: Of lessons that `changed` was asked about.

        Raises:
            OSError: The cache folder can't be written.
        """
        # Meanwhile another run, of another part of the lessons, may have kept what passed there.
        self._passed = self._read()
        for result in results:
            inputs = self._now[result.name] if result.passed else None
            self._passed.pop(result.name, None)
            if inputs is not None:
                self._passed[result.name] = inputs
        kept = {"format": FORMAT, "passed": dict(sorted(self._passed.items()))}
        write_atomically(self._file, f"{json.dumps(kept, indent=1)}\n".encode())

    def _read(self) -> dict[str, str]:
        """What is kept; nothing, if the file is damaged or of another format."""
        try:
            kept: Any = json.loads(self._file.read_text(encoding="utf-8"))
            passed: dict[Any, Any] = kept["passed"] if kept["format"] == FORMAT else {}
            return {str(name): str(inputs) for name, inputs in passed.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}

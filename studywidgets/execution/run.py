"""Running many lessons, several at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from studywidgets.execution.attempt import Settings
from studywidgets.execution.batches import run_batches
from studywidgets.execution.capacity import possible_jobs
from studywidgets.execution.copies import refuse_lessons_folder
from studywidgets.execution.together import run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.memory import PeakMemory
    from studywidgets.execution.result import LessonResult


def run_lessons(  # noqa: PLR0913 - one keyword an option of the command
    lessons: Sequence[Lesson],
    *,
    jobs: int,
    timeout: float,
    cell_timeout: float | None = None,
    memory: int = 0,
    write: Path | None = None,
    content: Path | None = None,
    on_result: Callable[[LessonResult], None] = lambda _: None,
    peak: PeakMemory | None = None,
    executor: Executor | None = None,
) -> list[LessonResult]:
    """Run every lesson, `jobs` at once, and check what it shows.

    Whatever is wrong with one lesson is in its result and does not touch the others. No kernel
    outlives the call, however it ends.

    Args:
        lessons: What `find_lessons` found.
        jobs: How many run at the same time in one process, at least 1; fewer, if it may not open
            files for so many.
        timeout: Seconds that one lesson may take.
        cell_timeout: Seconds that one cell may take; None for as many as the lesson.
        memory: Bytes of memory that a kernel may take beyond what it starts with; 0 for any number.
        write: Folder for executed copies, under the lessons' names. A lesson whose cells could
            be started gets a copy also when it failed.
        content: Folder of the content, to name the place of an item that failed.
        on_result: Called with each result as soon as it is there.
        peak: What notes the memory that the run takes in this process and below it; not what an
            executor's workers take.
        executor: What runs the lessons in other processes or on other machines; without one they
            run here. `write` and the lessons have to be there under the same paths. `jobs` then
            is how many lessons each of its calls runs at the same time.

    Returns:
        The results in the order of `lessons`.

    Raises:
        CopiesOverLessonsError: `write` is where the lessons are; nothing was run.
        BrokenRunError: The executor does not run them all; `on_result` has seen what was finished.
        KeyboardInterrupt: Stopped by Ctrl-C; `on_result` has seen what was finished.
    """
    if write is not None:
        refuse_lessons_folder(lessons, write)
    # Another process has another working folder.
    folders = (folder and folder.absolute() for folder in (write, content))
    settings = Settings(timeout, cell_timeout, memory, *folders)
    if executor is not None:
        return run_batches(lessons, settings, jobs, on_result, executor)
    return asyncio.run(run_together(lessons, settings, possible_jobs(jobs), on_result, peak))

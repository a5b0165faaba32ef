"""Running many lessons, several at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import as_completed
from typing import TYPE_CHECKING

import zmq
import zmq.asyncio

from studywidgets.execution.attempt import Runner, Settings
from studywidgets.execution.capacity import possible_jobs
from studywidgets.execution.copies import refuse_lessons_folder
from studywidgets.execution.memory import PeakMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.result import LessonResult

BATCH = 4
"""Lessons, for each that runs at the same time, that go to an executor at once."""

RECONNECT = 10
"""Milliseconds after which a socket tries again to reach a kernel that does not listen yet."""


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
        peak: What notes the memory that the run takes in this process and below it.
        executor: What runs the lessons in other processes or on other machines; without one they
            run here. `write` and the lessons have to be there under the same paths.

    Returns:
        The results in the order of `lessons`.

    Raises:
        CopiesOverLessonsError: `write` is where the lessons are; nothing was run.
        KeyboardInterrupt: Stopped by Ctrl-C; `on_result` has seen what was finished.
    """
    if write is not None:
        refuse_lessons_folder(lessons, write)
    # Another process has another working folder.
    folders = (folder and folder.absolute() for folder in (write, content))
    settings = Settings(timeout, cell_timeout, memory, *folders)
    peak = peak or PeakMemory()
    if executor is not None:
        return _run_elsewhere(lessons, settings, jobs, on_result, executor)
    return asyncio.run(_run_all(lessons, settings, possible_jobs(jobs), on_result, peak))


def run_batch(lessons: Sequence[Lesson], settings: Settings, jobs: int) -> list[LessonResult]:
    """Run some lessons, for an executor: what goes in and comes out can be sent to other machines.

    Args:
        lessons: Some of the lessons of a run.
        settings: Those of the run.
        jobs: How many run at the same time.

    Returns:
        The results in the order of `lessons`.
    """
    run = _run_all(lessons, settings, possible_jobs(jobs), lambda _: None, PeakMemory())
    return asyncio.run(run)


def _run_elsewhere(
    lessons: Sequence[Lesson],
    settings: Settings,
    jobs: int,
    on_result: Callable[[LessonResult], None],
    executor: Executor,
) -> list[LessonResult]:
    results: dict[Lesson, LessonResult] = {}
    size = BATCH * jobs
    batches = [lessons[start : start + size] for start in range(0, len(lessons), size)]
    waiting = {executor.submit(run_batch, batch, settings, jobs): batch for batch in batches}
    try:
        for done in as_completed(waiting):
            for lesson, result in zip(waiting[done], done.result(), strict=True):
                results[lesson] = result
                on_result(result)
    finally:
        # After Ctrl-C, or if the executor is broken; otherwise none is left.
        for future in waiting:
            future.cancel()
    return [results[lesson] for lesson in lessons]


async def _run_all(
    lessons: Sequence[Lesson],
    settings: Settings,
    jobs: int,
    on_result: Callable[[LessonResult], None],
    peak: PeakMemory,
) -> list[LessonResult]:
    results: dict[Lesson, LessonResult] = {}
    waiting = iter(lessons)
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.RECONNECT_IVL, RECONNECT)
    runner = Runner(settings, context)

    async def one_after_the_other() -> None:
        for lesson in waiting:
            results[lesson] = await runner.run(lesson)
            on_result(results[lesson])

    try:
        async with peak.watching():
            await asyncio.gather(*(one_after_the_other() for _ in range(jobs)))
    finally:
        # What is still to be sent to a kernel interests nobody.
        context.destroy(linger=0)
    return [results[lesson] for lesson in lessons]

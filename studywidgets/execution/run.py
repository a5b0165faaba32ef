"""Running many lessons, several at once."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import time
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, NoSuchKernel
from nbclient.exceptions import CellExecutionError

from studywidgets.execution.checks import built_from, missing_items
from studywidgets.execution.copies import executed_text, refuse_lessons_folder, write_whole
from studywidgets.execution.failures import (
    cell_failed,
    kernel_died,
    out_of_time,
    too_much_output,
)
from studywidgets.execution.kernels import running_kernel
from studywidgets.execution.lessons import UnreadableLessonError, read_lesson
from studywidgets.execution.origin import Origins
from studywidgets.execution.performance import LessonClient
from studywidgets.execution.result import LessonResult, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from studywidgets.execution.kernels import RunningKernel
    from studywidgets.execution.lessons import Lesson

OTHER_KERNEL = "In JupyterLab choose Kernel, Change Kernel, Python 3 (ipykernel); then save."
NO_KERNEL = "Check that ipykernel is installed beside studywidgets: python -m pip check"


def default_jobs() -> int:
    """How many lessons to run at once.

    One more than there are processors to use, since a kernel that starts waits for a third of
    the time: on two processors, three at once were as fast as four, and faster than two.
    """
    # A container may have fewer processors than the machine; macOS and Windows can't say.
    usable = getattr(os, "sched_getaffinity", None)
    return (len(usable(0)) if usable else os.cpu_count() or 1) + 1


def run_lessons(  # noqa: PLR0913 - one keyword an option of the command
    lessons: Sequence[Lesson],
    *,
    jobs: int,
    timeout: float,
    write: Path | None = None,
    content: Path | None = None,
    on_result: Callable[[LessonResult], None] = lambda _: None,
) -> list[LessonResult]:
    """Run every lesson, `jobs` at once, and check what it shows.

    Whatever is wrong with one lesson is in its result and does not touch the others. No kernel
    outlives the call, however it ends.

    Args:
        lessons: What `find_lessons` found.
        jobs: How many run at the same time, at least 1.
        timeout: Seconds that one lesson may take.
        write: Folder for executed copies, under the lessons' names. A lesson whose cells could
            be started gets a copy also when it failed.
        content: Folder of the content, to name the place of an item that failed.
        on_result: Called with each result as soon as it is there.

    Returns:
        The results in the order of `lessons`.

    Raises:
        CopiesOverLessonsError: `write` is where the lessons are; nothing was run.
        OSError: A copy can't be written.
        KeyboardInterrupt: Stopped by Ctrl-C; `on_result` has seen what was finished.
    """
    if write is not None:
        refuse_lessons_folder(lessons, write)
    origins = Origins(content)
    slots = asyncio.Semaphore(jobs)

    async def run_in_turn(lesson: Lesson) -> LessonResult:
        async with slots:
            result = await _run_lesson(lesson, timeout, write, origins)
        on_result(result)
        return result

    async def run_all() -> list[LessonResult]:
        return await asyncio.gather(*map(run_in_turn, lessons))

    return asyncio.run(run_all())


async def _run_lesson(
    lesson: Lesson, timeout: float, write: Path | None, origins: Origins
) -> LessonResult:
    start = time.monotonic()
    try:
        notebook = read_lesson(lesson.source)
    except UnreadableLessonError as error:
        return LessonResult(lesson.name, (error.problem,), started=False)
    name = notebook.metadata.get("kernelspec", {}).get("name", NATIVE_KERNEL_NAME)
    try:
        async with running_kernel(lesson.source.parent, name) as kernel:
            client = LessonClient(notebook, kernel, lesson.source.parent)
            failure = await _play(client, kernel, timeout)
    except NoSuchKernel:
        wrong = Problem(f"asks for the kernel {name!r}; lessons run with 'python3'", OTHER_KERNEL)
        return LessonResult(lesson.name, (wrong,), started=False)
    except OSError as error:
        broken = Problem(f"its kernel can't be started: {error}", NO_KERNEL)
        return LessonResult(lesson.name, (broken,), started=False)
    problems = [failure] if failure is not None else missing_items(notebook)
    started = client.cell is not None or not problems
    if write is not None and started:
        write_whole(write / lesson.name, executed_text(notebook, lesson.name))
    return LessonResult(
        lesson.name,
        tuple(_located(problem, notebook, origins) for problem in problems),
        time.monotonic() - start,
        started,
    )


async def _play(client: LessonClient, kernel: RunningKernel, timeout: float) -> Problem | None:
    """Run the cells; what stopped them, if anything did."""
    playing = asyncio.ensure_future(client.play())
    flooded = asyncio.ensure_future(client.flooded.wait())
    try:
        done, _ = await asyncio.wait(
            {playing, flooded}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED
        )
        if flooded in done:
            return too_much_output(client)
        if not done:
            return out_of_time(client, timeout)
        await playing
    except CellExecutionError as error:
        return cell_failed(client, error)
    except RuntimeError as error:
        return kernel_died(client, await kernel.end(), kernel.last_words(), error)
    else:
        return None
    finally:
        playing.cancel()
        flooded.cancel()
        # Whatever comes of the cells now means nothing any more.
        await asyncio.gather(playing, flooded, return_exceptions=True)


def _located(problem: Problem, notebook: NotebookNode, origins: Origins) -> Problem:
    if not problem.items:
        return problem
    place = origins.find(str(built_from(notebook).get("course")), problem.items[0])
    return dataclasses.replace(problem, location=place)

"""One lesson: read, run in a kernel of its own, checked, and copied where that is asked for."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from zmq import ZMQError

from studywidgets.execution.checks import built_from, missing_items
from studywidgets.execution.copies import executed_text
from studywidgets.execution.failures import (
    cell_failed,
    cell_out_of_time,
    kernel_died,
    not_judged,
    not_startable,
    not_understood,
    out_of_time,
    too_much_output,
)
from studywidgets.execution.kernels import running_kernel
from studywidgets.execution.lessons import UnreadableLessonError, read_lesson
from studywidgets.execution.origin import Origins
from studywidgets.execution.performance import LessonClient
from studywidgets.execution.result import LessonResult, Problem
from studywidgets.execution.stop import Stop, play_until
from studywidgets.files import write_atomically
from studywidgets.ipynb import encoded

if TYPE_CHECKING:
    from pathlib import Path

    import zmq.asyncio
    from nbformat import NotebookNode

    from studywidgets.execution.kernels import RunningKernel
    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.memory import PeakMemory

OTHER_KERNEL = "In JupyterLab choose Kernel, Change Kernel, Python 3 (ipykernel); then save."
NO_COPY = "Make room on the disk, or choose another folder with --write."


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every lesson of a run; it can be sent to other machines.

    Attributes:
        timeout: Seconds that one lesson may take.
        cell_timeout: Seconds that one cell may take; None for as many as the lesson.
        memory: Bytes of memory that a kernel may take beyond what it starts with; 0 for any number.
        write: Folder for executed copies, under the lessons' names.
        content: Folder of the content, to name the place of an item that failed.
    """

    timeout: float
    cell_timeout: float | None = None
    memory: int = 0
    write: Path | None = None
    content: Path | None = None


class _NotReadyError(Exception):
    """A kernel ended, or did not answer, before it was given a cell: no lesson's fault."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Runner:
    """Runs lessons with the same settings, as many at once as it is asked to."""

    def __init__(
        self, settings: Settings, context: zmq.asyncio.Context, peak: PeakMemory | None = None
    ) -> None:
        """Take the settings, the ZeroMQ context of all sockets, and what notes the memory."""
        self._peak = peak
        self._settings = settings
        self._context = context
        self._origins = Origins(settings.content)

    async def run(self, lesson: Lesson) -> LessonResult:
        """Run a lesson. Whatever is wrong with it is in the result."""
        start = time.monotonic()
        try:
            result = await self._run_once_or_twice(lesson)
        except Exception as error:  # noqa: BLE001 - a notebook can hold anything, and put it out
            result = LessonResult(lesson.name, (not_judged(error),))
        return dataclasses.replace(result, seconds=time.monotonic() - start)

    async def _run_once_or_twice(self, lesson: Lesson) -> LessonResult:
        try:
            return await self._run(lesson)
        except _NotReadyError:
            # Once more, since no cell has run; a second time it is how this machine is.
            try:
                return await self._run(lesson)
            except _NotReadyError as error:
                return LessonResult(lesson.name, (error.problem,), started=False)

    async def _run(self, lesson: Lesson) -> LessonResult:
        try:
            notebook = read_lesson(lesson.source)
        except UnreadableLessonError as error:
            return LessonResult(lesson.name, (error.problem,), started=False)
        name = notebook.metadata.get("kernelspec", {}).get("name", NATIVE_KERNEL_NAME)
        folder = lesson.source.parent
        try:
            async with running_kernel(
                folder, name, context=self._context, memory=self._settings.memory
            ) as kernel:
                client = LessonClient(notebook, kernel, folder, self._settings.cell_timeout)
                failure = await self._play(client, kernel)
        except NoSuchKernel:
            wrong = Problem(
                f"asks for the kernel {name!r}; lessons run with 'python3'", OTHER_KERNEL
            )
            return LessonResult(lesson.name, (wrong,), started=False)
        except (OSError, ZMQError) as error:
            return LessonResult(lesson.name, (not_startable(error),), started=False)
        if self._peak:
            self._peak.note(kernel.peak())
        problems = [failure] if failure is not None else missing_items(notebook)
        started = client.cell is not None or not problems
        if started:
            problems += self._copy(lesson, notebook)
        located = tuple(self._located(problem, notebook) for problem in problems)
        return LessonResult(lesson.name, located, started=started)

    async def _play(self, client: LessonClient, kernel: RunningKernel) -> Problem | None:
        """Run the cells; what stopped them, if anything did.

        Raises:
            _NotReadyError: No cell could be given to the kernel.
        """
        timeout = self._settings.timeout
        problem: Problem | None
        try:
            stop = await play_until(client, kernel, timeout)
        except CellExecutionError as error:
            problem = cell_failed(client, error)
        except CellTimeoutError:
            problem = cell_out_of_time(client, self._settings.cell_timeout or timeout)
        except RuntimeError as error:
            # The deepest of outputs is one, too.
            runs = client.cell is not None and not kernel.end()
            problem = not_understood(client, error) if runs else _died(client, kernel, error)
        except Exception as error:  # noqa: BLE001 - a kernel can make nbclient fail in any way
            problem = not_understood(client, error)
        else:
            if stop is Stop.ALL_PLAYED:
                problem = None
            elif stop is Stop.KERNEL_ENDED:
                problem = _died(client, kernel)
            elif stop is Stop.FLOODED:
                problem = too_much_output(client)
            else:
                problem = out_of_time(client, timeout)
        return problem

    def _copy(self, lesson: Lesson, notebook: NotebookNode) -> list[Problem]:
        """Write the executed copy, if one is wanted; what is wrong if it can't be."""
        if self._settings.write is None:
            return []
        text = executed_text(notebook, lesson.name)
        try:
            write_atomically(self._settings.write / lesson.name, encoded(text))
        except OSError as error:
            return [Problem(f"its copy can't be written: {error}", NO_COPY)]
        return []

    def _located(self, problem: Problem, notebook: NotebookNode) -> Problem:
        if not problem.items:
            return problem
        course = str(built_from(notebook).get("course"))
        return dataclasses.replace(problem, location=self._origins.find(course, problem.items[0]))


def _died(
    client: LessonClient, kernel: RunningKernel, error: RuntimeError | None = None
) -> Problem:
    problem = kernel_died(client, kernel, error)
    if client.cell is None:
        raise _NotReadyError(problem)
    return problem

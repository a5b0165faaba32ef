"""Lessons in batches, for an executor: in other processes, or on other machines."""

from __future__ import annotations

import asyncio
from concurrent.futures import BrokenExecutor, CancelledError
from contextvars import ContextVar
from queue import SimpleQueue
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from studywidgets import __version__
from studywidgets.execution.capacity import possible_jobs
from studywidgets.execution.result import LessonResult, Problem
from studywidgets.execution.together import run_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor, Future

    from studywidgets.execution.attempt import Settings
    from studywidgets.execution.lessons import Lesson

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 4
"""Lessons, for each that runs at the same time in a process, that go there at once."""

WORKERS_LOGS = "Look for what ended them in the workers' logs."
SAME_PACKAGES = f"Each worker needs studywidgets {__version__} with its extra authoring."


class BrokenRunError(Exception):
    """The executor runs no lessons any more, or can't run any; the message says why."""


class WorkerDiedError(Exception):
    """The process that ran a batch died, and so did those in which it was tried again."""


class OtherVersionError(Exception):
    """A worker has another version of this package."""


def run_batches(
    lessons: Sequence[Lesson],
    settings: Settings,
    jobs: int,
    on_result: Callable[[LessonResult], None],
    executor: Executor,
) -> list[LessonResult]:
    """Run lessons where an executor runs them.

    Args:
        lessons: What to run; the executor's workers have them under the same paths.
        settings: Those of the run.
        jobs: How many a call of the executor's runs at the same time.
        on_result: Called with each result as soon as it is there.
        executor: What runs them. It may raise `WorkerDiedError` for a batch: then its lessons are
            tried one by one, and the one that can't be run fails by itself.

    Returns:
        The results in the order of `lessons`.

    Raises:
        BrokenRunError: It does not run them all; `on_result` has seen what was finished.
    """
    results: dict[Lesson, LessonResult] = {}
    waiting: dict[Future[list[LessonResult]], Sequence[Lesson]] = {}
    ended: SimpleQueue[Future[list[LessonResult]]] = SimpleQueue()

    def submit(batch: Sequence[Lesson]) -> None:
        future = executor.submit(run_batch, batch, settings, jobs, __version__)
        waiting[future] = batch
        future.add_done_callback(ended.put)

    size = BATCH * jobs
    try:
        for start in range(0, len(lessons), size):
            submit(lessons[start : start + size])
        while waiting:
            done = ended.get()
            batch = waiting.pop(done)
            try:
                found = _outcome(done)
            except WorkerDiedError as error:
                if len(batch) > 1:
                    for lesson in batch:
                        submit([lesson])
                    continue
                found = [_lost(batch[0], error)]
            for lesson, result in zip(batch, found, strict=True):
                results[lesson] = result
                on_result(result)
    except RuntimeError as error:
        # It is broken, or it was shut down.
        raise BrokenRunError(str(error)) from error
    finally:
        # After Ctrl-C, or if the executor is broken; otherwise none is left.
        for future in waiting:
            future.cancel()
    return [results[lesson] for lesson in lessons]


def _outcome(done: Future[list[LessonResult]]) -> list[LessonResult]:
    """What came of a batch.

    Raises:
        BrokenExecutor: Nobody has run it, nor will.
        BrokenRunError: The worker was not able to.
        WorkerDiedError: It died meanwhile.
    """
    try:
        return done.result()
    except (BrokenExecutor, WorkerDiedError):
        raise
    except CancelledError as error:
        message = "the lessons were cancelled where they run"
        raise BrokenRunError(message) from error
    except Exception as error:
        # Whatever is wrong with a lesson is in its result.
        message = f"a worker can't run lessons: {_words(error)}. {SAME_PACKAGES}"
        raise BrokenRunError(message) from error


def _words(error: BaseException) -> str:
    """An error, and what it came from."""
    cause = f"; {_words(error.__cause__)}" if error.__cause__ else ""
    return f"{type(error).__name__}: {error}{cause}"


def run_batch(
    lessons: Sequence[Lesson], settings: Settings, jobs: int, version: str
) -> list[LessonResult]:
    """Run some lessons: what goes in and comes out can be sent to other machines.

    Args:
        lessons: Some of the lessons of a run.
        settings: Those of the run.
        jobs: How many run at the same time.
        version: The version of this package that the results are for.

    Returns:
        The results in the order of `lessons`; none, if the run was stopped meanwhile.

    Raises:
        OtherVersionError: It is not the version here.
    """
    if version != __version__:
        message = f"it has studywidgets {__version__}, not {version}"
        raise OtherVersionError(message)
    try:
        return asyncio.run(_run_stoppable(lessons, settings, jobs))
    except asyncio.CancelledError:
        return []


_run: ContextVar[str] = ContextVar("run", default="")
_stoppable: dict[asyncio.Future[list[LessonResult]], str] = {}


async def _run_stoppable(
    lessons: Sequence[Lesson], settings: Settings, jobs: int
) -> list[LessonResult]:
    task = asyncio.ensure_future(run_together(lessons, settings, possible_jobs(jobs)))
    _stoppable[task] = _run.get()
    try:
        return await task
    finally:
        del _stoppable[task]


def call_in_run(run: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function, on a worker, as a part of the run of that name."""
    token = _run.set(run)
    try:
        return function(*args, **kwargs)
    finally:
        _run.reset(token)


def stop_run(run: str) -> None:
    """End, on a worker, all batches of the run of that name, and their kernels."""
    for task, name in [*_stoppable.items()]:
        if name == run:
            task.get_loop().call_soon_threadsafe(task.cancel)


def _lost(lesson: Lesson, error: WorkerDiedError) -> LessonResult:
    return LessonResult(lesson.name, (Problem(str(error), WORKERS_LOGS),), started=False)

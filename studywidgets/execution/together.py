"""Some lessons in this process, several at once."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import TYPE_CHECKING

import zmq
import zmq.asyncio

from studywidgets.execution.attempt import Runner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studywidgets.execution.attempt import Settings
    from studywidgets.execution.lessons import Lesson
    from studywidgets.execution.memory import PeakMemory
    from studywidgets.execution.result import LessonResult

RECONNECT = 10
"""Milliseconds after which a socket tries again to reach a kernel that does not listen yet."""


async def run_together(
    lessons: Sequence[Lesson],
    settings: Settings,
    jobs: int,
    on_result: Callable[[LessonResult], None] = lambda _: None,
    peak: PeakMemory | None = None,
) -> list[LessonResult]:
    """Run lessons, `jobs` at once; no kernel outlives the call, however it ends.

    Args:
        lessons: What to run.
        settings: Those of the run.
        jobs: How many run at the same time, at least 1.
        on_result: Called with each result as soon as it is there.
        peak: What notes the memory that they take.

    Returns:
        The results in the order of `lessons`.
    """
    results: dict[Lesson, LessonResult] = {}
    waiting = iter(lessons)
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.RECONNECT_IVL, RECONNECT)
    runner = Runner(settings, context, peak)

    async def one_after_the_other() -> None:
        for lesson in waiting:
            results[lesson] = await runner.run(lesson)
            on_result(results[lesson])

    try:
        async with peak.watching() if peak else nullcontext():
            await asyncio.gather(*(one_after_the_other() for _ in range(jobs)))
    finally:
        # What is still to be sent to a kernel interests nobody.
        context.destroy(linger=0)
    return [results[lesson] for lesson in lessons]
